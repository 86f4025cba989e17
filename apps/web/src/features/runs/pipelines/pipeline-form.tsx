import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { type TrainingField, trainingFields, trainingMethods } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { api, ok } from '../../../lib/api.ts';
import { useProject } from '../../../lib/project.ts';
import { DownloadText } from '../download-text.tsx';
import { methodWords } from '../run-words.ts';
import classes from '../runs.module.css';
import { runsKey } from '../runs-query.ts';
import { PipelinePreview } from './pipeline-preview.tsx';
import { initialPipeline, pipelineTextOf, policyMethods, stepsOf } from './pipeline-text.ts';
import { pipelinePreviewQuery } from './pipelines-query.ts';

type Props = {
  /** Versions and snapshots by the names that documents know. */
  bases: string[];
  demonstrations: string[];
  preferences: string[];
  /** A document to begin with instead of the form. */
  text: string | null;
};

/** The form writes the document; the document is what is launched, and may be edited for what the form does not ask. */
export function PipelineForm({ bases, demonstrations, preferences, text: given }: Props) {
  const { slug } = useProject();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  /** What was written by hand; null while the document follows the form. */
  const [own, setOwn] = useState<string | null>(given);
  const form = useForm({
    initialValues: {
      ...initialPipeline,
      base: bases[0] ?? null,
      demonstrations: demonstrations[0] ?? null,
      preferences: preferences[0] ?? null,
    },
  });
  const written = pipelineTextOf(form.values);
  const text = own ?? written;
  const [settled] = useDebouncedValue(text, 300);
  const preview = useQuery(pipelinePreviewQuery(slug, settled));
  const start = useMutation({
    mutationFn: (wanted: string) =>
      ok(
        api.POST('/v1/projects/{project}/pipelines', {
          params: { path: { project: slug } },
          body: { text: wanted },
        }),
      ),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: runsKey(slug) });
      await navigate({
        to: '/p/$project/runs/pipelines/$pipelineId',
        params: { project: slug, pipelineId: made.id },
      });
    },
  });
  const current = settled === text && !preview.isPlaceholderData;
  const blocked = text === null || !current || !preview.data || preview.data.problems.length > 0;
  const submit = () => {
    if (text !== null && !blocked) start.mutate(text);
  };
  return (
    <div className={classes.form}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          {own === null ? (
            <Fields form={form} bases={bases} demonstrations={demonstrations} preferences={preferences} />
          ) : (
            <Text c="dimmed">
              The document was edited, so it stands for itself. It can say more than the form: other methods,
              parameters, several sweeps.
            </Text>
          )}
          <Textarea
            label="Document"
            description="What is launched. Edit it, or paste another one."
            value={text ?? ''}
            onChange={({ currentTarget }) => setOwn(currentTarget.value)}
            autosize
            minRows={8}
            maxRows={30}
            spellCheck={false}
            classNames={{ input: classes.document }}
          />
          <Group gap="xs">
            {own === null ? null : (
              <Button variant="default" size="xs" onClick={() => setOwn(null)}>
                Back to the form
              </Button>
            )}
            {text === null ? null : <DownloadText text={text} name="pipeline.yaml" />}
          </Group>
          <Text size="sm" c="dimmed">
            On the command line: <code>npx prefloop pipeline launch -f pipeline.yaml --project {slug}</code>
          </Text>
          {start.error ? <ErrorState error={start.error} /> : null}
          <Group>
            <Button type="submit" loading={start.isPending} disabled={blocked}>
              Start the pipeline
            </Button>
          </Group>
        </Stack>
      </form>
      <PipelinePreview query={preview} chosen={text !== null} />
    </div>
  );
}

type Form = ReturnType<typeof useForm<typeof initialPipeline>>;

function Fields({ form, bases, demonstrations, preferences }: Omit<Props, 'text'> & { form: Form }) {
  return (
    <>
      <TextInput
        label="Name"
        placeholder="Named by its number if left empty"
        {...form.getInputProps('name')}
      />
      <Select
        label="Start from"
        description="The model that is tuned."
        data={bases}
        searchable
        allowDeselect={false}
        {...form.getInputProps('base')}
      />
      <div className={classes.pair}>
        <Select
          label="Demonstrations"
          description="For a first fine-tuning; empty leaves it out."
          data={demonstrations}
          clearable
          searchable
          {...form.getInputProps('demonstrations')}
        />
        <Select
          label="Preferences"
          description="Teach the reward model, and all after it."
          data={preferences}
          searchable
          allowDeselect={false}
          {...form.getInputProps('preferences')}
        />
      </div>
      <MultiSelect
        label="Methods"
        description="Each starts from the same model, so that they can be compared."
        data={policyMethods.map((value) => ({ value, label: methodWords[value] }))}
        searchable
        {...form.getInputProps('methods')}
      />
      <div>
        <Text size="sm" fw={500} id="preset-label">
          Preset
        </Text>
        <SegmentedControl
          aria-labelledby="preset-label"
          data={[
            { value: 'try', label: 'Try it' },
            { value: 'lora', label: 'LoRA' },
            { value: 'full', label: 'Full' },
          ]}
          {...form.getInputProps('preset')}
        />
      </div>
      <Switch
        label="Compare them at the end"
        description="All answer held-out prompts; the reward model tells how often each is above the start."
        {...form.getInputProps('evaluate', { type: 'checkbox' })}
      />
      {form.values.evaluate ? (
        <NumberInput
          label="Held-out prompts, at most"
          min={1}
          max={10_000}
          allowDecimal={false}
          {...form.getInputProps('prompts')}
        />
      ) : null}
      <div className={classes.pair}>
        <Select
          label="If a run fails"
          data={[
            { value: 'stop', label: 'Begin nothing more' },
            { value: 'continue', label: 'Go on without it' },
          ]}
          allowDeselect={false}
          {...form.getInputProps('onError')}
        />
        <NumberInput
          label="Hours, at most"
          description="Of all runs together; empty sets no limit."
          min={0.1}
          max={100_000}
          {...form.getInputProps('hours')}
        />
      </div>
      <SweepFields form={form} />
    </>
  );
}

/** One step with several values of a parameter: a run for each. */
function SweepFields({ form }: { form: Form }) {
  const { step } = form.values.sweep;
  const steps = stepsOf(form.values).filter(({ method }) => method !== 'evaluate');
  const method = trainingMethods.find((known) =>
    steps.some((one) => one.key === step && one.method === known),
  );
  const fields: [string, TrainingField | undefined][] = method ? Object.entries(trainingFields(method)) : [];
  const parameters = [
    { value: 'seed', label: 'Seed' },
    ...fields.flatMap(([value, field]) => (field ? [{ value, label: field.label }] : [])),
  ];
  return (
    <div className={classes.pair}>
      <Select
        label="Sweep"
        description="A step to run with several values; empty leaves it out."
        data={steps.map(({ key, method: of }) => ({
          value: key,
          label: of === 'evaluate' ? key : methodWords[of],
        }))}
        clearable
        value={step}
        onChange={(value) =>
          form.setFieldValue('sweep', { step: value, parameter: null, values: form.values.sweep.values })
        }
      />
      {step === null ? null : (
        <>
          <Select label="Parameter" data={parameters} searchable {...form.getInputProps('sweep.parameter')} />
          <TextInput
            label="Values"
            placeholder="0.1, 0.3"
            description="One run for each."
            {...form.getInputProps('sweep.values')}
          />
        </>
      )}
    </div>
  );
}
