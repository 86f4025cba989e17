import {
  Button,
  Collapse,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import {
  hasReference,
  isReinforced,
  learnsFrom,
  mainFields,
  type TrainingMethod,
  trackerName,
  trackerWords,
  trainingFields,
  trainingPresets,
} from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { platformQuery } from '../../lib/platform-query.ts';
import { GuardFields } from './guard-fields.tsx';
import { LaunchAside } from './launch-aside.tsx';
import { ParamField } from './param-field.tsx';
import classes from './runs.module.css';
import {
  initialTraining,
  type ParamValue,
  paramsOf,
  type TrainingValues,
  trainingLaunchOf,
} from './training-values.ts';
import { useLaunch } from './use-launch.ts';

export type Choice = { value: string; label: string };
type Props = {
  method: TrainingMethod;
  policies: Choice[];
  rewards: Choice[];
  snapshots: Choice[];
  chosen: Partial<TrainingValues>;
};

const presetWords = { try: 'Try it in minutes', lora: 'LoRA', full: 'Full' };

/** The launch form of a training run: at most six fields, the rest folded away, and what it would do beside it. */
export function TrainingForm({ method, policies, rewards, snapshots, chosen }: Props) {
  const [values, setValues] = useState(() => initialTraining(method, chosen));
  const [more, setMore] = useState(false);
  const launch = trainingLaunchOf(method, values);
  const { preflight, start, problems, blocked, submit } = useLaunch(launch);
  const faultOf = (path: string) => problems.find((problem) => problem.path === path)?.message;
  const set = (change: Partial<TrainingValues>) => setValues((known) => ({ ...known, ...change }));
  const select = (key: 'baseVersionId' | 'snapshotId' | 'rewardVersionId', data: Choice[]) => ({
    data,
    value: values[key] || null,
    onChange: (value: string | null) => set({ [key]: value ?? '' }),
    error: faultOf(`config.${key}`),
    searchable: true,
    // A click on what is chosen already keeps it.
    allowDeselect: false,
  });

  const fields = trainingFields(method);
  const standard = paramsOf(method, values.preset);
  const shown: string[] = mainFields[method];
  const param = ([name, field]: [string, (typeof fields)[keyof typeof fields]]) => (
    <ParamField
      key={name}
      name={name}
      field={field}
      value={values.params[name] ?? null}
      standard={standard[name] ?? null}
      error={faultOf(`config.params.${name}`)}
      onChange={(value: ParamValue) => set({ params: { ...values.params, [name]: value } })}
    />
  );
  const all = Object.entries(fields);
  return (
    <div className={classes.form}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
      >
        <Stack>
          <Select
            label="Model"
            description="It starts from this version, which stays as it is."
            {...select('baseVersionId', policies)}
          />
          <Select
            label="Snapshot"
            description={learnsFrom[method] === null ? 'Its prompts are asked.' : 'What it learns from.'}
            {...select('snapshotId', snapshots)}
          />
          {isReinforced(method) ? (
            <Select
              label="Reward model"
              description="It scores the answers."
              {...select('rewardVersionId', rewards)}
            />
          ) : null}
          <div>
            <Text size="sm" fw={600} id="preset-label" mb={4}>
              Preset
            </Text>
            <SegmentedControl
              aria-labelledby="preset-label"
              data={trainingPresets.map((preset) => ({ value: preset, label: presetWords[preset] }))}
              value={values.preset}
              onChange={(preset) => set({ preset, params: paramsOf(method, preset) })}
            />
          </div>
          <div className={classes.pair}>{all.filter(([name]) => shown.includes(name)).map(param)}</div>
          {isReinforced(method) ? (
            <GuardFields
              guard={values.guard}
              set={(guard) => set({ guard })}
              golds={rewards.filter(({ value }) => value !== values.rewardVersionId)}
              faultOf={faultOf}
            />
          ) : null}
          <div>
            <Button
              variant="subtle"
              size="compact-md"
              px={0}
              aria-expanded={more}
              aria-controls="more-training"
              onClick={() => setMore(!more)}
            >
              {more ? 'Fewer settings' : 'More settings'}
            </Button>
            <Collapse expanded={more} id="more-training">
              <Stack pt="sm">
                <RunFields method={method} values={values} set={set} policies={policies} />
                <div className={classes.pair}>{all.filter(([name]) => !shown.includes(name)).map(param)}</div>
              </Stack>
            </Collapse>
          </div>
          {start.error ? <ErrorState error={start.error} /> : null}
          <Group>
            <Button type="submit" loading={start.isPending} disabled={blocked}>
              Start the run
            </Button>
          </Group>
        </Stack>
      </form>
      <LaunchAside launch={launch} preflight={preflight} />
    </div>
  );
}

type RunFieldsProps = {
  method: TrainingMethod;
  values: TrainingValues;
  set: (change: Partial<TrainingValues>) => void;
  policies: Choice[];
};

/** What the run is called, where it computes, and what it is compared with. */
function RunFields({ method, values, set, policies }: RunFieldsProps) {
  const number = (value: number | string) => (typeof value === 'number' ? value : '');
  return (
    <div className={classes.pair}>
      <TextInput
        label="Name of the run"
        description="Empty: the method and its number."
        value={values.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <TextInput
        label="Name of the model"
        description="Its next version is published. Empty: the base and the method."
        value={values.modelName}
        onChange={({ currentTarget }) => set({ modelName: currentTarget.value })}
      />
      {hasReference(method) ? (
        <Select
          label="Reference"
          description="What the policy is held to. Empty: the model it starts from."
          data={policies}
          value={values.referenceVersionId || null}
          onChange={(value) => set({ referenceVersionId: value ?? '' })}
          clearable
        />
      ) : null}
      {method === 'reward' ? null : (
        <NumberInput
          label="Fixed prompts"
          description="Answered at each evaluation, to be read. Default: 4."
          min={0}
          max={64}
          allowDecimal={false}
          value={values.samples}
          onChange={(value) => set({ samples: number(value) })}
        />
      )}
      <NumberInput
        label="Seed"
        description="The same seed on the same data gives the same run. Default: 0."
        min={0}
        allowDecimal={false}
        value={values.seed}
        onChange={(value) => set({ seed: number(value) })}
      />
      <Select
        label="Device"
        description="Automatic takes a GPU where there is one."
        data={[
          { value: 'auto', label: 'Automatic' },
          { value: 'cpu', label: 'CPU' },
          { value: 'cuda', label: 'GPU' },
        ]}
        value={values.device}
        onChange={(device) => set({ device: device ?? 'auto' })}
        allowDeselect={false}
      />
      <Select
        label="Precision"
        description="Automatic takes bf16 where that is fast."
        data={[
          { value: 'auto', label: 'Automatic' },
          { value: 'fp32', label: 'fp32' },
          { value: 'bf16', label: 'bf16' },
        ]}
        value={values.precision}
        onChange={(precision) => set({ precision: precision ?? 'auto' })}
        allowDeselect={false}
      />
      <NumberInput
        label="Threads"
        description="On the CPU; empty takes all."
        min={1}
        allowDecimal={false}
        value={values.threads}
        onChange={(value) => set({ threads: number(value) })}
      />
      <Trackers value={values.trackers} onChange={(trackers) => set({ trackers })} />
    </div>
  );
}

type TrackersProps = {
  value: TrainingValues['trackers'];
  onChange: (value: TrainingValues['trackers']) => void;
};

/** Where the figures go besides; offered as far as the workers allow it. */
function Trackers({ value, onChange }: TrackersProps) {
  const { data } = useQuery(platformQuery);
  const allowed = data?.trackers ?? [];
  return (
    <MultiSelect
      label="Send figures to"
      description={
        allowed.length === 0
          ? 'No worker allows a tracker: PREFLOOP_TRACKERS names those it may use.'
          : 'The same curves, elsewhere too. Empty: nowhere.'
      }
      data={allowed.map((name) => ({ value: name, label: trackerWords[name] }))}
      value={value}
      onChange={(names) => onChange(names.flatMap((name) => trackerName.safeParse(name).data ?? []))}
      disabled={allowed.length === 0}
    />
  );
}
