import { Button, Group, Modal, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { type GoldAnswer, goldAnswer, type PromptDetail } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';

type Task = PromptDetail['tasks'][number];

/** What is right, sides named as the responses of the prompt are. */
export function goldWords(answer: GoldAnswer, names: readonly string[]): string {
  const words = {
    first: `${names[0]} is better`,
    second: `${names[1]} is better`,
    tie: 'equally good',
    both_good: 'both good',
    both_bad: 'both bad',
  };
  return words[answer];
}

type Props = { task: Task; names: readonly string[]; promptId: string; onClose: () => void };

/** Copies one rated pair into another batch as a gold: what is right, why, and where it is mixed in. */
export function GoldDialog({ task, names, promptId, onClose }: Props) {
  const { slug } = useProject();
  const client = useQueryClient();
  const batches = useQuery({
    queryKey: ['project', slug, 'batches', 'for-golds'],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/batches', {
          params: { path: { project: slug }, query: { limit: 200 } },
        }),
      ),
  });
  const [answer, setAnswer] = useState<GoldAnswer | null>(null);
  const [batch, setBatch] = useState<string | null>(null);
  const [explanation, setExplanation] = useState('');
  const make = useMutation({
    mutationFn: (body: { batch: string; answer: GoldAnswer }) =>
      ok(
        api.POST('/v1/projects/{project}/batches/{batch}/golds', {
          params: { path: { project: slug, batch: body.batch } },
          body: { golds: [{ taskId: task.id, answer: body.answer, explanation: explanation.trim() }] },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['project', slug, 'prompts', promptId] });
      await client.invalidateQueries({ queryKey: ['project', slug] });
      onClose();
    },
  });
  const choices = (batches.data?.items ?? []).filter(({ id }) => id !== task.batchId);
  return (
    <Modal opened onClose={onClose} title={`Make ${names.join(' and ')} a gold check`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (answer && batch) make.mutate({ batch, answer });
        }}
      >
        <Stack>
          <Text>
            A copy is mixed in among the pairs of a batch and looks like any other. This pair stays what it
            is.
          </Text>
          <Select
            label="Batch"
            placeholder={choices.length === 0 ? 'There is no other batch' : 'Choose a batch'}
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={batch}
            onChange={setBatch}
            searchable
            required
          />
          <Radio.Group
            label="What is right"
            value={answer}
            onChange={(value) => setAnswer(goldAnswer.parse(value))}
            required
          >
            <Stack gap={6} mt={4}>
              {goldAnswer.options.map((option) => (
                <Radio key={option} value={option} label={goldWords(option, names)} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label="Why"
            description="For leads; people who rate do not see it."
            value={explanation}
            onChange={(event) => setExplanation(event.currentTarget.value)}
            maxLength={2_000}
            autosize
            minRows={2}
          />
          {make.isError ? <ErrorState error={make.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={make.isPending} disabled={answer === null || batch === null}>
              Make it a gold check
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
