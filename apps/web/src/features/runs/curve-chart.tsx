import { Anchor, Button, Group, Text, useComputedColorScheme } from '@mantine/core';
import type { RunAlert } from '@prefloop/contract';
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatCount } from '../../lib/format.ts';
import { chartId } from './chart-place.ts';
import { figure, plotData, plotHeight, plotOptions } from './curve-plot.ts';
import type { Curve } from './curves.ts';
import { alertTitle } from './run-alerts.tsx';
import classes from './runs.module.css';
import { curveAsCsv, plotAsPng, saveFile } from './save-chart.ts';
import type { CurveView } from './use-curve-view.ts';

type Props = {
  name: string;
  title: string;
  healthy: string;
  curve: Curve | undefined;
  /** What was seen on this curve. */
  alerts?: readonly RunAlert[] | undefined;
  view: CurveView;
  onZoom: (range: { from: number; to: number }) => void;
  /** Fills a screen of its own; there its place on the page is not taken twice. */
  full?: boolean | undefined;
};

/** One metric over the steps or over time, with what healthy looks like and what was seen. */
export const CurveChart = memo(function CurveChart(props: Props) {
  const { name, title, healthy, curve, alerts = [], view, full = false } = props;
  const plot = useRef<uPlot | null>(null);
  const atCursor = useRef<HTMLSpanElement>(null);
  return (
    <figure
      className={classes.chart}
      {...(full ? {} : { id: chartId(name), 'data-chart': name, tabIndex: -1 })}
    >
      <figcaption className={classes.caption}>
        <strong>{title}</strong>
        <span className={classes.latest}>
          {latestOf(curve)}
          {/* Beside the newest value, the one under the cursor; written there without React, at every move. */}
          <span ref={atCursor} aria-hidden className={classes.atCursor} />
        </span>
      </figcaption>
      {alerts.map((alert) => (
        <Text key={alert.code} size="sm" className={classes.sign}>
          <IconAlertTriangle size={16} stroke={1.6} aria-hidden />
          <Anchor href={`#alert-${alert.code}`} inherit>
            {alertTitle(alert)}
          </Anchor>
        </Text>
      ))}
      <Plot {...props} plot={plot} atCursor={atCursor} />
      {curve && curve.broken.length > 0 ? (
        <Text size="sm" c="var(--mantine-color-error)">
          No number at {curve.broken.length === 1 ? 'step' : 'steps'} {curve.broken.slice(0, 5).join(', ')}
          {curve.broken.length > 5 ? ` and ${curve.broken.length - 5} more` : ''}.
        </Text>
      ) : null}
      {view.y === 'log' && curve?.last.some((value) => value !== null && value <= 0) ? (
        <Text size="sm" c="dimmed">
          Values of 0 and below have no place on a logarithmic scale.
        </Text>
      ) : null}
      {healthy ? (
        <Text size="sm" c="dimmed">
          {healthy}
        </Text>
      ) : null}
      <Group gap="md" align="flex-start" className={classes.details}>
        <CurveTable title={title} curve={curve} />
        {curve ? (
          <Group gap={4}>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={`${title} as CSV`}
              onClick={() =>
                saveFile(`${fileName(name)}.csv`, new Blob([curveAsCsv(curve)], { type: 'text/csv' }))
              }
            >
              CSV
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={`${title} as PNG`}
              onClick={async () => {
                const made = plot.current && (await plotAsPng(plot.current.ctx.canvas, title));
                if (made) saveFile(`${fileName(name)}.png`, made);
              }}
            >
              PNG
            </Button>
          </Group>
        ) : null}
      </Group>
    </figure>
  );
});

type PlotProps = Props & {
  plot: { current: uPlot | null };
  atCursor: { current: HTMLSpanElement | null };
};

function Plot({ title, curve, view, onZoom, full, plot, atCursor }: PlotProps) {
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef({ curve, view, onZoom });
  shown.current = { curve, view, onZoom };
  const { smoothing, x, y, range } = view;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is read from the ref; what of it asks for another plot is named
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const height = full ? Math.max(plotHeight, window.innerHeight - 260) : plotHeight;
    const made = new uPlot(
      plotOptions(element, {
        view: shown.current.view,
        height,
        curve: () => shown.current.curve,
        onZoom: (wanted) => shown.current.onZoom(wanted),
        onCursor: (index) => {
          if (atCursor.current) atCursor.current.textContent = pointAt(shown.current.curve, index);
        },
      }),
      plotData(shown.current.curve, shown.current.view),
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
  }, [scheme, smoothing, x, y, range?.from, range?.to, full, plot, atCursor]);

  useEffect(() => {
    plot.current?.setData(plotData(curve, shown.current.view));
  }, [curve, plot]);

  return <div ref={frame} role="img" aria-label={`${title}: ${summaryOf(curve)}`} className={classes.plot} />;
}

/** The same for readers who cannot see the plot, and for copying. */
function CurveTable({ title, curve }: { title: string; curve: Curve | undefined }) {
  const rows = curve?.steps ?? [];
  // A page of numbers helps nobody: the last fifty tell where it stands.
  const from = Math.max(0, rows.length - 50);
  return (
    <details>
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

function fileName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]+/g, '-');
}

function tell(value: number | null): string {
  return value === null ? 'no number' : figure.format(value);
}

function pointAt(curve: Curve | undefined, index: number | null): string {
  const step = index === null ? undefined : curve?.steps[index];
  return index === null || step === undefined
    ? ''
    : `${tell(curve?.last[index] ?? null)} at ${formatCount(step)}`;
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
