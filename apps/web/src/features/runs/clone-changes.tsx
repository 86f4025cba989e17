import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelsQuery } from '../../lib/models-query.ts';
import { useProject } from '../../lib/project.ts';
import { versionName } from '../../lib/versions.ts';
import { launchChanges } from './launch-changes.ts';
import type { Original } from './launch-context.ts';
import { type Launch, snapshotChoicesQuery } from './runs-query.ts';

/** Of a clone: which run it began as, and what was changed since. */
export function CloneChanges({ original, launch }: { original: Original; launch: Launch }) {
  const { slug } = useProject();
  const versions = useQuery(modelsQuery(slug)).data?.items.flatMap((model) => model.versions) ?? [];
  const snapshots = useQuery(snapshotChoicesQuery(slug)).data?.items ?? [];
  const nameOf = (id: string) => {
    const version = versions.find((known) => known.id === id);
    if (version) return versionName(version);
    return snapshots.find((known) => known.id === id)?.name ?? id;
  };
  const changes =
    launch.method === original.launch.method ? launchChanges(original.launch, launch, nameOf) : null;
  return (
    <Alert color="gray" title="A clone" role="status">
      <Text>
        It began as{' '}
        <Link to="/p/$project/runs/$runId" params={{ project: slug, runId: original.run.id }}>
          {original.run.name}
        </Link>
        .{changes?.length === 0 ? ' Nothing is changed yet.' : ''}
      </Text>
      {changes === null ? <Text mt={4}>The method is another one.</Text> : null}
      {changes && changes.length > 0 ? (
        <List mt={4}>
          {changes.map(({ label, before, now }) => (
            <List.Item key={label}>
              Changed: {label} {before} → {now}
            </List.Item>
          ))}
        </List>
      ) : null}
      {original.fix === null ? null : <Text mt={4}>{original.fix}</Text>}
    </Alert>
  );
}
