import { z } from 'zod';

export const runName = z.string().trim().min(1).max(200);

export const runDevice = z.strictObject({
  kind: z.enum(['auto', 'cpu', 'cuda']).default('auto'),
  precision: z.enum(['auto', 'fp32', 'bf16']).default('auto'),
  threads: z.int().min(1).max(512).nullable().default(null),
});
