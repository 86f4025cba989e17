import { z } from 'zod';
import { page, pageQuery } from '../paging.ts';
import { batchStatus, share } from './batches.ts';
import { modelVersionItem } from './models.ts';

/**
 * How one rating of a pair of two versions came out. `newer` and `older` won; `tie` takes equal and both good
 * together.
 */
export const battleOutcome = z.enum(['newer', 'older', 'tie', 'both_bad']).meta({ id: 'BattleOutcome' });
export type BattleOutcome = z.infer<typeof battleOutcome>;

/** A mean over ratings with its 95% interval, clustered by prompt. Without ratings the numbers are null: see `why`. */
export const winRate = z
  .object({
    /** Ratings, and the prompts they stand on. */
    n: z.int(),
    prompts: z.int(),
    value: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    why: z.string().nullable(),
  })
  .meta({ id: 'WinRate' });
export type WinRate = z.infer<typeof winRate>;

/** Ratings by how they came out. */
export const battleCounts = z
  .object({
    /** Wins of the newer and of the older version. */
    newer: z.int(),
    older: z.int(),
    /** Equal, or both good. */
    tie: z.int(),
    bothBad: z.int(),
  })
  .meta({ id: 'BattleCounts' });
export type BattleCounts = z.infer<typeof battleCounts>;

/**
 * Two model versions that meet in pairs. Counted ratings only: none that was voided, skipped or came as surplus, no
 * gold, no adjudication; those of withdrawn pairs stay.
 */
export const matchup = z
  .object({
    /** The version that was registered or trained later. */
    newer: modelVersionItem,
    older: modelVersionItem,
    /** Pairs in which they meet, and those with a rating. */
    pairs: z.int(),
    ratedPairs: z.int(),
    ratings: z.int(),
    outcomes: battleCounts,
    /** Of the newer version: a win is 1; a tie, both good and both bad are half. */
    winRate,
    /** Ratings that released batches still want of these pairs. */
    ratingsLeft: z.int(),
    lastRatedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Matchup' });
export type Matchup = z.infer<typeof matchup>;

export const matchupQuery = pageQuery.extend({
  /** Only those in which this version takes part. */
  version: z.uuid().optional(),
  cursor: z
    .string()
    .refine(
      (cursor) =>
        cursor
          .split('_')
          .map((id) => z.uuid().safeParse(id).success)
          .join() === 'true,true',
      {
        message: 'must be a cursor that this list gave',
      },
    )
    .optional(),
});
export const matchupPage = page(matchup).meta({ id: 'MatchupPage' });

export const matchupDetail = matchup
  .extend({
    /** Most ratings first. Null: prompts without a task type. */
    taskTypes: z.array(
      z.object({ taskType: z.string().nullable(), ratings: z.int(), outcomes: battleCounts, winRate }),
    ),
    /** Of the preferences, those for the left side. Imported ratings have no side and stay out. */
    leftChoice: share,
    /** Where they meet, newest first. */
    batches: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        status: batchStatus,
        pairs: z.int(),
        ratings: z.int(),
        ratingsLeft: z.int(),
      }),
    ),
  })
  .meta({ id: 'MatchupDetail' });
export type MatchupDetail = z.infer<typeof matchupDetail>;

export const battleQuery = pageQuery.extend({
  cursor: z.uuid().optional(),
  outcome: battleOutcome.optional(),
  /** Empty: prompts without a task type. */
  taskType: z.string().max(200).optional(),
});

/** One rating of a pair of the two versions. */
export const battle = z
  .object({
    id: z.uuid(),
    promptId: z.uuid(),
    promptExcerpt: z.string(),
    taskType: z.string().nullable(),
    outcome: battleOutcome,
    verdict: z.enum(['preference', 'tie', 'both_good', 'both_bad']),
    /** How much better the winner is, in steps from the middle of a scale of so many points; null where there is none. */
    strength: z.int().nullable(),
    scale: z.int().nullable(),
    comment: z.string().nullable(),
    annotator: z.string(),
    batch: z.object({ id: z.uuid(), name: z.string() }),
    ratedAt: z.iso.datetime(),
  })
  .meta({ id: 'Battle' });
export type Battle = z.infer<typeof battle>;

export const battlePage = page(battle).meta({ id: 'BattlePage' });
