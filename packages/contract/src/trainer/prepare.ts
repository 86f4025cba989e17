import { z } from 'zod';

/** One line on stdout of `prepare.py --json`, which makes the trainer's environment. */
export const prepareEvent = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('preparing'),
    step: z.enum(['venv', 'torch', 'libraries', 'smollm2', 'check']),
    /** Steps finished before this one. */
    done: z.int().min(0),
    total: z.int().min(1),
    message: z.string(),
  }),
  z.object({ state: z.literal('waiting'), message: z.string() }),
  z.object({ state: z.literal('ready'), python: z.string() }),
  z.object({ state: z.literal('failed'), message: z.string(), hint: z.string() }),
]);
export type PrepareEvent = z.infer<typeof prepareEvent>;
