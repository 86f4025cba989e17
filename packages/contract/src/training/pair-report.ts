import { z } from 'zod';
import { clusteredShare, sumByGroup } from '../statistics/clustered-share.ts';
import type { PairEvaluationRow } from '../trainer/rows.ts';

/** What length alone gets on the same rows, and by how much the model is better, with that difference's interval. */
export const overLength = z.object({
  baseline: z.number(),
  difference: z.number(),
  low: z.number(),
  high: z.number(),
});

/** How many held-out pairs a model tells right, a tie as half, with a 95% interval over their prompts. */
export const pairReport = z.object({
  pairs: z.int(),
  /** Prompts (groups); pairs of one prompt are no independent evidence. */
  prompts: z.int(),
  accuracy: z.number(),
  low: z.number(),
  high: z.number(),
  overLength: overLength.optional(),
});
export type PairReport = z.infer<typeof pairReport>;

/**
 * Accuracy on held-out pairs, by the groups of their prompts, and its lead over what length alone gets on the same
 * pairs. Null without pairs.
 */
export function reportPairs(rows: PairEvaluationRow[]): PairReport | null {
  const told = rows.map(({ group, chosenScore, rejectedScore, lengthRight }, at) => ({
    // A pair without a group stands for itself.
    group: group === null ? `row ${at}` : `group ${group}`,
    value: chosenScore === rejectedScore ? 0.5 : Number(chosenScore > rejectedScore),
    lengthRight,
  }));
  const sums = sumByGroup(told);
  const share = clusteredShare(sums);
  const byLength = clusteredShare(
    sumByGroup(told.map(({ group, lengthRight: value }) => ({ group, value }))),
  );
  if (!share || !byLength) return null;
  return {
    pairs: sums.n,
    prompts: sums.groups,
    accuracy: share.value,
    low: share.low,
    high: share.high,
    overLength: leadOf(share, byLength, correlationOf(told, share.value, byLength.value)),
  };
}

type Share = { value: number; low: number; high: number };

/**
 * The difference of two shares seen on the same rows. Its interval puts theirs together by their correlation phi
 * (Newcombe, Statistics in Medicine 1998, method 10, without the correction for continuity).
 */
export function leadOf(one: Share, other: Share, phi: number): z.infer<typeof overLength> {
  const difference = one.value - other.value;
  const reach = (down: number, up: number) =>
    Math.sqrt(Math.max(0, down ** 2 - 2 * phi * down * up + up ** 2));
  return {
    baseline: other.value,
    difference,
    low: Math.max(-1, difference - reach(one.value - one.low, other.high - other.value)),
    high: Math.min(1, difference + reach(one.high - one.value, other.value - other.low)),
  };
}

/** How far the two go together over the groups, from their residuals' sums in each; 0 where one does not vary. */
function correlationOf(
  told: readonly { group: string; value: number; lengthRight: number }[],
  mean: number,
  lengthMean: number,
): number {
  const groups = new Map<string, [number, number]>();
  for (const { group, value, lengthRight } of told) {
    const [one, other] = groups.get(group) ?? [0, 0];
    groups.set(group, [one + value - mean, other + lengthRight - lengthMean]);
  }
  let [squares, lengthSquares, products] = [0, 0, 0];
  for (const [one, other] of groups.values()) {
    squares += one ** 2;
    lengthSquares += other ** 2;
    products += one * other;
  }
  const scale = Math.sqrt(squares * lengthSquares);
  return scale < 1e-9 ? 0 : Math.max(-1, Math.min(1, products / scale));
}
