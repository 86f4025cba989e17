import type { RunMetrics, RunStreamEvents } from '@prefloop/contract';

type Value = RunMetrics['series'][number]['points'][number]['last'];

/** One metric over the steps. `last` is null where the value was no number; such steps are in `broken`. */
export type Curve = {
  steps: number[];
  last: (number | null)[];
  min: (number | null)[];
  max: (number | null)[];
  broken: number[];
  /** When each `last` came, in milliseconds since 1970 by the server's clock, and how many values it stands for. */
  times: number[];
  counts: number[];
};

export type Curves = ReadonlyMap<string, Curve>;

const finite = (value: Value): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** The curves as the API tells them, in buckets. */
export function curvesOf(metrics: RunMetrics): Curves {
  return new Map(
    metrics.series.map(({ name, points }) => [
      name,
      {
        steps: points.map(({ step }) => step),
        last: points.map(({ last }) => finite(last)),
        min: points.map(({ min }) => min),
        max: points.map(({ max }) => max),
        broken: points.filter(({ nonFinite }) => nonFinite > 0).map(({ step }) => step),
        times: points.map(({ time }) => time),
        counts: points.map(({ count }) => count),
      },
    ]),
  );
}

/** The curves with new points in. A step told again has its newest value; steps stay in order. */
export function withPoints(curves: Curves, points: RunStreamEvents['metrics']): Curves {
  const next = new Map(curves);
  const copied = new Set<string>();
  for (const [name, step, value, time] of points) {
    let curve = next.get(name);
    if (!curve || !copied.has(name)) {
      curve = copyOf(curve);
      next.set(name, curve);
      copied.add(name);
    }
    place(curve, step, finite(value), time);
  }
  return next;
}

/** The curves up to a step: what a new attempt makes void is gone. Null: all of it. */
export function withoutAfter(curves: Curves, step: number | null): Curves {
  if (step === null) return new Map();
  const next = new Map<string, Curve>();
  for (const [name, curve] of curves) {
    const kept = curve.steps.filter((at) => at <= step).length;
    if (kept === 0) continue;
    next.set(name, {
      steps: curve.steps.slice(0, kept),
      last: curve.last.slice(0, kept),
      min: curve.min.slice(0, kept),
      max: curve.max.slice(0, kept),
      broken: curve.broken.filter((at) => at <= step),
      times: curve.times.slice(0, kept),
      counts: curve.counts.slice(0, kept),
    });
  }
  return next;
}

/** The part of a curve between two steps, both with it. */
export function between(curve: Curve, from: number, to: number): Curve {
  const start = curve.steps.findIndex((step) => step >= from);
  const end = curve.steps.findLastIndex((step) => step <= to) + 1;
  const cut = <T>(values: T[]) => (start < 0 ? [] : values.slice(start, end));
  return {
    steps: cut(curve.steps),
    last: cut(curve.last),
    min: cut(curve.min),
    max: cut(curve.max),
    broken: curve.broken.filter((step) => step >= from && step <= to),
    times: cut(curve.times),
    counts: cut(curve.counts),
  };
}

function copyOf(curve: Curve | undefined): Curve {
  return {
    steps: [...(curve?.steps ?? [])],
    last: [...(curve?.last ?? [])],
    min: [...(curve?.min ?? [])],
    max: [...(curve?.max ?? [])],
    broken: [...(curve?.broken ?? [])],
    times: [...(curve?.times ?? [])],
    counts: [...(curve?.counts ?? [])],
  };
}

function place(curve: Curve, step: number, value: number | null, time: number): void {
  // Nearly always the newest step comes, so the search begins at the end.
  let at = curve.steps.length;
  while (at > 0 && (curve.steps[at - 1] ?? 0) >= step) at -= 1;
  const known = curve.steps[at] === step ? 1 : 0;
  curve.steps.splice(at, known, step);
  curve.last.splice(at, known, value);
  curve.min.splice(at, known, value);
  curve.max.splice(at, known, value);
  curve.times.splice(at, known, time);
  curve.counts.splice(at, known, 1);
  const broken = curve.broken.filter((known) => known !== step);
  curve.broken = value === null ? [...broken, step].sort((a, b) => a - b) : broken;
}
