import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { frameOf } from './curve-plot.ts';
import type { Curve } from './curves.ts';
import classes from './runs.module.css';

type Props = { title: string; labels: [string, string]; curves: [Curve | undefined, Curve | undefined] };

/** One metric of two runs over the same steps: the first as a line, the second dashed. */
export function CompareChart({ title, labels, curves: [one, other] }: Props) {
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
          { stroke: colour('--mantine-color-anchor'), width: 2, spanGaps: true, points: { show: false } },
          {
            stroke: colour('--mantine-color-text'),
            width: 2,
            dash: [6, 4],
            spanGaps: true,
            points: { show: false },
          },
        ],
      },
      joined(one, other),
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
  }, [one, other, scheme]);
  const tell = (label: string, curve: Curve | undefined) =>
    `${label} ${curve?.last.at(-1)?.toPrecision(4) ?? 'without a value'}`;
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption}>
        <strong>{title}</strong>
        <span className={classes.latest}>
          {tell(labels[0], one)}, {tell(labels[1], other)}
        </span>
      </figcaption>
      <div
        ref={frame}
        role="img"
        aria-label={`${title}: ${tell(labels[0], one)}, ${tell(labels[1], other)}`}
        className={classes.plot}
      />
    </figure>
  );
}

/** Both curves over the steps of either; where one has no value at a step of the other, there is a gap to span. */
function joined(one: Curve | undefined, other: Curve | undefined): uPlot.AlignedData {
  const steps = [...new Set([...(one?.steps ?? []), ...(other?.steps ?? [])])].sort((a, b) => a - b);
  const column = (curve: Curve | undefined) => {
    const at = new Map(curve?.steps.map((step, index) => [step, curve.last[index] ?? null]));
    // Undefined is no point at all; null would break the line.
    return steps.map((step) => at.get(step));
  };
  return [steps, column(one), column(other)];
}
