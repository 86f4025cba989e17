/** One metric over the steps: `last` is null where the value was no number; such steps are in `broken`. */
export type WatchedCurve = {
  readonly steps: readonly number[];
  readonly last: readonly (number | null)[];
  readonly broken: readonly number[];
};

export type Point = { step: number; value: number };

/** A curve says nothing of its course before it has so many points. */
export const fewestPoints = 12;
/** Windows are a fifth of the curve, and at least this long. */
const fewestInWindow = 4;
/** So many standard errors part a change from noise. */
const clear = 3;
/** Neighbours that move together are fewer independent values than they look; more than this is not believed. */
const mostCorrelation = 0.9;

/** The points of a curve that are numbers; none for a curve that is not there. */
export function pointsOf(curve: WatchedCurve | undefined): Point[] {
  return (curve?.steps ?? []).flatMap((step, at) => {
    const value = curve?.last[at];
    return typeof value === 'number' ? [{ step, value }] : [];
  });
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** The standard deviation of a curve's noise, from how far each point lies off the line between its neighbours. */
export function noiseOf(points: readonly Point[]): number {
  const off = points.slice(1, -1).map(({ value }, at) => {
    const [before, after] = [points[at]?.value ?? value, points[at + 2]?.value ?? value];
    return Math.abs(value - (before + after) / 2);
  });
  // Such a distance of independent noise has a variance of 1.5; the median of a normal one is 0.6745 deviations.
  return medianOf(off) / 0.6745 / Math.sqrt(1.5);
}

function windowSize(points: readonly Point[]): number {
  return Math.max(fewestInWindow, Math.floor(points.length / 5));
}

/** The first, the middle, or the last fifth of a curve. */
export function windowOf(points: readonly Point[], where: 'first' | 'middle' | 'last'): number[] {
  const size = windowSize(points);
  const start = { first: 0, middle: (points.length - size) >> 1, last: points.length - size }[where];
  return points.slice(Math.max(0, start), Math.max(0, start) + size).map(({ value }) => value);
}

export type Change = { from: number; to: number; by: number; rises: boolean; falls: boolean };

/** The mean of `after` against that of `before`, and whether noise can have made the difference. */
export function changeBetween(before: readonly number[], after: readonly number[]): Change {
  const [from, to] = [meanOf(before), meanOf(after)];
  const by = to - from;
  // Two windows without any noise: every difference is one.
  const sure = Math.abs(by) > clear * Math.hypot(standardError(before), standardError(after));
  return { from, to, by, rises: sure && by > 0, falls: sure && by < 0 };
}

/** The last fifth of a curve against its first; null where it is too short to say. */
export function changeOf(points: readonly Point[]): Change | null {
  if (points.length < fewestPoints) return null;
  return changeBetween(windowOf(points, 'first'), windowOf(points, 'last'));
}

/** Of a window's mean: from what its values lie off their own trend, their neighbours' likeness counted in. */
export function standardError(values: readonly number[]): number {
  const off = offTrend(values);
  const squares = off.reduce((sum, value) => sum + value * value, 0);
  if (squares === 0) return 0;
  const products = off.slice(1).reduce((sum, value, at) => sum + value * (off[at] ?? 0), 0);
  const likeness = Math.min(mostCorrelation, Math.max(0, products / squares));
  const independent = (values.length * (1 - likeness)) / (1 + likeness);
  return Math.sqrt(squares / Math.max(1, values.length - 2) / Math.max(1, independent));
}

/** How far each value lies off the straight line through all of them. */
function offTrend(values: readonly number[]): number[] {
  const [mean, middle] = [meanOf(values), (values.length - 1) / 2];
  const along = values.reduce((sum, value, at) => sum + (value - mean) * (at - middle), 0);
  const spread = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const slope = spread === 0 ? 0 : along / spread;
  return values.map((value, at) => value - mean - slope * (at - middle));
}
