import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Look } from './compare-looks.ts';
import { frameOf } from './curve-plot.ts';
import type { Curve } from './curves.ts';
import classes from './runs.module.css';

export type Line = { id: string; label: string; look: Look; curve: Curve | undefined; baseline: boolean };

/** One metric of several runs over the same steps; the baseline is the thick line. */
export function CompareChart({ title, lines }: { title: string; lines: readonly Line[] }) {
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const { options, colour } = frameOf(element);
    const plot = new uPlot(
      {
        ...options,
        series: [
          {},
          ...lines.map(({ look, baseline }) => ({
            stroke: baseline ? colour('--mantine-color-text') : look.colour,
            width: baseline ? 3 : 2,
            dash: baseline ? [] : look.dash,
            spanGaps: true,
            points: { show: false },
          })),
        ],
        cursor: { y: false, sync: { key: 'compared', scales: ['x', null], setSeries: false } },
      },
      joined(lines.map(({ curve }) => curve)),
      element,
    );
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: options.height }),
    );
    observer.observe(element);
    element.dataset.scheme = scheme;
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [lines, scheme]);
  const base = lines.find(({ baseline }) => baseline);
  const told = lines.filter(({ curve }) => curve !== undefined);
  const words = (line: Line) => `${line.label} ${latest(line)?.toPrecision(4) ?? 'without a value'}`;
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption}>
        <strong>{title}</strong>
      </figcaption>
      <div
        ref={frame}
        role="img"
        aria-label={`${title}: ${told.map(words).join(', ')}`}
        className={classes.plot}
      />
      <ul className={classes.legend}>
        {lines.map((line) => (
          <li key={line.id}>
            <Swatch line={line} />
            <span>{line.label}</span>
            <span className={classes.latest}>
              {latest(line)?.toPrecision(4) ?? 'no value'}
              {line.baseline || !base ? '' : ` ${deltaWords(latest(line), latest(base))}`}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** The line as it is drawn, beside its name. */
function Swatch({ line: { look, baseline } }: { line: Line }) {
  return (
    <svg width="28" height="10" aria-hidden="true">
      <line
        x1="0"
        y1="5"
        x2="28"
        y2="5"
        stroke={baseline ? 'var(--mantine-color-text)' : look.colour}
        strokeWidth={baseline ? 3 : 2}
        strokeDasharray={baseline ? undefined : look.dash.join(' ')}
      />
    </svg>
  );
}

function latest({ curve }: Line): number | null {
  return curve?.last.findLast((value) => value !== null) ?? null;
}

/** "(0.02 higher)": the difference in words, not by a colour alone. */
function deltaWords(value: number | null, base: number | null): string {
  if (value === null || base === null) return '';
  const difference = value - base;
  if (difference === 0) return '(the same)';
  return `(${Math.abs(difference).toPrecision(2)} ${difference > 0 ? 'higher' : 'lower'})`;
}

/** All curves over the steps of any; where one has no value at a step of another, there is a gap to span. */
function joined(curves: readonly (Curve | undefined)[]): uPlot.AlignedData {
  const steps = [...new Set(curves.flatMap((curve) => curve?.steps ?? []))].sort((a, b) => a - b);
  const column = (curve: Curve | undefined) => {
    const at = new Map(curve?.steps.map((step, index) => [step, curve.last[index] ?? null]));
    // Undefined is no point at all; null would break the line.
    return steps.map((step) => at.get(step));
  };
  return [steps, ...curves.map(column)];
}
