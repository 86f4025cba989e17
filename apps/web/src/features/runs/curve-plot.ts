import type uPlot from 'uplot';
import type { Curve } from './curves.ts';
import { smoothed } from './smoothing.ts';
import type { CurveView } from './use-curve-view.ts';

export const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
/** Between two steps there is none. */
const wholeSteps = [1, 2, 5]
  .flatMap((first) => Array.from({ length: 8 }, (_, zeros) => first * 10 ** zeros))
  .sort((a, b) => a - b);
const minute = 60;
const clockSteps = [1, 2, 5, 10, 15, 30].flatMap((n) => [n, n * minute]);
const timeSteps = [...clockSteps, ...[1, 2, 4, 6, 12, 24, 48, 96].map((hours) => hours * 60 * minute)].sort(
  (a, b) => a - b,
);
export const plotHeight = 180;

/** What all plots of curves have in common: size, axes, and the page's own colours. */
export function frameOf(element: HTMLElement) {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const quiet = colour('--mantine-color-dimmed');
  const hairline = colour('--pf-hairline');
  const axis = { stroke: quiet, grid: { stroke: hairline, width: 1 }, ticks: { stroke: hairline, width: 1 } };
  const options = {
    width: element.clientWidth,
    height: plotHeight,
    legend: { show: false },
    cursor: { y: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, incrs: wholeSteps },
      // Left to itself the axis would round a learning rate to 0.
      { ...axis, size: 56, values: (_plot: uPlot, at: number[]) => at.map(tellMark) },
    ],
  };
  return { options, colour };
}

export type PlotNeeds = {
  view: CurveView;
  height: number;
  curve: () => Curve | undefined;
  /** Told where the cursor stands, on this chart or on one beside it; null where it left. */
  onCursor: (index: number | null) => void;
  /** Told the steps that were dragged over. */
  onZoom: (range: { from: number; to: number }) => void;
};

/** The line of the values, the range within each bucket behind it, the average before both, red where it broke. */
export function plotOptions(element: HTMLElement, needs: PlotNeeds): uPlot.Options {
  const { options, colour } = frameOf(element);
  const { view } = needs;
  const line = colour('--mantine-color-anchor');
  const faint = `color-mix(in srgb, ${line} 35%, transparent)`;
  const [xAxis, yAxis] = options.axes;
  return {
    ...options,
    height: needs.height,
    scales: {
      // Cut to a range, all charts keep to it, with or without a value at its ends.
      x: { time: false, ...(view.range && view.x === 'step' ? { range: () => endsOf(view.range) } : {}) },
      y: view.y === 'log' ? { distr: 3 } : {},
    },
    axes: [
      view.x === 'time'
        ? { ...xAxis, incrs: timeSteps, values: (_: uPlot, at: number[]) => at.map(tellElapsed) }
        : { ...xAxis },
      // Between powers of ten a logarithmic axis has lines, but no room for words.
      {
        ...yAxis,
        values: (_: uPlot, at: (number | null)[]) => at.map((mark) => (mark === null ? '' : tellMark(mark))),
      },
    ],
    series: [
      {},
      view.smoothing
        ? { stroke: faint, width: 1, spanGaps: false, points: { show: false } }
        : { stroke: line, width: 2, spanGaps: false, points: { show: hasFew, size: 5 } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: line, width: 2, spanGaps: false, points: { show: false }, show: view.smoothing !== null },
    ],
    bands: [{ series: [2, 3], fill: `color-mix(in srgb, ${line} ${view.smoothing ? 8 : 18}%, transparent)` }],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      // The cursors go together; what is dragged over belongs to one chart, and its steps to the page.
      sync: {
        key: 'run-curves',
        scales: ['x', null],
        setSeries: false,
        filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
      },
    },
    hooks: {
      setCursor: [(plot) => needs.onCursor(plot.cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 4) return;
          plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          const range = stepsWithin(
            needs.curve(),
            view.x,
            plot.posToVal(left, 'x'),
            plot.posToVal(left + width, 'x'),
          );
          if (range) needs.onZoom(range);
        },
      ],
      draw: [(plot) => markBroken(plot, brokenAt(needs.curve(), view.x), colour('--mantine-color-error'))],
    },
  };
}

function endsOf(range: CurveView['range']): uPlot.Range.MinMax {
  return range ? [range.from, Math.max(range.to, range.from + 1)] : [null, null];
}

/** The columns of a plot: where, value, highest, lowest, average. */
export function plotData(curve: Curve | undefined, view: CurveView): uPlot.AlignedData {
  if (!curve) return [[], [], [], [], []];
  const x = view.x === 'time' ? elapsed(curve) : curve.steps;
  // On a logarithmic scale there is no place for 0 and below.
  const onScale = (values: (number | null)[]) =>
    view.y === 'log' ? values.map((value) => (value !== null && value > 0 ? value : null)) : values;
  const last = onScale(curve.last);
  const average = view.smoothing ? smoothed(x, last, view.smoothing) : last;
  return [x, last, onScale(curve.max), onScale(curve.min), average];
}

/** Seconds since the curve's first point; never back, also where points were stored in one go. */
function elapsed({ times }: Curve): number[] {
  let latest = times[0] ?? 0;
  const start = latest;
  return times.map((time) => {
    latest = Math.max(latest, time);
    return (latest - start) / 1000;
  });
}

function stepsWithin(curve: Curve | undefined, x: CurveView['x'], from: number, to: number) {
  if (x === 'step')
    return { from: Math.max(0, Math.ceil(from)), to: Math.max(Math.ceil(from), Math.floor(to)) };
  if (!curve) return null;
  const inside = curve.steps.filter((_, at) => {
    const here = ((curve.times[at] ?? 0) - (curve.times[0] ?? 0)) / 1000;
    return here >= from && here <= to;
  });
  const [first, last] = [inside[0], inside.at(-1)];
  return first === undefined || last === undefined ? null : { from: first, to: last };
}

function brokenAt(curve: Curve | undefined, x: CurveView['x']): number[] {
  if (!curve || x === 'step') return curve?.broken ?? [];
  const at = elapsed(curve);
  return curve.broken.flatMap((step) => at[curve.steps.indexOf(step)] ?? []);
}

function tellMark(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : figure.format(value);
}

function tellElapsed(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return `${figure.format(seconds)} s`;
  if (minutes < 60) return `${figure.format(seconds / 60)} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** One point alone makes no line, and a few make one that hides where they are. */
function hasFew(_plot: uPlot, _series: number, first: number, last: number): boolean {
  return last - first < 40;
}

/** A step without a number must not look like nothing: it gets a red line from top to bottom. */
function markBroken(plot: uPlot, places: number[], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  for (const place of places) {
    const x = plot.valToPos(place, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
