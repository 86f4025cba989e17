import { expect, test } from 'vitest';
import { poolEstimates } from './pool-estimates.ts';

const none = { value: null, n: 0, low: null, high: null };

test('one part is told as it is, also beside parts without a value', () => {
  const part = { value: 0.6, n: 40, low: 0.4, high: 0.7 };
  expect(poolEstimates([none, part])).toEqual(part);
  expect(poolEstimates([none])).toBeNull();
});

test('two parts by hand: 0.5 on 100 and 0.8 on 300', () => {
  const pooled = poolEstimates([
    { value: 0.5, n: 100, low: 0.4, high: 0.6 },
    { value: 0.8, n: 300, low: 0.76, high: 0.84 },
  ]);
  // 0.25 * 0.5 + 0.75 * 0.8; half width: the root of (0.25 * 0.1) squared and (0.75 * 0.04) squared.
  expect(pooled?.value).toBeCloseTo(0.725, 12);
  expect(pooled?.n).toBe(400);
  const half = Math.sqrt(0.025 ** 2 + 0.03 ** 2);
  expect(pooled?.low).toBeCloseTo(0.725 - half, 12);
  expect(pooled?.high).toBeCloseTo(0.725 + half, 12);
});

test('without the interval of a part there is none of the whole', () => {
  const sure = { value: 0.5, n: 10, low: 0.4, high: 0.6 };
  expect(poolEstimates([sure, { value: 0.5, n: 10, low: null, high: null }])).toEqual({
    value: 0.5,
    n: 20,
    low: null,
    high: null,
  });
});
