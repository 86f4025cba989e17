import { expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

// scipy.stats.binomtest(count, n).proportion_ci(method='wilson')
it.each([
  [0, 10, 0, 0.277533],
  [1, 10, 0.017876, 0.40415],
  [5, 10, 0.236593, 0.763407],
  [10, 10, 0.722467, 1],
  [527, 1_000, 0.496011, 0.557782],
  [1, 1, 0.206549, 1],
])('%i of %i lies between %f and %f', (count, n, low, high) => {
  const interval = wilsonInterval(count, n);
  expect(interval?.value).toBe(count / n);
  expect(interval?.low).toBeCloseTo(low, 5);
  expect(interval?.high).toBeCloseTo(high, 5);
});

it('is nothing for nothing', () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});
