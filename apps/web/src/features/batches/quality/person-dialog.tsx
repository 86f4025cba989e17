import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { api, ok } from '../../../lib/api.ts';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import type { BatchItem } from '../batches-query.ts';
import type { PersonItem } from './quality-query.ts';

export type Deed =
  | { kind: 'pause'; person: Pick<PersonItem, 'id' | 'name'> }
  | { kind: 'resume'; person: Pick<PersonItem, 'id' | 'name'> }
  | { kind: 'requeue'; person: Pick<PersonItem, 'id' | 'name' | 'requeue'>; batch: BatchItem };

const verbs: Record<Deed['kind'], string> = { pause: 'Pause', resume: 'Resume', requeue: 'Re-queue' };

/** Asks before somebody is paused, resumed or has their work put back, and says what will happen. */
export function PersonDialog({ deed, onClose }: { deed: Deed; onClose: () => void }) {
  const { slug } = useProject();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { kind, person } = deed;
  const run = useMutation({
    mutationFn: async () => {
      const path = { project: slug, annotator: person.id };
      if (deed.kind === 'pause') {
        const body = { reason: reason.trim() };
        await ok(api.POST('/v1/projects/{project}/annotators/{annotator}/pause', { params: { path }, body }));
      } else if (deed.kind === 'resume') {
        await ok(api.POST('/v1/projects/{project}/annotators/{annotator}/resume', { params: { path } }));
      } else {
        await ok(
          api.POST('/v1/projects/{project}/batches/{batch}/annotators/{annotator}/requeue', {
            params: { path: { ...path, batch: deed.batch.id } },
          }),
        );
      }
    },
    onSuccess: async () => {
      await Promise.all(
        ['batches', 'console'].map((part) => client.invalidateQueries({ queryKey: ['project', slug, part] })),
      );
      onClose();
    },
  });
  const title =
    deed.kind === 'requeue'
      ? `Re-queue what ${person.name} rated in ${deed.batch.name}?`
      : `${verbs[kind]} ${person.name}?`;
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate();
        }}
      >
        <Stack>
          <Text>{wordsOf(deed)}</Text>
          {kind === 'pause' ? (
            <TextInput
              label="Reason"
              description="They read it on the rating page."
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              maxLength={500}
              required
              data-autofocus
            />
          ) : null}
          {run.isError ? <ErrorState error={run.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} data-autofocus={kind === 'pause' ? undefined : true}>
              Keep
            </Button>
            <Button
              type="submit"
              {...(kind === 'resume' ? {} : { color: 'red' })}
              loading={run.isPending}
              disabled={kind === 'pause' && reason.trim() === ''}
            >
              {verbs[kind]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function wordsOf(deed: Deed): string {
  if (deed.kind === 'pause') {
    return 'They get no more tasks in this project, and those they hold go to others. What they rated stays.';
  }
  if (deed.kind === 'resume') return 'They get tasks again, and their golds are counted anew.';
  const { ratings, reopened } = deed.person.requeue;
  const open =
    deed.batch.status === 'closed'
      ? 'The batch is closed: release it again for others to rate them.'
      : 'Others are asked instead; the tasks do not come to the same person again.';
  return `${formatPlural(ratings, 'rating')} of theirs will count no more, and ${formatPlural(reopened, 'task')} that are done open again. ${open} The ratings are kept, but this cannot be undone. What a lead decided stays.`;
}
