import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { askedOf, PairTexts } from '../../../components/pair-texts.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { answerWords } from '../../../lib/answer-words.ts';
import { api, ok } from '../../../lib/api.ts';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import type { BatchItem } from '../batches-query.ts';
import classes from './quality.module.css';
import { type ProposalItem, proposalsQuery } from './quality-query.ts';

/** Pairs of other batches that everybody agrees on, or that a lead decided: ticked ones become golds of this batch. */
export function ProposalsDialog({ batch, onClose }: { batch: BatchItem; onClose: () => void }) {
  const { slug } = useProject();
  const client = useQueryClient();
  const proposals = useQuery(proposalsQuery(slug, batch.id));
  const [chosen, setChosen] = useState<ReadonlyMap<string, ProposalItem>>(new Map());
  const add = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/projects/{project}/batches/{batch}/golds', {
          params: { path: { project: slug, batch: batch.id } },
          body: {
            golds: [...chosen.values()].map(({ taskId, answer }) => ({ taskId, answer, explanation: '' })),
          },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['project', slug, 'batches', batch.id] });
      onClose();
    },
  });
  const toggle = (item: ProposalItem, on: boolean) => {
    const next = new Map(chosen);
    if (on) next.set(item.taskId, item);
    else next.delete(item.taskId);
    setChosen(next);
  };
  return (
    <Modal opened onClose={onClose} title={`Golds for ${batch.name}`} size="lg">
      <QueryView query={proposals} loading="Looking for pairs that everybody agrees on">
        {({ items }) =>
          items.length === 0 ? (
            <Text>
              No pair of another batch was rated by three people who all say the same, or decided by a lead. A
              prompt’s page makes a gold of any single pair that is rated.
            </Text>
          ) : (
            <Stack gap="xs">
              <Text c="dimmed">
                Take those that a careful person cannot get wrong. 30 or more keep a batch going for long.
              </Text>
              <Checkbox
                label={`All ${items.length}`}
                checked={chosen.size === items.length}
                indeterminate={chosen.size > 0 && chosen.size < items.length}
                onChange={(event) =>
                  setChosen(
                    new Map(event.currentTarget.checked ? items.map((item) => [item.taskId, item]) : []),
                  )
                }
              />
              <ul className={classes.list}>
                {items.map((item) => (
                  <li key={item.taskId} className={classes.row}>
                    <Checkbox
                      label={askedOf(item)}
                      description={`${answerWords[item.answer]} · ${
                        item.adjudicated ? 'decided by a lead' : `all ${item.votes} say so`
                      } · ${item.batch}`}
                      checked={chosen.has(item.taskId)}
                      onChange={(event) => toggle(item, event.currentTarget.checked)}
                    />
                    <PairTexts pair={item} />
                  </li>
                ))}
              </ul>
            </Stack>
          )
        }
      </QueryView>
      {add.isError ? <ErrorState error={add.error} /> : null}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={chosen.size === 0} loading={add.isPending} onClick={() => add.mutate()}>
          {chosen.size === 0 ? 'Add golds' : `Add ${formatPlural(chosen.size, 'gold')}`}
        </Button>
      </Group>
    </Modal>
  );
}
