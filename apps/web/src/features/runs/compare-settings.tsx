import { Group, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { flatSettings, paramLabel } from './flat-settings.ts';
import { describeDevice, methodWords } from './run-words.ts';
import type { RunShown } from './runs-query.ts';
import { WideTable } from './wide-table.tsx';

/** What runs were told, and what they ran on, side by side; only what differs unless all is asked for. */
export function CompareSettings({ runs }: { runs: readonly RunShown[] }) {
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const rows = rowsOf(runs);
  const shown = onlyDifferent ? rows.filter(({ values }) => new Set(values).size > 1) : rows;
  return (
    <section aria-label="Settings">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{onlyDifferent ? 'What differs' : 'Settings'}</Title>
        <Switch
          label="Only what differs"
          checked={onlyDifferent}
          onChange={({ currentTarget }) => setOnlyDifferent(currentTarget.checked)}
        />
      </Group>
      {shown.length === 0 ? (
        <Text c="dimmed">Nothing: they were told the same, and ran on the same.</Text>
      ) : (
        <WideTable label="Settings of each run">
          <thead>
            <tr>
              <th scope="col">Setting</th>
              {runs.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {values.map((value, at) => (
                  <td key={runs[at]?.id}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}

/** Told elsewhere: what a list of versions holds stands in the fields that name each. */
const left = new Set(['versionIds', 'optionalVersionIds']);

function rowsOf(runs: readonly RunShown[]): { name: string; values: string[] }[] {
  const settings = runs.map(({ config }) => flatSettings(config));
  const versions = new Map(
    runs.flatMap((run) => run.versions).map(({ id, model, version }) => [id, `${model} v${version}`]),
  );
  const tell = (value: unknown) => {
    if (value === undefined || value === null) return 'none';
    if (typeof value === 'string') return versions.get(value) ?? value;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  const names = [...new Set(settings.flatMap((one) => Object.keys(one)))].filter((name) => !left.has(name));
  const labelOf = (name: string) =>
    runs.map(({ method }) => paramLabel(method, name)).find((label) => label !== undefined) ?? name;
  return [
    { name: 'Method', values: runs.map(({ method }) => methodWords[method]) },
    ...names.map((name) => ({ name: labelOf(name), values: settings.map((one) => tell(one[name])) })),
    { name: 'Computed on', values: runs.map(({ attempt }) => describeDevice(attempt) ?? 'nothing yet') },
    { name: 'Libraries', values: runs.map(({ attempt }) => tell(attempt?.device?.versions)) },
  ];
}
