import type { SkipChoice } from '@prefloop/contract';

/**
 * A reason to skip under a code of its own. The code is made of the label once and then stays: ratings are stored
 * under it.
 */
export function newReason(label: string, reasons: readonly SkipChoice[]): SkipChoice {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replaceAll(/^-+|-+$/g, '');
  const base = plain === '' ? 'reason' : plain;
  const taken = new Set(reasons.map(({ code }) => code));
  const codes = [base, ...reasons.map((_, n) => `${base}-${n + 2}`)];
  return { code: codes.find((code) => !taken.has(code)) ?? base, label, hint: '' };
}
