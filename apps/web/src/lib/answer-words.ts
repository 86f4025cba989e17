import type { GoldAnswer, Share } from '@prefloop/contract';
import { formatShare } from './format.ts';

/** What is right, sides named as they stand beside it: A is the first response. */
export const answerWords: Record<GoldAnswer, string> = {
  first: 'A is better',
  second: 'B is better',
  tie: 'Equally good',
  both_good: 'Both good',
  both_bad: 'Both bad',
};

/** "75% right (53% to 89%, n = 20)"; why not where there is nothing to tell. */
export function rightWords({ value, low, high, n, why }: Share): string {
  if (value === null) return why ?? '';
  return `${formatShare(value, 0)} right (${formatShare(low ?? 0, 0)} to ${formatShare(high ?? 1, 0)}, n = ${n})`;
}
