import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { runNameQuery } from './batches-query.ts';

/** Says that only the answers of some runs take part, and takes the limit away. */
export function RunFilter({ runIds, onClear }: { runIds: readonly string[]; onClear: () => void }) {
  const project = useProject();
  const [first = ''] = runIds;
  const run = useQuery({ ...runNameQuery(project.slug, first), enabled: runIds.length === 1 });
  return (
    <Group gap="xs">
      <Text size="sm">
        Only the answers of{' '}
        {runIds.length === 1 ? (run.data ?? 'one run') : formatPlural(runIds.length, 'run')}.
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        Take those of all runs
      </Button>
    </Group>
  );
}
