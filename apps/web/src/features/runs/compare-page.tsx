import { Anchor, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { useProject } from '../../lib/project.ts';
import { chartsOf } from './charts.ts';
import { CompareChart } from './compare-chart.tsx';
import { curvesOf } from './curves.ts';
import { differingSettings, paramLabel } from './flat-settings.ts';
import { methodWords } from './run-words.ts';
import classes from './runs.module.css';
import { curvesQuery, type RunShown, runQuery } from './runs-query.ts';
import { useRuns } from './use-runs.ts';

/** Two runs on the same axes, and what they were told differently. */
export function ComparePage() {
  const project = useProject();
  const { one, other } = useSearch({ from: '/app/p/$project/runs/compare' });
  const navigate = useNavigate({ from: '/p/$project/runs/compare' });
  const runs = useRuns(project.slug);
  const choices = (runs.rows ?? []).map(({ id, name, method }) => ({
    value: id,
    label: `${name} (${methodWords[method]})`,
  }));
  const pick = (key: 'one' | 'other', label: string, value: string | undefined) => (
    <Select
      label={label}
      data={choices}
      value={value ?? null}
      onChange={(chosen) => void navigate({ search: (known) => ({ ...known, [key]: chosen ?? undefined }) })}
      searchable
    />
  );
  return (
    <Stack gap="lg">
      <PageHeader title="Compare runs">
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${project.slug}/runs`}>
            All runs
          </Anchor>
          <span>The same curves of two runs, and what they were told differently.</span>
        </Group>
      </PageHeader>
      <div className={classes.pair}>
        {pick('one', 'First run (line)', one)}
        {pick('other', 'Second run (dashed)', other)}
      </div>
      {one !== undefined && other !== undefined ? (
        <Pair key={`${one} ${other}`} ids={[one, other]} />
      ) : (
        <Text c="dimmed">Choose two runs.</Text>
      )}
    </Stack>
  );
}

function Pair({ ids: [a, b] }: { ids: [string, string] }) {
  const { slug } = useProject();
  const one = useQuery(runQuery(slug, a));
  const other = useQuery(runQuery(slug, b));
  return (
    <QueryView query={one} loading="Loading the first run">
      {(first) => (
        <QueryView query={other} loading="Loading the second run">
          {(second) => (
            <>
              <Differences runs={[first, second]} />
              <Charts runs={[first, second]} />
            </>
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

function Charts({ runs: [one, other] }: { runs: [RunShown, RunShown] }) {
  const { slug } = useProject();
  const first = useQuery(curvesQuery(slug, one.id)).data;
  const second = useQuery(curvesQuery(slug, other.id)).data;
  const curves = useMemo(() => [first, second].map((data) => data && curvesOf(data)), [first, second]);
  const [left, right] = curves;
  if (!left || !right) return <Text c="dimmed">Loading the curves</Text>;
  const shown = chartsOf(one.method, new Map([...right, ...left])).filter(
    ({ name }) => left.has(name) || right.has(name),
  );
  if (shown.length === 0) return <Text c="dimmed">Neither of them has told a value yet.</Text>;
  return (
    <section aria-label="Curves" className={classes.charts}>
      {shown.map(({ name, title }) => (
        <CompareChart
          key={name}
          title={title}
          labels={[one.name, other.name]}
          curves={[left.get(name), right.get(name)]}
        />
      ))}
    </section>
  );
}

function Differences({ runs: [one, other] }: { runs: [RunShown, RunShown] }) {
  const found = differingSettings(one.config, other.config).filter(({ name }) => name !== 'versionIds');
  const names = new Map(
    [...one.versions, ...other.versions].map(({ id, model, version }) => [id, `${model} v${version}`]),
  );
  const tell = (value: unknown) => {
    if (value === undefined || value === null) return 'none';
    if (typeof value === 'string') return names.get(value) ?? value;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return (
    <section aria-label="Differences">
      <Title order={2} mb="xs">
        What differs
      </Title>
      {found.length === 0 ? (
        <Text c="dimmed">Nothing: they were told the same.</Text>
      ) : (
        <div className={classes.samples}>
          <table>
            <thead>
              <tr>
                <th scope="col">Setting</th>
                <th scope="col">{one.name}</th>
                <th scope="col">{other.name}</th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ name, values }) => (
                <tr key={name}>
                  <th scope="row">
                    {paramLabel(one.method, name) ?? paramLabel(other.method, name) ?? name}
                  </th>
                  <td>{tell(values[0])}</td>
                  <td>{tell(values[1])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
