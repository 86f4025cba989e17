/** How often one rater said `first` where the other said `second`. */
export type Cell = { first: string; second: string; count: number };

export type KappaResult = { n: number; raw: number; kappa: number | null; why: string | null };

/**
 * Cohen's kappa of two raters (Educational and Psychological Measurement 1960), unweighted, over nominal
 * categories. Undefined where both used one and the same category throughout: chance then explains everything.
 */
export function cohenKappa(cells: readonly Cell[]): KappaResult {
  let n = 0;
  let agreed = 0;
  const byFirst = new Map<string, number>();
  const bySecond = new Map<string, number>();
  for (const { first, second, count } of cells) {
    n += count;
    if (first === second) agreed += count;
    byFirst.set(first, (byFirst.get(first) ?? 0) + count);
    bySecond.set(second, (bySecond.get(second) ?? 0) + count);
  }
  if (n === 0) return { n, raw: 0, kappa: null, why: 'They rated no task in common.' };
  const raw = agreed / n;
  let chance = 0;
  for (const [category, count] of byFirst) chance += (count / n) * ((bySecond.get(category) ?? 0) / n);
  if (chance === 1) {
    return { n, raw, kappa: null, why: 'Both gave one and the same verdict every time.' };
  }
  return { n, raw, kappa: (raw - chance) / (1 - chance), why: null };
}
