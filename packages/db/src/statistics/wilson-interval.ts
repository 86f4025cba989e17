import { scoreInterval } from '@prefloop/contract';

export type Proportion = { count: number; n: number; value: number; low: number; high: number };

/** A proportion with its 95% score interval. Null where n is 0. */
export function wilsonInterval(count: number, n: number): Proportion | null {
  if (n === 0) return null;
  const value = count / n;
  return { count, n, value, ...scoreInterval(value, n) };
}
