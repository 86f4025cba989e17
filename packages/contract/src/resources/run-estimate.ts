import { z } from 'zod';

/** A figure told before a run: a range, and how it was come by, in words and numbers. */
export const estimatedFigure = z
  .object({ low: z.number(), expected: z.number(), high: z.number(), formula: z.string() })
  .meta({ id: 'EstimatedFigure' });
export type EstimatedFigure = z.infer<typeof estimatedFigure>;

/** What measured figures alone say of a run: what finished runs are held against, to scale the next one. */
export const estimatedByTable = z.object({
  tokens: z.number(),
  /** To start and to publish, and at work. */
  startSeconds: z.number(),
  workSeconds: z.number(),
  memoryBytes: z.number(),
  checkpointBytes: z.number(),
});
export type EstimatedByTable = z.infer<typeof estimatedByTable>;

/** What a training run is going to take. */
export const runEstimate = z
  .object({
    /** Raised when the table is made anew: finished runs are compared with the same table alone. */
    table: z.literal(1),
    byTable: estimatedByTable,
    /** Parameters of the model that is trained. */
    parameters: z.number(),
    /** Finished runs like it that it goes by, and the device of those; without any it is by the table. */
    runs: z.int(),
    device: z.string().nullable(),
    /** Tokens trained on, prompts and answers together, over all passes. */
    tokens: estimatedFigure,
    steps: estimatedFigure,
    seconds: estimatedFigure,
    /** The most memory at once: the GPU's where one is used. */
    memoryBytes: estimatedFigure,
    /** What checkpoints and the model take at once. */
    diskBytes: estimatedFigure,
  })
  .meta({ id: 'RunEstimate' });
export type RunEstimate = z.infer<typeof runEstimate>;

/** What a training run took; null where it did not say. */
export const runTook = z
  .object({
    tokens: z.number().nullable(),
    seconds: z.number().nullable(),
    memoryBytes: z.number().nullable(),
    diskBytes: z.number().nullable(),
  })
  .meta({ id: 'RunTook' });
export type RunTook = z.infer<typeof runTook>;
