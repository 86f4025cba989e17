import { type Pay, type PayRate, payAmount, sumAmounts } from '@prefloop/contract';
import type { WorkRow } from '@prefloop/db';

/** What each person is paid, rounded person by person; the total is the sum of that. */
export function presentPay(rows: readonly WorkRow[], rate: PayRate | null): Pay {
  const items = rows.map((row) => ({ ...row, amount: rate && payAmount(rate, row) }));
  const sum = (field: 'ratings' | 'skips' | 'activeMs' | 'voided') =>
    rows.reduce((total, row) => total + row[field], 0);
  const amounts = items.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  return {
    rate,
    items,
    total: {
      ratings: sum('ratings'),
      skips: sum('skips'),
      activeMs: sum('activeMs'),
      voided: sum('voided'),
      amount: rate && sumAmounts(amounts, rate.currency),
    },
  };
}
