import { z } from 'zod';
import type { PairEvaluationRow } from '../trainer/rows.ts';

/** How many held-out pairs a model tells right, a tie as half, with a 95% interval over their prompts. */
export const pairReport = z.object({
  pairs: z.int(),
  /** Prompts (groups); pairs of one prompt are no independent evidence. */
  prompts: z.int(),
  accuracy: z.number(),
  low: z.number(),
  high: z.number(),
});
export type PairReport = z.infer<typeof pairReport>;

const z95 = 1.959963984540054;

/**
 * Accuracy on held-out pairs. The interval is Wilson's (JASA 1927) at the effective number of pairs: their number
 * divided by the design effect, the clustered variance over the binomial one (Kish 1965). Null without pairs.
 */
export function reportPairs(rows: PairEvaluationRow[]): PairReport | null {
  if (rows.length === 0) return null;
  const n = rows.length;
  const rights = rows.map(({ chosenScore, rejectedScore }) =>
    chosenScore === rejectedScore ? 0.5 : Number(chosenScore > rejectedScore),
  );
  const accuracy = rights.reduce((sum, right) => sum + right, 0) / n;
  // A pair without a group stands for itself.
  const residuals = new Map<string, number>();
  for (const [at, { group }] of rows.entries()) {
    const key = group === null ? `row ${at}` : `group ${group}`;
    residuals.set(key, (residuals.get(key) ?? 0) + (rights[at] ?? 0) - accuracy);
  }
  const clusters = residuals.size;
  const binomial = (accuracy * (1 - accuracy)) / n;
  const squares = [...residuals.values()].reduce((sum, residual) => sum + residual ** 2, 0);
  const clustered = clusters > 1 ? (squares / n ** 2) * (clusters / (clusters - 1)) : binomial;
  const designEffect = binomial === 0 ? n / clusters : Math.max(1, clustered / binomial);
  const effective = n / designEffect;
  const scale = 1 + z95 ** 2 / effective;
  const centre = (accuracy + z95 ** 2 / (2 * effective)) / scale;
  const half =
    (z95 / scale) * Math.sqrt((accuracy * (1 - accuracy)) / effective + z95 ** 2 / (4 * effective ** 2));
  return {
    pairs: n,
    prompts: clusters,
    accuracy,
    low: Math.max(0, centre - half),
    high: Math.min(1, centre + half),
  };
}
