const z95 = 1.959963984540054;

export type Proportion = { count: number; n: number; value: number; low: number; high: number };

/**
 * A proportion with its 95% score interval (Wilson, JASA 1927), which stays inside 0 and 1 and holds its level at
 * small n. Null where n is 0.
 */
export function wilsonInterval(count: number, n: number): Proportion | null {
  if (n === 0) return null;
  const value = count / n;
  const scale = 1 + z95 ** 2 / n;
  const centre = (value + z95 ** 2 / (2 * n)) / scale;
  const half = (z95 / scale) * Math.sqrt((value * (1 - value)) / n + z95 ** 2 / (4 * n ** 2));
  // At the ends the two terms are equal; what is left is rounding.
  const low = count === 0 ? 0 : centre - half;
  const high = count === n ? 1 : centre + half;
  return { count, n, value, low, high };
}
