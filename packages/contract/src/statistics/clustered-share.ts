import { scoreInterval } from './score-interval.ts';

/**
 * What an interval by groups needs to know of its values, each in 0..1. All of them are sums, so that a database
 * can add them up: with the sum s and the number m of values in one group, over all groups.
 */
export type GroupSums = {
  /** Values in all, and their sum. */
  n: number;
  sum: number;
  /** Groups; the sums of s * s, of s * m and of m * m. */
  groups: number;
  sumSquares: number;
  sumBySize: number;
  sizeSquares: number;
};

/** Adds up values by the key of their group. */
export function sumByGroup(values: Iterable<{ group: string; value: number }>): GroupSums {
  const groups = new Map<string, { sum: number; size: number }>();
  for (const { group, value } of values) {
    const known = groups.get(group) ?? { sum: 0, size: 0 };
    groups.set(group, { sum: known.sum + value, size: known.size + 1 });
  }
  const total: GroupSums = { n: 0, sum: 0, groups: groups.size, sumSquares: 0, sumBySize: 0, sizeSquares: 0 };
  for (const { sum, size } of groups.values()) {
    total.n += size;
    total.sum += sum;
    total.sumSquares += sum * sum;
    total.sumBySize += sum * size;
    total.sizeSquares += size * size;
  }
  return total;
}

/**
 * A mean of values in 0..1 with its 95% interval where values of one group are no independent evidence. The
 * interval is Wilson's (JASA 1927) at the effective number of values: their number divided by the design effect,
 * the variance between groups over the binomial one (Kish, Survey Sampling 1965), never below 1. Where groups
 * cannot be told apart (there is one, or all values are 0 or all 1), each group counts as one value. Null without
 * values.
 */
export function clusteredShare(sums: GroupSums): { value: number; low: number; high: number } | null {
  const { n, sum, groups, sumSquares, sumBySize, sizeSquares } = sums;
  if (n === 0) return null;
  const value = sum / n;
  const binomial = (value * (1 - value)) / n;
  // The sum over groups of (s - value * m) squared; what rounding leaves below nothing is nothing.
  const squares = Math.max(0, sumSquares - 2 * value * sumBySize + value ** 2 * sizeSquares);
  const alike = binomial === 0 || groups === 1;
  const between = alike ? 0 : (squares / n ** 2) * (groups / (groups - 1));
  const designEffect = alike ? n / groups : Math.max(1, between / binomial);
  return { value, ...scoreInterval(value, n / designEffect) };
}
