import { Group, Switch, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useProject } from '../../lib/project.ts';
import { flatSettings } from './flat-settings.ts';
import { saySetting, settingLabel } from './launch-changes.ts';
import { describeDevice, methodWords } from './run-words.ts';
import { type RunShown, snapshotChoicesQuery } from './runs-query.ts';
import { WideTable } from './wide-table.tsx';

/** What runs were told, and what they ran on, side by side; only what differs unless all is asked for. */
export function CompareSettings({ runs }: { runs: readonly RunShown[] }) {
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const { slug } = useProject();
  const snapshots = useQuery(snapshotChoicesQuery(slug)).data?.items ?? [];
  const rows = rowsOf(runs, new Map(snapshots.map(({ id, name }) => [id, name])));
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

function rowsOf(
  runs: readonly RunShown[],
  snapshots: ReadonlyMap<string, string>,
): { name: string; values: string[] }[] {
  const settings = runs.map(({ config }) => flatSettings(config));
  const versions = new Map(
    runs.flatMap((run) => run.versions).map(({ id, model, version }) => [id, `${model} v${version}`]),
  );
  const nameOf = (id: string) => versions.get(id) ?? snapshots.get(id) ?? id;
  const names = [...new Set(settings.flatMap((one) => Object.keys(one)))].filter((name) => !left.has(name));
  // A parameter is called by the form of a method that has it.
  const labelOf = (name: string) =>
    runs.map(({ method }) => settingLabel(method, name)).find((label) => label !== name) ?? name;
  return [
    { name: 'Method', values: runs.map(({ method }) => methodWords[method]) },
    ...names.map((name) => ({
      name: labelOf(name),
      values: settings.map((one) => saySetting(name, one[name], nameOf)),
    })),
    { name: 'Computed on', values: runs.map(({ attempt }) => describeDevice(attempt) ?? 'nothing yet') },
    {
      name: 'Libraries',
      values: runs.map(({ attempt }) => saySetting('versions', attempt?.device?.versions, nameOf)),
    },
  ];
}
