const words: Record<number, readonly string[]> = {
  1: ['better'],
  2: ['slightly better', 'much better'],
  3: ['slightly better', 'better', 'much better'],
  4: ['barely better', 'slightly better', 'better', 'much better'],
};

/** How much better, in words: `steps` from the middle of a scale of `points`, whichever the side. */
export function strengthWords(steps: number, points: number): string {
  return words[Math.floor(points / 2)]?.[Math.abs(steps) - 1] ?? 'better';
}
