import type { PayRate } from './resources/console.ts';

/** Digits after the point in which a currency is paid: 2 for EUR, 0 for JPY. */
function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** A decimal number as a count of its units of 10 ** -digits. */
function unitsOf(decimal: string, digits: number): bigint {
  const [whole = '0', part = ''] = decimal.split('.');
  return BigInt(whole + part.padEnd(digits, '0').slice(0, digits));
}

function decimalOf(units: bigint, digits: number): string {
  const text = String(units).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Rates have at most four digits after the point. */
const rateDigits = 4;
const msPerHour = 3_600_000n;

/**
 * What work is worth, as a decimal number in units of the currency. Per hour: the exact active time; per rating: ratings
 * alone, skips are none. Rounded once, half up, to what the currency is paid in.
 */
export function payAmount(
  { unit, rate, currency }: PayRate,
  { ratings, activeMs }: { ratings: number; activeMs: number },
): string {
  const digits = digitsOf(currency);
  const [amount, per] = unit === 'hour' ? [BigInt(activeMs), msPerHour] : [BigInt(ratings), 1n];
  const above = amount * unitsOf(rate, rateDigits) * 10n ** BigInt(digits);
  const below = per * 10n ** BigInt(rateDigits);
  return decimalOf((2n * above + below) / (2n * below), digits);
}

/** The sum of amounts of one currency. */
export function sumAmounts(amounts: readonly string[], currency: string): string {
  const digits = digitsOf(currency);
  return decimalOf(
    amounts.reduce((sum, amount) => sum + unitsOf(amount, digits), 0n),
    digits,
  );
}
