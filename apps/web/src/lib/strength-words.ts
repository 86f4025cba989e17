import { rating } from './i18n/en/rating.ts';

export type Strength = keyof typeof rating.strength;

const strengths: Record<number, readonly Strength[]> = {
  1: ['better'],
  2: ['slightly', 'much'],
  3: ['slightly', 'better', 'much'],
  4: ['barely', 'slightly', 'better', 'much'],
};

/** How much better: `steps` from the middle of a scale of `points`, whichever the side. */
export function strengthOf(steps: number, points: number): Strength {
  return strengths[Math.floor(points / 2)]?.[Math.abs(steps) - 1] ?? 'better';
}

/** The same in words, for pages that are in English only. */
export function strengthWords(steps: number, points: number): string {
  return rating.strength[strengthOf(steps, points)].long;
}
