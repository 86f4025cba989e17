import { z } from 'zod';
import { page, pageQuery } from '../paging.ts';
import { preferenceRow, sftRow, unpairedRow } from '../trainer/rows.ts';
import { arm } from './batches.ts';
import { criterionCode } from './rating-form.ts';

/** Which prompts feed a snapshot; empty lists mean no limit. */
const promptChoice = z.strictObject({
  taskTypes: z.array(z.string()).default([]),
  languages: z.array(z.string()).default([]),
  tags: z.array(z.string()).default([]),
  sources: z.array(z.string()).default([]),
  /** Prompts marked as held out: left out, or kept for evaluation alone. They never train. */
  heldOut: z.enum(['exclude', 'eval-only']).default('eval-only'),
});

const split = {
  /** Share of the prompts (not rows) that is kept for evaluation. */
  evalShare: z.number().min(0).max(0.5).default(0.1),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0),
};

const maxCharacters = z.int().min(1).max(10_000_000).nullable().default(null);

/** Which ratings are votes, and how many of them decide. */
const votes = {
  prompts: promptChoice.prefault({}),
  batchIds: z.array(z.uuid()).default([]),
  annotatorIds: z.array(z.uuid()).default([]),
  ratedFrom: z.iso.datetime().nullable().default(null),
  ratedUntil: z.iso.datetime().nullable().default(null),
  /** Late ratings beyond a task's overlap. */
  includeSurplus: z.boolean().default(false),
  minVotes: z.int().min(1).max(50).default(1),
  /** How clearly one verdict must lead: more votes than any other, more than half, or all. */
  majority: z.enum(['plurality', 'absolute', 'unanimous']).default('plurality'),
};

/** Pairs of a better and a worse answer: from ratings of pairs, and from the pairs that rankings imply. */
export const preferenceRules = z
  .strictObject({
    kind: z.literal('preference'),
    ...votes,
    /**
     * What a vote is: the verdict, or the answer to the criterion of this code, by whose side or difference of grades
     * a pair is then decided. Ratings without that answer are no votes.
     */
    criterion: criterionCode.nullable().default(null),
    /**
     * Which arm of batches with active selection trains. Rows of the random arm alone evaluate, whichever trains, so that
     * the arms are held against the same pairs. Null: no matter how a pair was chosen.
     */
    arm: arm.nullable().default(null),
    /** Responses that annotators wrote: left out, or each a pair of its own with either response that it stands above. */
    edited: z.enum(['none', 'pairs']).default('none'),
    /** A pair judged equal: left out, or taken both ways round at half weight. */
    ties: z.enum(['drop', 'both-ways']).default('drop'),
    /** A pair judged bad on both sides: left out, or treated as a tie. */
    bothBad: z.enum(['drop', 'as-tie']).default('drop'),
    /** The mean strength of the winning votes, in steps of the seven-point scale (up to 3), as the reward loss's margin. */
    margin: z.enum(['none', 'strength']).default('none'),
    /**
     * How much a pair counts. `agreement`: the winning verdict's share of the votes. `reliability`: that share times
     * the mean reliability weight of those who gave the winning verdict, by the statistics of the pair's batch; somebody
     * who has none there counts as the batch's mean, an adjudication as 1. All rounded to six digits.
     */
    weight: z.enum(['none', 'agreement', 'reliability']).default('none'),
    maxCharacters,
    ...split,
  })
  .meta({ id: 'PreferenceRules' });
export type PreferenceRules = z.infer<typeof preferenceRules>;

/** Single answers marked good or bad. */
export const unpairedRules = z
  .strictObject({
    kind: z.literal('unpaired'),
    ...votes,
    /**
     * Grades of five that are good from here on, and bad up to here; between them an answer is neither. Of thumbs, 2 is
     * good and 1 is bad.
     */
    goodFrom: z.int().min(2).max(5).default(4),
    badUpTo: z.int().min(1).max(4).default(2),
    /**
     * Whether ratings of pairs say something of each answer too. none: grades alone. both: "both good" and "both bad",
     * which say how good the two are. all: those, and a preference as a good and a bad answer; a tie is neither.
     */
    pairs: z.enum(['none', 'both', 'all']).default('none'),
    maxCharacters,
    ...split,
  })
  .refine(({ goodFrom, badUpTo }) => badUpTo < goodFrom, {
    path: ['badUpTo'],
    message: 'must be below the lowest grade that is good',
  })
  .meta({ id: 'UnpairedRules' });
export type UnpairedRules = z.infer<typeof unpairedRules>;

export const sftRules = z
  .strictObject({
    kind: z.literal('sft'),
    prompts: promptChoice.prefault({}),
    /** Where the answers come from: reference responses, responses that annotators wrote while rating, or both. */
    demonstrations: z.enum(['reference', 'edited', 'both']).default('reference'),
    maxCharacters,
    ...split,
  })
  .meta({ id: 'SftRules' });
export type SftRules = z.infer<typeof sftRules>;

export const snapshotRules = z
  .discriminatedUnion('kind', [preferenceRules, unpairedRules, sftRules])
  .meta({ id: 'SnapshotRules' });
export type SnapshotRules = z.infer<typeof snapshotRules>;

export const snapshotKind = z.enum(['sft', 'preference', 'unpaired']).meta({ id: 'SnapshotKind' });
export type SnapshotKind = z.infer<typeof snapshotKind>;

export const removalReason = z.enum([
  'too-few-votes',
  'no-majority',
  'tie',
  'both-bad',
  'neither',
  'identical-texts',
  'empty-response',
  'too-long',
  'duplicate',
  'other-arm',
  'unanswered-turns',
]);
export type RemovalReason = z.infer<typeof removalReason>;

export const snapshotStatistics = z
  .object({
    train: z.int(),
    eval: z.int(),
    prompts: z.int(),
    /** What was looked at: rated pairs, rated answers, or prompts with a demonstration. */
    considered: z.int(),
    /** Ratings behind the rows; 0 for demonstrations. */
    ratings: z.int(),
    annotators: z.int(),
    /** What each rule removed. */
    removed: z.array(z.object({ reason: removalReason, count: z.int() })),
    /** Characters of prompt and longest answer together, per row. */
    characters: z.object({ median: z.int(), p95: z.int(), max: z.int() }).nullable(),
    taskTypes: z.array(z.object({ value: z.string().nullable(), train: z.int(), eval: z.int() })),
  })
  .meta({ id: 'SnapshotStatistics' });
export type SnapshotStatistics = z.infer<typeof snapshotStatistics>;

export const trainingRow = z.union([preferenceRow, unpairedRow, sftRow]).meta({ id: 'TrainingRow' });
export type TrainingRow = z.infer<typeof trainingRow>;

export const snapshotPreview = z
  .object({
    statistics: snapshotStatistics,
    /** The first twenty rows exactly as they would train. */
    rows: z.array(z.object({ split: z.enum(['train', 'eval']), row: trainingRow })),
    /** The hash that a snapshot frozen now would have. */
    hash: z.string(),
    /**
     * Batches that the rules weigh by reliability and whose statistics are not there or out of date, with what to do
     * about it. While there are any, their rows show the share of the votes alone and nothing can be frozen.
     */
    unweighed: z.array(
      z.object({
        batchId: z.uuid(),
        name: z.string(),
        reason: z.enum(['missing', 'stale', 'undefined']),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'SnapshotPreview' });
export type SnapshotPreview = z.infer<typeof snapshotPreview>;
export type UnweighedBatch = SnapshotPreview['unweighed'][number];

export const newSnapshot = z
  .strictObject({ name: z.string().trim().min(1).max(120), rules: snapshotRules })
  .meta({ id: 'NewSnapshot' });

export const snapshot = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: snapshotKind,
    rules: snapshotRules,
    hash: z.string(),
    statistics: snapshotStatistics,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof snapshot>;

export const snapshotPage = page(snapshot).meta({ id: 'SnapshotPage' });
export const snapshotListQuery = pageQuery;

export const snapshotRowPage = page(
  z.object({
    ordinal: z.int(),
    split: z.enum(['train', 'eval']),
    promptId: z.uuid().nullable(),
    row: trainingRow,
  }),
).meta({ id: 'SnapshotRowPage' });

export const snapshotRowQuery = pageQuery.extend({ split: z.enum(['train', 'eval']).optional() });
export const snapshotDownloadQuery = z.object({ split: z.enum(['train', 'eval']) });
