import { Anchor, Group, MultiSelect, Select, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useProject } from '../../lib/project.ts';
import { chartsOf } from './charts.ts';
import { CompareChart, type Line } from './compare-chart.tsx';
import { looksOf } from './compare-looks.ts';
import { CompareSettings } from './compare-settings.tsx';
import { type Curves, curvesOf } from './curves.ts';
import { methodWords } from './run-words.ts';
import classes from './runs.module.css';
import { curvesQuery, type RunShown, runQuery } from './runs-query.ts';
import { useRuns } from './use-runs.ts';

const most = 20;

/** Up to twenty runs on the same axes, each told against the first, and what they were told differently. */
export function ComparePage() {
  const project = useProject();
  const { runs: chosen = [] } = useSearch({ from: '/app/p/$project/runs/compare' });
  const navigate = useNavigate({ from: '/p/$project/runs/compare' });
  const known = useRuns(project.slug).rows ?? [];
  const details = useQueries({ queries: chosen.map((id) => runQuery(project.slug, id)) });
  // Those that are not on the list's first pages are named by themselves.
  const named = new Map([...known, ...details.flatMap(({ data }) => data ?? [])].map((run) => [run.id, run]));
  const choices = [...named.values()].map(({ id, name, number, method }) => ({
    value: id,
    label: `${number}: ${name} (${methodWords[method]})`,
  }));
  const choose = (ids: string[]) =>
    void navigate({ search: { runs: ids.length === 0 ? undefined : ids }, replace: true });
  return (
    <Stack gap="lg">
      <PageHeader title="Compare runs">
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/runs`}>
            All runs
          </Anchor>
          <span>The same curves of several runs, and what they were told differently.</span>
        </Group>
      </PageHeader>
      <div className={classes.compared}>
        <MultiSelect
          label="Runs"
          description={`Up to ${most}.`}
          data={choices}
          value={chosen}
          onChange={choose}
          maxValues={most}
          searchable
        />
        <Select
          label="Baseline"
          description="What the others are told against."
          data={choices.filter(({ value }) => chosen.includes(value))}
          value={chosen[0] ?? null}
          onChange={(id) => {
            if (id !== null) choose([id, ...chosen.filter((other) => other !== id)]);
          }}
          allowDeselect={false}
          disabled={chosen.length < 2}
        />
      </div>
      {chosen.length < 2 ? <Text c="dimmed">Choose two runs or more.</Text> : <Compared ids={chosen} />}
    </Stack>
  );
}

function Compared({ ids }: { ids: string[] }) {
  const { slug } = useProject();
  const details = useQueries({ queries: ids.map((id) => runQuery(slug, id)) });
  const failed = details.find(({ error }) => error !== null);
  if (failed) return <ErrorState error={failed.error} />;
  const runs = details.flatMap(({ data }) => data ?? []);
  if (runs.length < ids.length) return <Loading label="Loading the runs" lines={4} />;
  return (
    <>
      <Charts key={ids.join(' ')} runs={runs} />
      <CompareSettings runs={runs} />
    </>
  );
}

function Charts({ runs }: { runs: readonly RunShown[] }) {
  const { slug } = useProject();
  const told = useQueries({
    queries: runs.map(({ id }) => curvesQuery(slug, id)),
    // One object as long as no answer changes: each chart compares its lines.
    combine: combined,
  });
  const charts = useMemo(() => (told.curves ? chartsFor(runs, told.curves) : []), [runs, told.curves]);
  if (told.error) return <ErrorState error={told.error} />;
  if (!told.curves) return <Loading label="Loading the curves" lines={6} />;
  if (charts.length === 0) return <Text c="dimmed">None of them has told a value yet.</Text>;
  return (
    <section aria-label="Curves" className={classes.charts}>
      {charts.map(({ name, title, lines }) => (
        <CompareChart key={name} title={title} lines={lines} />
      ))}
    </section>
  );
}

type Answer = { data: Parameters<typeof curvesOf>[0] | undefined; error: unknown };

function combined(answers: readonly Answer[]): { curves: Curves[] | null; error: unknown } {
  const data = answers.flatMap((answer) => answer.data ?? []);
  return {
    curves: data.length < answers.length ? null : data.map(curvesOf),
    error: answers.find(({ error }) => error !== null)?.error ?? null,
  };
}

/** A chart for each metric that one of the runs told, in the order of the first run's method. */
function chartsFor(runs: readonly RunShown[], curves: readonly Curves[]) {
  const looks = looksOf(runs.map(({ id }) => id));
  const all: Curves = new Map(curves.toReversed().flatMap((one) => [...one]));
  return chartsOf(runs[0]?.method ?? 'sft', all)
    .filter(({ name }) => curves.some((one) => one.has(name)))
    .map(({ name, title }) => ({
      name,
      title,
      lines: runs.map((run, at): Line => {
        const look = looks.get(run.id) ?? { colour: 'currentColor', dash: [] };
        return { id: run.id, label: run.name, look, curve: curves[at]?.get(name), baseline: at === 0 };
      }),
    }));
}
