export type Timed = { work: number; took: number };
/** Seconds that a run takes before and beside its work, and by how much its work takes longer than the table says. */
export type TimeLine = { start: number; slope: number };

/** Fewer runs, or runs as long as each other, leave open what of their time was work. */
const fewest = 3;
const leastSpread = 1.3;

/**
 * The line through finished runs, by the median of the slopes between every two of them (Theil 1950, Sen 1968): one run
 * that was held up by something else does not bend it. Null where they do not tell what grows with the work.
 */
export function lineThrough(runs: readonly Timed[]): TimeLine | null {
  const works = runs.map(({ work }) => work);
  if (runs.length < fewest || Math.max(...works) < leastSpread * Math.min(...works)) return null;
  const slopes = runs.flatMap((one, at) =>
    runs
      .slice(at + 1)
      .filter(({ work }) => work !== one.work)
      .map(({ work, took }) => (took - one.took) / (work - one.work)),
  );
  const slope = median(slopes);
  if (!(slope > 0)) return null;
  return { slope, start: Math.max(0, median(runs.map(({ work, took }) => took - slope * work))) };
}

/** NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
