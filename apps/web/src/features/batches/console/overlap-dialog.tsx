import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { useChangeBatch } from '../use-change-batch.ts';
import type { ConsoleBatchItem } from './batches-table.tsx';
import { consoleKey, overlapCostQuery } from './console-query.ts';
import { formatHours } from './console-words.ts';

const most = 50;

/** Asks for more ratings a task, and tells what that costs before it is done. */
export function OverlapDialog({ batch, onClose }: { batch: ConsoleBatchItem; onClose: () => void }) {
  const { slug } = useProject();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<number | string>(Math.min(most, batch.overlap + 1));
  const overlap = Number(wanted);
  const raises = wanted !== '' && overlap > batch.overlap && overlap <= most;
  const cost = useQuery({ ...overlapCostQuery(slug, batch.id, overlap), enabled: raises });
  const told = raises && cost.data?.overlap === overlap ? cost.data : null;
  const raise = useChangeBatch();
  return (
    <Modal opened onClose={onClose} title={`Overlap of ${batch.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!told) return;
          raise.mutate(
            { batch: batch.id, change: { overlap } },
            {
              onSuccess: async () => {
                await client.invalidateQueries({ queryKey: consoleKey(slug) });
                onClose();
              },
            },
          );
        }}
      >
        <Stack>
          <NumberInput
            label="Ratings for each task"
            description={`Now ${batch.overlap}. It can only rise: ratings that were given are never taken back.`}
            value={wanted}
            onChange={setWanted}
            min={Math.min(most, batch.overlap + 1)}
            max={most}
            allowDecimal={false}
            data-autofocus
          />
          <Text role="status">
            {told
              ? `${formatPlural(told.ratings, 'further rating')}${
                  told.activeMs === null ? '' : `, about ${formatHours(told.activeMs)} at the pace so far`
                }. ${formatPlural(told.reopened, 'task')} that are done open again.${
                  batch.adaptive ? ' Where people disagree it may be more.' : ''
                }`
              : raises
                ? 'Counting…'
                : `Choose a number from ${batch.overlap + 1} to ${most}.`}
          </Text>
          {cost.isError ? <ErrorState error={cost.error} onRetry={() => void cost.refetch()} /> : null}
          {raise.isError ? <ErrorState error={raise.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Keep {batch.overlap}
            </Button>
            <Button type="submit" disabled={told === null} loading={raise.isPending}>
              {told ? `Ask for ${formatPlural(told.ratings, 'more rating')}` : 'Ask for more'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
