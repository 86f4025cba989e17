import type { SkipChoice } from '@prefloop/contract';
import { rating } from '../../lib/i18n/en/rating.ts';
import type { RatingT } from '../../lib/i18n/i18n.ts';

type UsualCode = keyof typeof rating.skipReasons;

function isUsual(code: string): code is UsualCode {
  return Object.hasOwn(rating.skipReasons, code);
}

/** A reason to skip as its lead wrote it; where it still says what every project starts with, in the reader's language. */
export function skipWords({ code, label, hint }: SkipChoice, t: RatingT): { label: string; hint: string } {
  if (!isUsual(code)) return { label, hint };
  const usual = rating.skipReasons[code];
  return {
    label: label === usual.label ? t(`skipReasons.${code}.label`) : label,
    hint: hint === usual.hint ? t(`skipReasons.${code}.hint`) : hint,
  };
}
