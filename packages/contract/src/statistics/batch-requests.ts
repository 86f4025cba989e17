import { sevenPointStrengths } from '../rating/seven-point-strength.ts';
import type { StatisticsRequest } from '../trainer/statistics.ts';

/** What a rating is counted as, strength aside. Positions as in the task: first is 0. */
export const verdictClasses = ['first', 'second', 'tie', 'both_good', 'both_bad'] as const;
export type VerdictClass = (typeof verdictClasses)[number];

const common = { version: 1, seed: 0, bootstrap: 1_000, level: 0.95, minShared: 2 } as const;

/**
 * The two questions that are asked about a batch. `verdicts`: every rating as its class, which gives agreement and
 * reliability. `strengths`: every rating as its steps on the seven-point scale, equal and both good as 0, which gives
 * alpha for ordered values; both bad has no place there and is left out. An interval scale, since steps have distances;
 * it also spares a second search for each item's true class.
 */
export const batchRequests: Record<'verdicts' | 'strengths', StatisticsRequest> = {
  verdicts: {
    ...common,
    votes: 'verdicts.jsonl',
    scale: { kind: 'nominal', values: [...verdictClasses] },
    pairValues: { first: 'first', second: 'second', tie: 'tie', both_good: 'tie', both_bad: null },
  },
  strengths: {
    ...common,
    votes: 'strengths.jsonl',
    scale: { kind: 'interval', values: [...sevenPointStrengths] },
  },
};

/** Raise it when the same votes come to other figures: what was computed before then counts as stale. */
const formulas = 1;

/** Everything but the votes that decides the figures; goes into the hash of the input. */
export const statisticsSettings = JSON.stringify({ formulas, ...batchRequests });
