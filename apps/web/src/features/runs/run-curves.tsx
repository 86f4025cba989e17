import { Button, Modal } from '@mantine/core';
import { alertsOf, hasEnded, type RunAlert } from '@prefloop/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { chartsOf } from './charts.ts';
import { CurveChart } from './curve-chart.tsx';
import { CurveTools } from './curve-tools.tsx';
import { between, type Curve, type Curves, curvesOf } from './curves.ts';
import { guardEnded } from './guard-notice.tsx';
import { RunAlerts, useStalled } from './run-alerts.tsx';
import classes from './runs.module.css';
import { type RunShown, zoomQuery } from './runs-query.ts';
import { useCurveView } from './use-curve-view.ts';

type Props = { run: RunShown; curves: Curves; clockAhead: number };

/** What the curves show in words, and the curves: those that tell how a run goes, all else one press away. */
export function RunCurves({ run, curves, clockAhead }: Props) {
  const { view, set } = useCurveView();
  const [all, setAll] = useState(false);
  const alerts = useAlerts(run, curves, clockAhead);
  const alertsByChart = useMemo(() => byChart(alerts), [alerts]);
  const { shown, coarse } = useShownCurves(run, curves, view.range);
  const charts = chartsOf(run.method, curves);
  // What an alert comes from is shown, whether or not it belongs to the first ones.
  const listed = charts
    .filter(({ name, healthy }) => all || healthy !== '' || alertsByChart.has(name))
    .filter(
      // What a run that is over never told, it will not tell any more.
      ({ name }) => curves.has(name) || !hasEnded(run.status),
    );
  const others = charts.filter(({ name, healthy }) => healthy === '' && !alertsByChart.has(name)).length;
  const titleOf = (name: string) => charts.find((chart) => chart.name === name)?.title ?? name;
  const full = charts.find(({ name }) => name === view.full);
  const latestSet = useRef(set);
  latestSet.current = set;
  const onZoom = useCallback((range: { from: number; to: number }) => latestSet.current({ range }), []);
  const draw = ({ name, title, healthy }: (typeof charts)[number], whole = false) => (
    <CurveChart
      key={name}
      name={name}
      title={title}
      healthy={healthy}
      curve={shown.get(name)}
      alerts={alertsByChart.get(name)}
      view={view}
      onZoom={onZoom}
      full={whole}
    />
  );
  return (
    <>
      <RunAlerts alerts={alerts} titleOf={titleOf} />
      <section aria-label="Curves" aria-busy={coarse}>
        <CurveTools view={view} set={set} names={listed.map(({ name }) => name)} ends={endsOf(curves)} />
        <div className={classes.charts}>{listed.map((chart) => draw(chart))}</div>
        {others > 0 ? (
          <Button variant="default" size="xs" mt="md" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Hide the other curves' : `Show ${formatPlural(others, 'other curve')}`}
          </Button>
        ) : null}
        <Modal opened={full !== undefined} onClose={() => set({ full: null })} title={run.name} fullScreen>
          {full ? draw(full, true) : null}
        </Modal>
      </section>
    </>
  );
}

function useAlerts(run: RunShown, curves: Curves, clockAhead: number): RunAlert[] {
  const stalled = useStalled(run, curves, clockAhead);
  const { evaluation, answers } = run.progress;
  const endedByGuard = guardEnded(run) !== undefined;
  const overLength = evaluation?.overLength ?? answers?.overLength ?? undefined;
  const found = useMemo(
    () => alertsOf({ method: run.method, curves, overLength, endedByGuard }),
    [run.method, curves, overLength, endedByGuard],
  );
  return useMemo(() => (stalled ? [stalled, ...found] : found), [stalled, found]);
}

function byChart(alerts: readonly RunAlert[]): Map<string, RunAlert[]> {
  const found = new Map<string, RunAlert[]>();
  for (const alert of alerts)
    for (const name of alert.charts) found.set(name, [...(found.get(name) ?? []), alert]);
  return found;
}

/** The curves, cut to the steps wanted: at once from what is there, then in buckets of their own. */
function useShownCurves(
  run: RunShown,
  curves: Curves,
  range: { from: number; to: number } | null,
): { shown: Curves; coarse: boolean } {
  const { slug } = useProject();
  const growing = range !== null && !hasEnded(run.status) && range.to >= endsOf(curves).to;
  const { data, isPlaceholderData, isError } = useQuery({
    ...zoomQuery(slug, run.id, range, growing),
    placeholderData: keepPreviousData,
  });
  const finer = useMemo(
    () => (data && !isPlaceholderData ? curvesOf(data) : null),
    [data, isPlaceholderData],
  );
  const shown = useMemo(() => {
    if (range === null) return curves;
    if (finer) return finer;
    const cut = new Map<string, Curve>();
    for (const [name, curve] of curves) cut.set(name, between(curve, range.from, range.to));
    return cut;
  }, [curves, finer, range]);
  return { shown, coarse: range !== null && finer === null && !isError };
}

function endsOf(curves: Curves): { from: number; to: number } {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const { steps } of curves.values()) {
    from = Math.min(from, steps[0] ?? from);
    to = Math.max(to, steps.at(-1) ?? to);
  }
  return { from: Number.isFinite(from) ? from : 0, to };
}
