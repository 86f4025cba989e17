import {
  type Battle,
  type BattleCounts,
  clusteredShare,
  type Matchup,
  type MatchupDetail,
  type ModelVersionItem,
  type WinRate,
} from '@prefloop/contract';
import type { BattleRow, MatchupDetailRow, MatchupRow } from '@prefloop/db';
import { noSide, presentShare } from '../batches/present-batch.ts';

type Sums = Omit<MatchupRow, 'newerId' | 'olderId'>;
type Sides = { newer: ModelVersionItem; older: ModelVersionItem };

function presentWinRate(sums: Parameters<typeof clusteredShare>[0], pairs: number): WinRate {
  const { n, groups: prompts } = sums;
  const share = clusteredShare(sums);
  if (share) return { n, prompts, ...share, why: null };
  const why = pairs === 0 ? 'They have not met in a pair yet.' : 'None of their pairs has a rating yet.';
  return { n, prompts, value: null, low: null, high: null, why };
}

function presentCounts({ newer, older, tie, bothBad }: BattleCounts): BattleCounts {
  return { newer, older, tie, bothBad };
}

export function presentMatchup(row: Sums, sides: Sides): Matchup {
  return {
    newer: sides.newer,
    older: sides.older,
    pairs: row.pairs,
    ratedPairs: row.ratedPairs,
    ratings: row.n,
    outcomes: presentCounts(row),
    winRate: presentWinRate(row, row.pairs),
    ratingsLeft: row.ratingsLeft,
    lastRatedAt: row.lastRatedAt === null ? null : new Date(row.lastRatedAt).toISOString(),
  };
}

export function presentMatchupDetail(row: MatchupDetailRow, sides: Sides): MatchupDetail {
  return {
    ...presentMatchup(row, sides),
    taskTypes: row.taskTypes.map((each) => ({
      taskType: each.taskType,
      ratings: each.n,
      outcomes: presentCounts(each),
      winRate: presentWinRate(each, row.pairs),
    })),
    leftChoice: presentShare(row.lefts, row.sided, noSide),
    batches: row.batches.map(({ id, name, status, pairs, ratings, ratingsLeft }) => ({
      id,
      name,
      status,
      pairs,
      ratings,
      ratingsLeft,
    })),
  };
}

export function presentBattle({ batchId, batchName, ratedAt, ...row }: BattleRow): Battle {
  return {
    ...row,
    batch: { id: batchId, name: batchName },
    ratedAt: new Date(ratedAt).toISOString(),
  };
}
