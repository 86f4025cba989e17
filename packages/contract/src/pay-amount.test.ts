import { expect, test } from 'vitest';
import { payAmount, sumAmounts } from './pay-amount.ts';
import type { PayRate } from './resources/console.ts';

const hourly: PayRate = { unit: 'hour', rate: '15.50', currency: 'EUR' };

test.each([
  // 90 minutes; one second (0.43 cents); 18 minutes at 15.50 = 4.65; half a cent goes up.
  [hourly, { ratings: 9, activeMs: 5_400_000 }, '23.25'],
  [hourly, { ratings: 9, activeMs: 1_000 }, '0.00'],
  [hourly, { ratings: 0, activeMs: 1_080_000 }, '4.65'],
  [{ ...hourly, rate: '18' }, { ratings: 0, activeMs: 1_000 }, '0.01'],
  [{ ...hourly, unit: 'rating', rate: '0.0125' }, { ratings: 6, activeMs: 1 }, '0.08'],
  [{ ...hourly, unit: 'rating', rate: '0.0125' }, { ratings: 2, activeMs: 1 }, '0.03'],
  [{ unit: 'rating', rate: '2.5', currency: 'JPY' }, { ratings: 3, activeMs: 1 }, '8'],
  [{ unit: 'rating', rate: '1', currency: 'KWD' }, { ratings: 3, activeMs: 1 }, '3.000'],
  // Where a double would lose the cent.
  [
    { unit: 'rating', rate: '9999999.9999', currency: 'EUR' },
    { ratings: 900_000_001, activeMs: 1 },
    '9000000009910000.00',
  ],
] satisfies [PayRate, { ratings: number; activeMs: number }, string][])(
  '%j for %j is %s',
  (rate, work, amount) => {
    expect(payAmount(rate, work)).toBe(amount);
  },
);

test('amounts are added up in units of the currency', () => {
  expect(sumAmounts(['0.10', '0.20', '1.05'], 'EUR')).toBe('1.35');
  expect(sumAmounts([], 'JPY')).toBe('0');
});
