import { z } from 'zod';

/** `manifest.json` of a checkpoint or a published model: renamed in last, so a folder with it is whole. */
export const trainerManifest = z.object({
  version: z.literal(1),
  kind: z.enum(['checkpoint', 'model']),
  runId: z.string(),
  step: z.int().min(0),
  epoch: z.int().min(0),
  configHash: z.string(),
  createdAt: z.iso.datetime(),
  files: z
    .array(
      z.object({
        path: z.string().min(1),
        bytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1),
});
export type TrainerManifest = z.infer<typeof trainerManifest>;

/** `prefloop.json` in a model's folder: what the weights cannot say of themselves. Absent in foreign models. */
export const modelNote = z.looseObject({
  version: z.literal(1),
  /** A line for people about where the weights come from. */
  source: z.string(),
  /** For reward models: how answers have to be scored to match the training. */
  scoring: z.object({ maxLength: z.int().min(8), mean: z.number(), std: z.number() }).optional(),
});
export type ModelNote = z.infer<typeof modelNote>;
