import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { goldAnswer, type NewAttentionCheck } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ErrorState } from '../../../components/error-state.tsx';
import { answerWords } from '../../../lib/answer-words.ts';
import { api, ok } from '../../../lib/api.ts';
import { useProject } from '../../../lib/project.ts';
import type { BatchItem } from '../batches-query.ts';

const needed = (value: string) => (value.trim() === '' ? 'Type a text' : null);

/** A pair of one's own that says itself which answer to choose, for the golds of a batch. */
export function AttentionDialog({ batch, onClose }: { batch: BatchItem; onClose: () => void }) {
  const { slug } = useProject();
  const client = useQueryClient();
  const form = useForm({
    initialValues: { prompt: '', first: '', second: '', answer: 'first' },
    validate: {
      prompt: needed,
      first: needed,
      second: (value: string, { first }: { first: string }) =>
        needed(value) ?? (value.trim() === first.trim() ? 'The same text as A' : null),
    },
  });
  const add = useMutation({
    mutationFn: (body: NewAttentionCheck) =>
      ok(
        api.POST('/v1/projects/{project}/batches/{batch}/attention-checks', {
          params: { path: { project: slug, batch: batch.id } },
          body,
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['project', slug, 'batches', batch.id] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="An attention check" size="lg">
      <form
        onSubmit={form.onSubmit(({ prompt, first, second, answer }) =>
          add.mutate({
            prompt,
            responses: [first, second],
            answer: goldAnswer.parse(answer),
            explanation: '',
          }),
        )}
        noValidate
      >
        <Stack>
          <Text c="dimmed">
            It looks like any other pair, and says in its text which answer to choose: “Read closely and
            choose the answer about rain”. Sides are drawn anew for each person, so do not write “left”. No
            model is asked it or learns from it.
          </Text>
          <Textarea
            label="Prompt"
            autosize
            minRows={2}
            maxRows={8}
            data-autofocus
            {...form.getInputProps('prompt')}
          />
          <Textarea label="Answer A" autosize minRows={2} maxRows={8} {...form.getInputProps('first')} />
          <Textarea label="Answer B" autosize minRows={2} maxRows={8} {...form.getInputProps('second')} />
          <Select
            label="What is right"
            data={goldAnswer.options.map((value) => ({ value, label: answerWords[value] }))}
            allowDeselect={false}
            {...form.getInputProps('answer')}
          />
          {add.isError ? <ErrorState error={add.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Put it among the golds
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
