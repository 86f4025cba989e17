import type { RatingFlag } from '@prefloop/contract';
import { rating } from './i18n/en/rating.ts';

/** What a mark on a task is called, and what it means, for pages that are in English only. */
export const flagWords: Record<RatingFlag, { label: string; hint: string }> = rating.flags;
