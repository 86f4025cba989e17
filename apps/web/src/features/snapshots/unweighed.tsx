import { Alert, Stack, Text } from '@mantine/core';
import type { UnweighedBatch } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../../lib/project.ts';

/** The batches that keep the snapshot from being frozen, each with what to do and the way there. */
export function Unweighed({ batches }: { batches: UnweighedBatch[] }) {
  const { slug } = useProject();
  return (
    <Alert color="orange" title="Not yet to be weighed by reliability">
      <Stack gap="xs">
        {batches.map(({ batchId, name, message }) => (
          <Text key={batchId}>
            <Link to="/p/$project/batches/$batchId" params={{ project: slug, batchId }}>
              {name}
            </Link>
            {': '}
            {message}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
