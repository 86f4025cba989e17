import { Text, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatCount } from '../../lib/format.ts';
import type { Curve } from './curves.ts';
import classes from './runs.module.css';

type Props = { title: string; healthy: string; curve: Curve | undefined };

const height = 180;
/** Between two steps there is none. */
const wholeSteps = [1, 2, 5]
  .flatMap((first) => Array.from({ length: 8 }, (_, zeros) => first * 10 ** zeros))
  .sort((a, b) => a - b);
const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

/** One metric over the steps: the line of its values, the range within each bucket behind it, red where it broke. */
export function CurveChart({ title, healthy, curve }: Props) {
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shown = useRef(curve);
  shown.current = curve;

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = new uPlot(
      optionsOf(element, () => shown.current?.broken ?? []),
      dataOf(shown.current),
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    // Colours are read when the plot is made: another scheme needs another plot.
    element.dataset.scheme = scheme;
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [scheme]);

  useEffect(() => {
    plot.current?.setData(dataOf(curve));
  }, [curve]);

  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption}>
        <strong>{title}</strong>
        <span className={classes.latest}>{latestOf(curve)}</span>
      </figcaption>
      <div ref={frame} role="img" aria-label={`${title}: ${summaryOf(curve)}`} className={classes.plot} />
      {curve && curve.broken.length > 0 ? (
        <Text size="sm" c="var(--mantine-color-error)">
          No number at {curve.broken.length === 1 ? 'step' : 'steps'} {curve.broken.slice(0, 5).join(', ')}
          {curve.broken.length > 5 ? ` and ${curve.broken.length - 5} more` : ''}.
        </Text>
      ) : null}
      {healthy ? (
        <Text size="sm" c="dimmed">
          {healthy}
        </Text>
      ) : null}
      <CurveTable title={title} curve={curve} />
    </figure>
  );
}

/** The same for readers who cannot see the plot, and for copying. */
function CurveTable({ title, curve }: { title: string; curve: Curve | undefined }) {
  const rows = curve?.steps ?? [];
  // A page of numbers helps nobody: the last fifty tell where it stands.
  const from = Math.max(0, rows.length - 50);
  return (
    <details className={classes.details}>
      <summary>Values as a table</summary>
      <table className={classes.values}>
        <caption className={classes.hidden}>{title}, the last fifty points</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(from).map((step, index) => (
            <tr key={step}>
              <td>{formatCount(step)}</td>
              <td>{tell(curve?.last[from + index] ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function tellMark(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : figure.format(value);
}

function tell(value: number | null): string {
  return value === null ? 'no number' : figure.format(value);
}

function latestOf(curve: Curve | undefined): string {
  const step = curve?.steps.at(-1);
  return step === undefined ? '' : `${tell(curve?.last.at(-1) ?? null)} at step ${formatCount(step)}`;
}

function summaryOf(curve: Curve | undefined): string {
  const values = (curve?.last ?? []).filter((value) => value !== null);
  if (values.length === 0) return 'no values yet';
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return `${latestOf(curve)}, between ${figure.format(least)} and ${figure.format(most)}`;
}

function dataOf(curve: Curve | undefined): uPlot.AlignedData {
  return curve ? [curve.steps, curve.last, curve.max, curve.min] : [[], [], [], []];
}

/** What all plots of curves have in common: size, axes, and the page's own colours. */
export function frameOf(element: HTMLElement) {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const quiet = colour('--mantine-color-dimmed');
  const hairline = colour('--pf-hairline');
  const axis = { stroke: quiet, grid: { stroke: hairline, width: 1 }, ticks: { stroke: hairline, width: 1 } };
  const options = {
    width: element.clientWidth,
    height,
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

function optionsOf(element: HTMLElement, broken: () => number[]): uPlot.Options {
  const { options, colour } = frameOf(element);
  const line = colour('--mantine-color-anchor');
  return {
    ...options,
    series: [
      {},
      { stroke: line, width: 2, spanGaps: false, points: { show: hasFew, size: 5 } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
    ],
    bands: [{ series: [2, 3], fill: `color-mix(in srgb, ${line} 18%, transparent)` }],
    hooks: { draw: [(plot) => markBroken(plot, broken(), colour('--mantine-color-error'))] },
  };
}

/** One point alone makes no line, and a few make one that hides where they are. */
function hasFew(_plot: uPlot, _series: number, first: number, last: number): boolean {
  return last - first < 40;
}

/** A step without a number must not look like nothing: it gets a red line from top to bottom. */
function markBroken(plot: uPlot, steps: number[], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  for (const step of steps) {
    const x = plot.valToPos(step, 'x', true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
