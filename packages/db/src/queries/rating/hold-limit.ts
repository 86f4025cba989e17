/** From here on there is enough for everybody, and nobody is counted. */
export const plenty = 300;

/**
 * How many tasks of a batch one annotator may hold. Reading ahead is welcome while there is plenty; at the tail
 * what is left is shared out among the people at work, so that nobody waits for somebody else's reserve.
 */
export function holdLimit({
  wanted,
  free,
  people,
}: {
  wanted: number;
  free: number;
  people: number;
}): number {
  if (free >= plenty) return wanted;
  return Math.max(1, Math.min(wanted, Math.floor(free / Math.max(1, people))));
}
