import { z } from 'zod';
import { failureCodes } from './events.ts';

/** What `python -m trainer.statistics` reads and writes. What the figures mean stands in the trainer's docs/statistics.md. */

const category = z.union([z.number(), z.string()]);
const maxValues = 128;

const scale = z
  .strictObject({
    kind: z.enum(['nominal', 'ordinal', 'interval']),
    /** In their order; of an `interval` scale numbers that rise. */
    values: z.array(category).min(2).max(maxValues),
  })
  .superRefine(({ kind, values }, context) => {
    values.forEach((_, at) => {
      const message = kind === 'interval' ? unlikeAmount(values, at) : unlikeClass(values, at);
      if (message !== null) context.addIssue({ code: 'custom', path: ['values', at], message });
    });
  });

type Category = z.infer<typeof category>;

function unlikeAmount(values: readonly Category[], at: number): string | null {
  const [before, value] = [values[at - 1], values[at]];
  if (typeof value !== 'number') return 'must be a number';
  return typeof before === 'number' && value <= before ? 'must be greater than the one before' : null;
}

function unlikeClass(values: readonly Category[], at: number): string | null {
  const value = values[at];
  if (typeof value === 'number' && !Number.isInteger(value)) return 'must be a whole number or a text';
  return values.slice(0, at).map(String).includes(String(value)) ? 'stands there twice' : null;
}

export const statisticsRequest = z
  .strictObject({
    version: z.literal(1),
    /** Name of a file of votes beside the request. */
    votes: z.string().regex(/^[^/]+$/, 'must be the name of a file beside the request'),
    scale,
    /** For votes on pairs: what each value says. Null for those that pick none and call none equal. */
    pairValues: z.record(z.string(), z.enum(['first', 'second', 'tie']).nullable()).optional(),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1),
    bootstrap: z.int().min(100).max(100_000),
    /** Of all intervals. */
    level: z.number().min(0.5).lt(1),
    /** Two annotators are compared from so many shared items on. */
    minShared: z.int().min(2),
  })
  .superRefine(({ scale: { values }, pairValues }, context) => {
    if (!pairValues) return;
    for (const value of values.map(String)) {
      if (value in pairValues) continue;
      context.addIssue({ code: 'custom', path: ['pairValues', value], message: 'is missing' });
    }
    for (const value of Object.keys(pairValues)) {
      if (values.map(String).includes(value)) continue;
      context.addIssue({ code: 'custom', path: ['pairValues', value], message: 'is no value of the scale' });
    }
  });
export type StatisticsRequest = z.infer<typeof statisticsRequest>;

const voteId = z.string().min(1).max(1_000);

/** One line of the votes; at most one for each item and annotator. */
export const statisticsVote = z.strictObject({
  item: voteId,
  annotator: voteId,
  value: category,
  /** Position of the response that stood left; left out where nobody knows. */
  left: z.union([z.literal(0), z.literal(1)]).optional(),
  /** The two responses, so that a pair which comes up in several items counts as one comparison. */
  first: voteId.optional(),
  second: voteId.optional(),
  activeMs: z.int().min(0).optional(),
});
export type StatisticsVote = z.infer<typeof statisticsVote>;

const n = z.int().min(0);
const figure = z.object({ value: z.number().nullable(), n, why: z.string().nullable() });
const estimate = figure.extend({ interval: z.tuple([z.number(), z.number()]).nullable() });
export type StatisticsEstimate = z.infer<typeof estimate>;

export const statisticsResult = z.object({
  version: z.literal(1),
  seed: z.int(),
  bootstrap: z.int(),
  level: z.number(),
  counts: z.object({ ratings: n, items: n, annotators: n, sharedItems: n, sharedRatings: n }),
  agreement: z.object({
    pooled: estimate,
    perItem: estimate,
    fleiss: z.object({
      kappa: estimate,
      ratingsPerItem: n.nullable(),
      leftOut: n,
      note: z.string().nullable(),
    }),
    alphaNominal: estimate,
    alphaOrdinal: estimate,
    alphaInterval: estimate,
    cohen: z.object({
      pairs: z.array(
        z.object({
          first: z.string(),
          second: z.string(),
          n,
          agreement: z.number(),
          kappa: estimate,
          weighted: figure,
        }),
      ),
      minShared: n,
      why: z.string().nullable(),
    }),
  }),
  dawidSkene: z.object({
    n,
    shares: z.array(z.number()).nullable(),
    logLikelihood: z.number().nullable(),
    steps: n.nullable(),
    converged: z.boolean().nullable(),
    why: z.string().nullable(),
  }),
  bradleyTerry: z.object({
    n,
    comparisons: n,
    leftOut: n,
    spread: z.number().nullable(),
    logLikelihood: z.number().nullable(),
    converged: z.boolean().nullable(),
    why: z.string().nullable(),
  }),
  annotators: z.array(
    z.object({
      annotator: z.string(),
      ratings: n,
      withOthers: figure,
      /** Median, milliseconds. */
      activeMs: figure,
      leftChoice: estimate,
      skill: figure,
      leftBias: figure,
      leftPull: figure,
      confusion: z.array(z.array(z.number())).nullable(),
      accuracy: figure,
      weight: figure,
    }),
  ),
  /** Those that two people or more rated. */
  items: z.array(
    z.object({
      item: z.string(),
      n,
      agreement: z.number(),
      posterior: z.array(z.number()).nullable(),
      /** Bits. */
      entropy: z.number().nullable(),
    }),
  ),
});
export type StatisticsResult = z.infer<typeof statisticsResult>;

/** What stands in the place of a result where there is none. */
export const statisticsFailure = z.object({
  error: z.object({ code: z.enum(failureCodes), message: z.string(), hint: z.string() }),
});
