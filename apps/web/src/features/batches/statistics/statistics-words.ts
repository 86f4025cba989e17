import type { BatchStatistics, Estimate, Figure } from '@prefloop/contract';
import { formatCount, formatPlural } from '../../../lib/format.ts';

/** A kappa or an alpha: "0.86". */
export function formatCoefficient(value: number): string {
  return value.toFixed(2);
}

/** With its sign: "+0.04", "0.00". */
export function formatPull(value: number): string {
  const text = value.toFixed(2);
  if (text === '-0.00') return '0.00';
  return value > 0 && text !== '0.00' ? `+${text}` : text;
}

/** The ends of an interval for a Stat; undefined where there is none. */
export function endsOf({ low, high }: Estimate, format: (value: number) => string) {
  return low === null || high === null ? undefined : ([format(low), format(high)] as const);
}

/** "86% (n = 120)" where `format` gives "86%"; what is in brackets is never broken. Empty without a value. */
export function withN({ value, n }: Figure, format: (value: number) => string): string {
  return value === null ? '' : `${format(value)} (n\u00a0=\u00a0${formatCount(n)})`;
}

/** "0.86 (0.84 to 0.88)", without brackets where there is no interval. */
export function withEnds(value: number, ends: readonly [string, string] | undefined): string {
  const figure = formatCoefficient(value);
  return ends ? `${figure} (${ends[0]}\u00a0to\u00a0${ends[1]})` : figure;
}

const said = {
  first: 'for the first',
  second: 'for the second',
  tie: 'equal',
  both_good: 'both good',
  both_bad: 'both bad',
} as const;

type Votes = Record<keyof typeof said, number>;

/** "2 for the first, 1 equal" */
export function describeVotes(votes: Votes): string {
  const verdicts = ['first', 'second', 'tie', 'both_good', 'both_bad'] as const;
  return verdicts
    .filter((verdict) => votes[verdict] > 0)
    .map((verdict) => `${formatCount(votes[verdict])} ${said[verdict]}`)
    .join(', ');
}

/** What came since the figures were made; null where nothing did, or where that is being looked at. */
export function describeChange({ state, changed, ratingsSince }: BatchStatistics): string | null {
  if (!changed) return null;
  if (ratingsSince > 0) return `${formatPlural(ratingsSince, 'rating')} since`;
  return state === 'queued' || state === 'running' ? null : 'out of date';
}

/** What is being done about it; null where nothing is. */
export function describeWork({ state, waitsFor }: BatchStatistics): string | null {
  if (state === 'running') return 'Computing…';
  if (state !== 'queued') return null;
  return waitsFor === null ? 'Waiting for a worker…' : `Waiting: ${waitsFor}`;
}

/** Why all of these figures are undefined, where that is for one reason; null where it is not. */
export function commonReason(figures: readonly Figure[]): string | null {
  const [first] = figures;
  if (!first || first.why === null) return null;
  return figures.every(({ value, why }) => value === null && why === first.why) ? first.why : null;
}
