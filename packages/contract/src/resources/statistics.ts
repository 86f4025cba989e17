import { z } from 'zod';

const n = z.int().min(0);

/** A number and of how many cases. Where it is undefined it is null, and `why` is a sentence that says the reason. */
export const figure = z
  .object({ value: z.number().nullable(), n, why: z.string().nullable() })
  .meta({ id: 'Figure' });
export type Figure = z.infer<typeof figure>;

/** A figure with the ends of its 95% interval. `why` explains whichever of figure and interval is null. */
export const estimate = figure
  .extend({ low: z.number().nullable(), high: z.number().nullable() })
  .meta({ id: 'Estimate' });
export type Estimate = z.infer<typeof estimate>;

const counts = z.object({
  /** Counted ratings, golds and skips aside, and the tasks that they are on. */
  ratings: n,
  tasks: n,
  annotators: n,
  /** Tasks rated by two people or more, and the ratings on them: all agreement is about these. */
  sharedTasks: n,
  sharedRatings: n,
});

const agreementFigures = z.object({
  /** Of all pairs of ratings of one task, the share with the same verdict, strength aside. */
  pooled: estimate,
  /** That share for each task, then the mean. */
  perTask: estimate,
  fleiss: estimate.extend({
    /** Its tasks have this many ratings each; `leftOut` shared tasks have another number, which `note` says. */
    ratingsPerTask: n.nullable(),
    leftOut: n,
    note: z.string().nullable(),
  }),
  /** Krippendorff's alpha over the verdicts. */
  alphaNominal: estimate,
  /** The same over strengths, in steps of the seven-point scale; ratings of "both bad" have no place there. */
  alphaOrdinal: estimate,
});

const annotatorFigures = z.object({
  id: z.uuid(),
  ratings: n,
  /** Over their shared tasks, the mean share of the others with the same verdict. */
  withOthers: figure,
  /** The expected share of their shared ratings that hit the true class (Dawid-Skene). */
  accuracy: figure,
  /** Reliability from 0 (chance) to 1: accuracy beyond chance, drawn to the mean where ratings are few. */
  weight: figure,
  leftChoice: estimate,
  /** How likely they look at the answers at all, and how likely they pick the left one when they do not. */
  skill: figure,
  leftBias: figure,
  /** -1 to 1: by how much more often than the right one they pick the left one because it is left. */
  leftPull: figure,
  /** Median active time in milliseconds. */
  activeMs: figure,
});

const cohenPair = z.object({
  first: z.uuid(),
  second: z.uuid(),
  /** Tasks rated by both. */
  n,
  raw: z.number(),
  kappa: estimate,
});

const disagreement = z.object({
  taskId: z.uuid(),
  n,
  /** Share of agreeing pairs of its ratings. */
  agreement: z.number(),
  /** How open the true class is, in bits; null where there is no model. */
  entropy: z.number().nullable(),
  /** Ratings by verdict. */
  votes: z.object({ first: n, second: n, tie: n, both_good: n, both_bad: n }),
});

/** The figures as they are kept: people and tasks by id alone, since names change. */
export const keptFigures = z.object({
  level: z.number(),
  counts,
  agreement: agreementFigures,
  /** By tasks in common, most first; at most 200. `why` says why there are none. */
  cohen: z.object({ pairs: z.array(cohenPair), why: z.string().nullable() }),
  /** What the accuracies rest on. */
  truth: z.object({ n, converged: z.boolean().nullable(), why: z.string().nullable() }),
  annotators: z.array(annotatorFigures),
  /** Tasks on which people differ, the most open first; at most 200. */
  disagreements: z.array(disagreement),
});
export type KeptFigures = z.infer<typeof keptFigures>;

const person = z.object({ id: z.uuid(), name: z.string() });

export const batchFigures = keptFigures
  .extend({
    cohen: z.object({
      pairs: z.array(cohenPair.extend({ first: person, second: person })),
      why: z.string().nullable(),
    }),
    annotators: z.array(annotatorFigures.extend({ name: z.string() })),
    disagreements: z.array(
      disagreement.extend({ promptId: z.uuid(), /** Its beginning. */ prompt: z.string() }),
    ),
  })
  .meta({ id: 'BatchFigures' });
export type BatchFigures = z.infer<typeof batchFigures>;

/** Agreement and reliability of one batch. Earlier figures stay there while newer ones are computed. */
export const batchStatistics = z
  .object({
    state: z.enum(['none', 'queued', 'running', 'done', 'failed']),
    /** While queued: what it waits for, where that is more than its turn. */
    waitsFor: z.string().nullable(),
    error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
    /** Ratings there are to compute from now: counted, on tasks that are no golds. */
    ratings: n,
    /** When the votes behind `figures` were read. */
    asOf: z.iso.datetime().nullable(),
    /**
     * Whether the same computation would see other votes, or settings, now. True where there are no figures, and while
     * newer ones are on their way.
     */
    changed: z.boolean(),
    /** Ratings that came or were changed since `asOf`. */
    ratingsSince: n,
    figures: batchFigures.nullable(),
  })
  .meta({ id: 'BatchStatistics' });
export type BatchStatistics = z.infer<typeof batchStatistics>;
