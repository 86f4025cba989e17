import { Button, Group, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Section } from '../../components/section.tsx';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';
import { Chances } from './chances.tsx';
import { ChooseDialog } from './choose-dialog.tsx';
import { ItemList } from './item-list.tsx';
import classes from './qualification.module.css';
import {
  type Item,
  type QualificationData,
  qualificationKey,
  qualificationQuery,
} from './qualification-query.ts';

type Values = Omit<QualificationData, 'items'> & { items: Item[] };

const whole = { allowDecimal: false, allowNegative: false, min: 1 };

function faultsOf({ enabled, questions, passMark, attempts, items }: Values) {
  const count = (value: unknown, most: number) =>
    typeof value === 'number' && value >= 1 && value <= most ? null : `A number from 1 to ${most}`;
  return {
    questions:
      count(questions, 100) ??
      (enabled && items.length < questions ? `Only ${items.length} golds are chosen` : null),
    passMark: count(passMark, 100) ?? (passMark > questions ? 'More than an attempt asks' : null),
    attempts: count(attempts, 20),
  };
}

/** The golds that are asked about, how many of them and how often, and whether it holds. Saved as one. */
export function QualificationForm({ data }: { data: QualificationData }) {
  const { slug } = useProject();
  const client = useQueryClient();
  const [choosing, setChoosing] = useState(false);
  const form = useForm<Values>({
    initialValues: data,
    validate: faultsOf,
  });
  const save = useMutation({
    mutationFn: ({ items, ...rule }: Values) =>
      ok(
        api.PUT('/v1/projects/{project}/qualification', {
          params: { path: { project: slug } },
          body: { ...rule, items: items.map(({ goldId, explanation }) => ({ goldId, explanation })) },
        }),
      ),
    onSuccess: async (saved) => {
      client.setQueryData(qualificationQuery(slug).queryKey, saved);
      form.setInitialValues(saved);
      form.setValues(saved);
      notifications.show({ message: 'Qualification saved' });
      await client.invalidateQueries({ queryKey: qualificationKey(slug) });
    },
  });
  const { items, questions, passMark, attempts, enabled } = form.values;
  const setItems = (next: Item[]) => form.setFieldValue('items', next);
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Section
        title="Questions"
        note="Golds whose right answer is plain once one has read the guidelines. The explanation is shown after the answer. Who was asked about a gold never meets it hidden among the pairs."
      >
        <Stack>
          <ItemList items={items} onChange={setItems} />
          <Group>
            <Button variant="default" onClick={() => setChoosing(true)}>
              Choose golds
            </Button>
            <Text c="dimmed">{items.length === 0 ? 'None chosen yet.' : `${items.length} chosen.`}</Text>
          </Group>
        </Stack>
      </Section>
      <Section
        title="To pass"
        note="Every attempt asks all its questions. An attempt after the first asks what the person has not met yet, as far as there is any."
      >
        <Stack>
          <div className={classes.fields}>
            <NumberInput
              label="Questions in an attempt"
              max={100}
              {...whole}
              {...form.getInputProps('questions')}
            />
            <NumberInput
              label="Right answers to pass"
              max={100}
              {...whole}
              {...form.getInputProps('passMark')}
            />
            <NumberInput
              label="Attempts of a person"
              max={20}
              {...whole}
              {...form.getInputProps('attempts')}
            />
            <Select
              label="Order"
              data={[
                { value: 'stated', label: 'As listed above' },
                { value: 'random', label: 'Random for each attempt' },
              ]}
              allowDeselect={false}
              {...form.getInputProps('order')}
            />
          </div>
          <Chances rule={{ questions, passMark, attempts }} golds={items.length} />
          <Switch
            label="Whoever rates has to pass it first"
            description={
              enabled === data.enabled
                ? 'Can be changed at any time.'
                : enabled
                  ? 'From the save on. Who is at work now is asked before their next pair.'
                  : 'From the save on nobody is asked; what people passed is kept.'
            }
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
          {save.isError ? <ErrorState error={save.error} /> : null}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </Section>
      {choosing ? (
        <ChooseDialog chosen={items} onChoose={setItems} onClose={() => setChoosing(false)} />
      ) : null}
    </form>
  );
}
