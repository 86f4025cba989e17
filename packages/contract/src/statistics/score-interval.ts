const z95 = 1.959963984540054;

/**
 * The 95% score interval (Wilson, JASA 1927) of a share `value` in 0..1 seen on `n` > 0 trials; `n` may be a
 * fraction, as effective numbers are. It stays inside 0 and 1 and holds its level at small n.
 */
export function scoreInterval(value: number, n: number): { low: number; high: number } {
  const scale = 1 + z95 ** 2 / n;
  const centre = (value + z95 ** 2 / (2 * n)) / scale;
  const half = (z95 / scale) * Math.sqrt((value * (1 - value)) / n + z95 ** 2 / (4 * n ** 2));
  // At the ends the two terms are equal; what is left is rounding.
  return {
    low: value === 0 ? 0 : Math.max(0, centre - half),
    high: value === 1 ? 1 : Math.min(1, centre + half),
  };
}
