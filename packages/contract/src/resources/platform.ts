import { z } from 'zod';
import { trackerName } from '../trainer/trackers.ts';

/** Whether runs can be trained now, told for people: without hosts and paths. */
export const trainingState = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('ready') }),
    z.object({ state: z.literal('preparing'), message: z.string(), done: z.int(), total: z.int() }),
    z.object({ state: z.literal('waiting'), message: z.string() }),
    z.object({ state: z.literal('failed'), message: z.string(), hint: z.string() }),
    z.object({ state: z.literal('no-worker'), message: z.string() }),
  ])
  .meta({ id: 'TrainingState' });
export type TrainingState = z.infer<typeof trainingState>;

export const platform = z
  .object({
    version: z.string(),
    publicUrl: z.string(),
    node: z.string(),
    startedAt: z.iso.datetime(),
    training: trainingState,
    /** Where the figures of a run may go besides, by what the live workers allow. */
    trackers: z.array(trackerName),
  })
  .meta({ id: 'Platform' });
