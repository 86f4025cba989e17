type Estimated = { value: number | null; n: number; low: number | null; high: number | null };

/**
 * The mean of estimates of one thing in separate parts, weighted by their n, with its 95% interval. Parts share no
 * cases, so their errors are taken as independent: each part's standard error is its interval's width over 2 * 1.96,
 * and the squares add up (Cochran, Sampling Techniques, 1977, section 5.3). One part is told as it is. Null where no
 * part has a value; without an interval where a part has none.
 */
export function poolEstimates(
  parts: readonly Estimated[],
): { value: number; n: number; low: number | null; high: number | null } | null {
  const known = parts.flatMap(({ value, ...part }) => (value === null ? [] : [{ ...part, value }]));
  const [first, ...rest] = known;
  if (!first) return null;
  if (rest.length === 0) return first;
  const n = known.reduce((sum, part) => sum + part.n, 0);
  const value = known.reduce((sum, part) => sum + part.value * part.n, 0) / n;
  if (known.some(({ low, high }) => low === null || high === null))
    return { value, n, low: null, high: null };
  const half = Math.sqrt(
    known.reduce((sum, part) => sum + ((part.n / n) * (((part.high ?? 0) - (part.low ?? 0)) / 2)) ** 2, 0),
  );
  return { value, n, low: Math.max(-1, value - half), high: Math.min(1, value + half) };
}
