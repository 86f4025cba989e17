import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import type { ConsolePerson } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryView } from '../../../components/query-view.tsx';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { batchQuery } from '../batches-query.ts';
import { PersonDialog } from '../quality/person-dialog.tsx';
import { peopleQuery } from '../quality/quality-query.ts';
import { batchesKey, fetchBatches } from './console-query.ts';

type Props = { person: ConsolePerson; batch: string | undefined; onClose: () => void };

/** Work is put back batch by batch: asks which one, then whether to. */
export function RequeueDialog({ person, batch, onClose }: Props) {
  const { slug } = useProject();
  const { rows = [] } = usePages(batchesKey(slug), (cursor) => fetchBatches(slug, cursor));
  const [chosen, setChosen] = useState(batch ?? null);
  const [sure, setSure] = useState(false);
  if (chosen !== null && sure) return <Sure person={person} batch={chosen} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={`Re-queue the work of ${person.name}`}>
      <Stack>
        <Select
          label="Batch"
          description="What they rated there counts no more, and others are asked instead."
          data={rows.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setChosen}
          searchable
          data-autofocus
        />
        {chosen === null ? null : (
          <Effect person={person} batch={chosen} onGo={() => setSure(true)} onClose={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

type Chosen = { person: ConsolePerson; batch: string; onClose: () => void };

function Effect({ person, batch, onGo, onClose }: Chosen & { onGo: () => void }) {
  const { slug } = useProject();
  const people = useQuery(peopleQuery(slug, batch));
  return (
    <QueryView query={people} loading="Counting">
      {({ items }) => {
        const requeue = items.find(({ id }) => id === person.id)?.requeue ?? { ratings: 0, reopened: 0 };
        return (
          <>
            <Text>
              {requeue.ratings === 0
                ? 'Nothing of theirs counts in this batch.'
                : `${formatPlural(requeue.ratings, 'rating')} of theirs, on ${formatPlural(requeue.reopened, 'task')} that are done.`}
            </Text>
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button disabled={requeue.ratings === 0} onClick={onGo}>
                Go on
              </Button>
            </Group>
          </>
        );
      }}
    </QueryView>
  );
}

function Sure({ person, batch, onClose }: Chosen) {
  const { slug } = useProject();
  const people = useQuery(peopleQuery(slug, batch));
  const chosen = useQuery(batchQuery(slug, batch));
  const found = people.data?.items.find(({ id }) => id === person.id);
  if (!found || !chosen.data) return null;
  return <PersonDialog deed={{ kind: 'requeue', person: found, batch: chosen.data }} onClose={onClose} />;
}
