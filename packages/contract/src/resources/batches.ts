import { z } from 'zod';
import { page } from '../paging.ts';
import { defaultOverlapPolicy } from '../quality/adaptive-overlap.ts';
import { skills } from './people.ts';
import { ratingFlag } from './rating-form.ts';
import { fewestRanked, mostRanked, type TaskKind, taskKind } from './task-kinds.ts';

export const batchStatus = z.enum(['draft', 'released', 'paused', 'closed']).meta({ id: 'BatchStatus' });
export type BatchStatus = z.infer<typeof batchStatus>;

/**
 * Which of a batch's tasks is served first.
 * finish-started: those with most ratings. least-rated: those with fewest. random: any. golds-first: to each person
 * the golds that they have not met, then as finish-started.
 */
export const batchStrategy = z
  .enum(['finish-started', 'least-rated', 'random', 'golds-first'])
  .meta({ id: 'BatchStrategy' });
export type BatchStrategy = z.infer<typeof batchStrategy>;

/** Who is handed a batch's tasks, of those who may rate at all. All of what is asked must hold. */
export const batchAudience = z
  .strictObject({
    /** These people alone, by their accounts; null: anybody. */
    userIds: z
      .array(z.uuid())
      .min(1)
      .max(200)
      .refine((ids) => new Set(ids).size === ids.length, 'names somebody twice')
      .nullable(),
    /** Who has each of these. */
    skills: skills(10),
    /** Only prompts in a language of theirs, or in none that is known. */
    matchLanguage: z.boolean(),
  })
  .meta({ id: 'BatchAudience' });
export type BatchAudience = z.infer<typeof batchAudience>;

/** Everybody who may rate. */
export const everybody: BatchAudience = { userIds: null, skills: [], matchLanguage: false };

/** What people are given to rate: which responses to one prompt meet, or each response by itself. */
export const batchPairing = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('random'), perPrompt: z.int().min(1).max(50) }),
    /** One response of each of two model versions: all such pairs, or `perPrompt` of them. */
    z.strictObject({
      kind: z.literal('across'),
      versions: z
        .tuple([z.uuid(), z.uuid()])
        .refine(([one, other]) => one !== other, 'must name two different versions'),
      perPrompt: z.int().min(1).max(50).optional(),
    }),
    /** Every response by itself, or `perPrompt` of a prompt's. */
    z.strictObject({ kind: z.literal('single'), perPrompt: z.int().min(1).max(50).optional() }),
    /** Rankings of `size` responses; of a prompt with more, as many rankings as there are whole ones, or `perPrompt`. */
    z.strictObject({
      kind: z.literal('ranking'),
      size: z.int().min(fewestRanked).max(mostRanked),
      perPrompt: z.int().min(1).max(50).optional(),
    }),
  ])
  .meta({ id: 'BatchPairing' });
export type BatchPairing = z.infer<typeof batchPairing>;

/** The kind of a composition's tasks. */
export function taskKindOf({ kind }: BatchPairing): TaskKind {
  return kind === 'single' || kind === 'ranking' ? kind : 'pair';
}

const words = z.array(z.string().max(200)).min(1).max(100);

/** Which prompts and responses take part. What is absent does not restrict; several tags mean all of them. */
export const batchFilter = z
  .strictObject({
    search: z.string().max(500).optional(),
    taskTypes: words.optional(),
    languages: words.optional(),
    tags: words.optional(),
    sources: words.optional(),
    runIds: z.array(z.uuid()).min(1).max(100).optional(),
    versionIds: z.array(z.uuid()).min(1).max(100).optional(),
    heldOut: z.boolean().optional(),
  })
  .meta({ id: 'BatchFilter' });
export type BatchFilter = z.infer<typeof batchFilter>;

export const maxBatchTasks = 100_000;

/**
 * Pairs that reward models find worth asking about, always beside pairs drawn at random: without those nobody could tell
 * whether the choice helps, and a held-out accuracy would be one of hard pairs alone.
 */
export const activeSelection = z
  .strictObject({
    /** disagreement: where the models differ most from each other. margin: where they see least difference. */
    by: z.enum(['disagreement', 'margin']),
    /** Reward models. A pair counts where all of them have scored both responses. */
    versionIds: z.array(z.uuid()).min(1).max(8),
    /** Share of the pairs that is drawn at random. */
    randomShare: z.number().min(0.1).max(0.9).default(0.5),
  })
  .refine(({ by, versionIds }) => by !== 'disagreement' || versionIds.length > 1, {
    path: ['versionIds'],
    message: 'must be two or more: one model disagrees with nobody',
  })
  .refine(({ versionIds }) => new Set(versionIds).size === versionIds.length, {
    path: ['versionIds'],
    message: 'names a version twice',
  })
  .meta({ id: 'ActiveSelection' });
export type ActiveSelection = z.infer<typeof activeSelection>;

/** How a pair came into a batch with active selection. */
export const arm = z.enum(['active', 'random']).meta({ id: 'Arm' });
export type Arm = z.infer<typeof arm>;

export const batchComposition = z
  .strictObject({
    pairing: batchPairing,
    filter: batchFilter.default({}),
    /** Draws pairs, positions and order: the same seed on the same responses gives the same batch. */
    seed: z.int().min(0).max(2_147_483_647).default(0),
    /** At most so many tasks, drawn by the seed. */
    limit: z.int().min(1).max(maxBatchTasks).optional(),
    /** Left out: by chance alone. */
    active: activeSelection.optional(),
  })
  .refine(({ active, pairing }) => active === undefined || taskKindOf(pairing) === 'pair', {
    path: ['active'],
    message: 'is for pairs alone',
  })
  .refine(({ active, limit }) => active === undefined || limit !== undefined, {
    path: ['limit'],
    message: 'must say how many pairs are to be chosen',
  })
  .meta({ id: 'BatchComposition' });
export type BatchComposition = z.infer<typeof batchComposition>;

/** What composing would give, and what it would leave out. */
export const batchPreview = z
  .object({
    /** Prompts and responses that match the filter. */
    prompts: z.int(),
    responses: z.int(),
    tasks: z.int(),
    /** Prompts that the tasks stand on. */
    promptsUsed: z.int(),
    /** With active selection: tasks of each arm. */
    arms: z.object({ active: z.int(), random: z.int() }).nullable(),
    leftOut: z.array(
      z.object({
        reason: z.enum([
          'lone-response',
          'too-few-responses',
          'failed-response',
          'identical',
          'unscored',
          'repeated',
          'incomplete',
          'not-drawn',
          'over-limit',
        ]),
        /**
         * Prompts for lone-response and too-few-responses; responses for failed-response, incomplete and, where they
         * are not rated in pairs, for repeated; else tasks.
         */
        count: z.int(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'BatchPreview' });
export type BatchPreview = z.infer<typeof batchPreview>;

const batchName = z.string().trim().min(1).max(200);
const overlap = z.int().min(1).max(50);
const priority = z.int().min(-100).max(100);
/** Share of golds among the tasks handed to one person, while the batch has golds. 0: none is handed out. */
const goldRate = z.number().min(0).max(0.5);
/** Active time in which nobody can have read such a pair; a hint tells who is often below it. */
const minimumActiveMs = z.int().min(0).max(600_000);
const leaseMinutes = z.int().min(1).max(1_440);
/** Tasks of it that one person may rate; null: no limit. */
const perPerson = z.int().min(1).max(maxBatchTasks).nullable();

/**
 * How a task gets more ratings than `overlap` while its verdict is unsure: one at a time, up to `limit`; then somebody
 * decides. Sure is a posterior of `confidence` or more for one verdict.
 */
export const adaptiveOverlap = z
  .strictObject({
    limit: z.int().min(2).max(50).default(defaultOverlapPolicy.limit),
    confidence: z.number().min(0.6).max(0.99).default(defaultOverlapPolicy.confidence),
  })
  .meta({ id: 'AdaptiveOverlap' });
export type AdaptiveOverlap = z.infer<typeof adaptiveOverlap>;

export const newBatch = z
  .strictObject({
    name: batchName,
    composition: batchComposition,
    /** Ratings wanted per task. */
    overlap: overlap.default(1),
    /** Left out: every task gets `overlap` ratings. */
    adaptive: adaptiveOverlap.optional(),
    /** Higher is served first. */
    priority: priority.default(0),
    leaseMinutes: leaseMinutes.default(30),
    strategy: batchStrategy.default('finish-started'),
    audience: batchAudience.default(everybody),
    perPerson: perPerson.default(null),
  })
  .refine(
    ({ overlap: start, adaptive }) => adaptive === undefined || (start >= 2 && adaptive.limit > start),
    {
      path: ['adaptive', 'limit'],
      message: 'must be above the overlap, and the overlap 2 or more: one rating is never unsure',
    },
  )
  .refine(
    ({ adaptive, composition }) => adaptive === undefined || taskKindOf(composition.pairing) === 'pair',
    {
      path: ['adaptive'],
      message: 'is for pairs alone: every other task gets the same number of ratings',
    },
  )
  .refine(
    ({ strategy, composition }) => strategy !== 'golds-first' || taskKindOf(composition.pairing) === 'pair',
    { path: ['strategy'], message: 'is for pairs alone: there are golds among nothing else' },
  )
  .meta({ id: 'NewBatch' });
export type NewBatch = z.infer<typeof newBatch>;

export const batchChange = z
  .strictObject({
    name: batchName.optional(),
    /** draft → released ⇄ paused → closed; a closed batch can be released again. */
    status: z.enum(['released', 'paused', 'closed']).optional(),
    /** Can only rise: ratings that were given are never taken back. */
    overlap: overlap.optional(),
    priority: priority.optional(),
    leaseMinutes: leaseMinutes.optional(),
    strategy: batchStrategy.optional(),
    /** Who is no longer meant gives back what they hold. */
    audience: batchAudience.optional(),
    perPerson: perPerson.optional(),
    goldRate: goldRate.optional(),
    minimumActiveMs: minimumActiveMs.nullable().optional(),
  })
  .meta({ id: 'BatchChange' });
export type BatchChange = z.infer<typeof batchChange>;

export const batch = z
  .object({
    id: z.uuid(),
    name: z.string(),
    status: batchStatus,
    /** What all of its tasks ask. */
    taskKind,
    strategy: batchStrategy,
    overlap: z.int(),
    priority: z.int(),
    leaseMinutes: z.int(),
    audience: batchAudience,
    perPerson,
    /** Null where every task gets `overlap` ratings. */
    adaptive: adaptiveOverlap.nullable(),
    goldRate,
    minimumActiveMs: minimumActiveMs.nullable(),
    /** Null for batches that came with imported ratings. */
    composition: batchComposition.nullable(),
    /** Tasks in all, and those with all the ratings that are wanted. Withdrawn ones are left out. */
    tasks: z.int(),
    tasksDone: z.int(),
    /** Ratings counted so far, and wanted in all. */
    ratings: z.int(),
    ratingsWanted: z.int(),
    createdAt: z.iso.datetime(),
    releasedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Batch' });
export type Batch = z.infer<typeof batch>;

export const batchPage = page(batch).meta({ id: 'BatchPage' });

/** A share with its 95% Wilson interval. Where it is undefined, `why` says so and the numbers are null. */
export const share = z
  .object({
    count: z.int(),
    n: z.int(),
    value: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    why: z.string().nullable(),
  })
  .meta({ id: 'Share' });
export type Share = z.infer<typeof share>;

const person = z.object({ id: z.uuid(), name: z.string() });

export const annotatorProgress = person
  .extend({
    ratings: z.int(),
    skips: z.int(),
    /** Tasks held now. */
    held: z.int(),
    /** Over counted and surplus ratings; null where none carries a time. */
    medianActiveMs: z.number().nullable(),
    leftChoice: share,
    lastRatedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AnnotatorProgress' });
export type AnnotatorProgress = z.infer<typeof annotatorProgress>;

/** Cohen's kappa (1960) of two annotators over the tasks that both rated. */
export const kappa = z
  .object({
    first: person,
    second: person,
    /** Tasks rated by both. */
    n: z.int(),
    raw: z.number(),
    kappa: z.number().nullable(),
    why: z.string().nullable(),
  })
  .meta({ id: 'Kappa' });
export type Kappa = z.infer<typeof kappa>;

export const agreement = z
  .object({
    /** Tasks with two or more counted ratings. */
    tasks: z.int(),
    /**
     * Of all pairs of ratings of one task, those with the same verdict, strength aside; of rankings, of all pairs of
     * responses that both compared, those in the same order. No interval: pairs share tasks.
     */
    agreeing: z.int(),
    pairs: z.int(),
    raw: z.number().nullable(),
    why: z.string().nullable(),
    /** By tasks in common, most first; at most 200 pairs of annotators. */
    kappas: z.array(kappa),
  })
  .meta({ id: 'Agreement' });
export type Agreement = z.infer<typeof agreement>;

/** Rated tasks by what most of their counted ratings say, strength aside. */
export const majority = z
  .object({
    /** Prefer the response at position 0; at position 1. */
    first: z.int(),
    second: z.int(),
    tie: z.int(),
    both_good: z.int(),
    both_bad: z.int(),
    /** Two verdicts or more lead together. */
    undecided: z.int(),
  })
  .meta({ id: 'Majority' });
export type Majority = z.infer<typeof majority>;

/** One arm of a batch with active selection, and what the models learnt that were trained on it alone. */
export const batchArm = z
  .object({
    arm,
    tasks: z.int(),
    /** Counted ratings. */
    ratings: z.int(),
    /** Of all pairs of ratings of one task, those with the same verdict, strength aside. */
    agreeing: z.int(),
    pairs: z.int(),
    /** Newest first. */
    models: z.array(
      z.object({
        runId: z.uuid(),
        run: z.string(),
        method: z.string(),
        /** Ratings that its snapshot stands on, and rows that it learnt from. */
        ratings: z.int(),
        trainRows: z.int(),
        /** Held-out pairs of the random arm that it tells right, with the 95% interval over their prompts. */
        accuracy: z.object({ value: z.number(), low: z.number(), high: z.number(), pairs: z.int() }),
      }),
    ),
  })
  .meta({ id: 'BatchArm' });
export type BatchArm = z.infer<typeof batchArm>;

export const batchProgress = z
  .object({
    tasks: z.object({
      total: z.int(),
      open: z.int(),
      done: z.int(),
      /** Skipped by three people or more. */
      flagged: z.int(),
      withdrawn: z.int(),
      /** Rated as often as may be, still unsure, and nobody has decided yet. */
      disputed: z.int(),
      adjudicated: z.int(),
    }),
    ratings: z.object({
      wanted: z.int(),
      counted: z.int(),
      left: z.int(),
      /** Came when no place was free any more: kept, not counted. */
      surplus: z.int(),
      skips: z.int(),
      /** Of those counted, the ones that came with imported data. */
      imported: z.int(),
    }),
    /** Tasks that are with somebody now. */
    held: z.int(),
    verdicts: z.object({
      preference: z.int(),
      tie: z.int(),
      both_good: z.int(),
      both_bad: z.int(),
    }),
    majority,
    /** With active selection; empty elsewhere. */
    arms: z.array(batchArm),
    /** Of single responses: counted ratings by grade, worst first, of the scales that were in use. */
    grades: z.array(z.object({ scale: z.int(), grade: z.int(), ratings: z.int() })),
    /** Of rankings: counted ratings, those that place every response, and those with ties. */
    rankings: z.object({ counted: z.int(), complete: z.int(), tied: z.int() }),
    /** Ratings and skips that carry a mark, by mark; one may carry several. */
    flags: z.array(z.object({ flag: ratingFlag, ratings: z.int() })),
    /** Of the preferences, those for the left side. Imported ratings have no side and stay out. */
    leftChoice: share,
    medianActiveMs: z.number().nullable(),
    annotators: z.array(annotatorProgress),
    agreement,
  })
  .meta({ id: 'BatchProgress' });
export type BatchProgress = z.infer<typeof batchProgress>;
