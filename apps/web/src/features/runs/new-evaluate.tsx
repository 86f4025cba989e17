import { Button, Group, MultiSelect, NumberInput, Select, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type EvaluateConfig, evaluateConfig, evaluateLaunch } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { modelsQuery } from '../../lib/models-query.ts';
import { useProject } from '../../lib/project.ts';
import { LaunchAside } from './launch-aside.tsx';
import { useLaunchContext } from './launch-context.ts';
import classes from './runs.module.css';
import { type Launch, snapshotChoicesQuery } from './runs-query.ts';
import { useLaunch } from './use-launch.ts';

type Choice = { value: string; label: string };
type Values = {
  baseline: string | null;
  versionIds: string[];
  reward: string | null;
  snapshot: string | null;
  limit: number | '';
  samplesPerPrompt: number;
  temperature: number;
  maxNewTokens: number;
  /** What a document says and the form does not ask. */
  rest: Partial<EvaluateConfig>;
};

const standard: Values = {
  baseline: null,
  versionIds: [],
  reward: null,
  snapshot: null,
  limit: 100,
  samplesPerPrompt: 1,
  temperature: 0.7,
  maxNewTokens: 128,
  rest: {},
};

/** The launch form of an evaluation: which models are compared with which, on which prompts, by which reward model. */
export function NewEvaluate() {
  const { slug } = useProject();
  const models = useQuery(modelsQuery(slug));
  const snapshots = useQuery(snapshotChoicesQuery(slug));
  return (
    <QueryView query={models} loading="Loading the models">
      {({ items }) => {
        const choices = (purpose: 'policy' | 'reward') =>
          items
            .flatMap(({ versions }) => versions)
            .filter((version) => version.purpose === purpose && version.status !== 'failed')
            .map(({ id, model, version }) => ({ value: id, label: `${model} v${version}` }));
        return choices('reward').length === 0 ? (
          <EmptyState
            title="No reward model yet"
            action={
              <ButtonLink to="/p/$project/runs/new" params={{ project: slug }} search={{ method: 'reward' }}>
                Train a reward model
              </ButtonLink>
            }
          >
            An evaluation needs one to score the answers. It learns from a snapshot of preferences.
          </EmptyState>
        ) : (
          <EvaluateForm
            policies={choices('policy')}
            rewards={choices('reward')}
            snapshots={(snapshots.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        );
      }}
    </QueryView>
  );
}

function launchOf(values: Values): Launch | null {
  const { baseline, versionIds, reward, snapshot, limit, rest, ...sampling } = values;
  if (baseline === null || reward === null || versionIds.length === 0) return null;
  const { limit: _, ...choice } = rest.prompts ?? { seed: 0 };
  // With the defaults of what is not asked here.
  const parsed = evaluateConfig.safeParse({
    ...rest,
    ...sampling,
    baselineVersionId: baseline,
    versionIds: versionIds.filter((id) => id !== baseline),
    rewardVersionId: reward,
    snapshotId: snapshot,
    prompts: { ...choice, ...(limit === '' ? {} : { limit }) },
  });
  // The API checks it against the very schema this type comes from.
  return parsed.success ? ({ method: 'evaluate', config: parsed.data } as Launch) : null;
}

function valuesOf(config: EvaluateConfig): Values {
  const { baselineVersionId, versionIds, rewardVersionId, snapshotId, ...others } = config;
  const { samplesPerPrompt, temperature, maxNewTokens, ...rest } = others;
  return {
    baseline: baselineVersionId,
    versionIds,
    reward: rewardVersionId,
    snapshot: snapshotId,
    limit: rest.prompts.limit ?? '',
    samplesPerPrompt,
    temperature,
    maxNewTokens,
    rest,
  };
}

type FormProps = { policies: Choice[]; rewards: Choice[]; snapshots: Choice[] };

function EvaluateForm({ policies, rewards, snapshots }: FormProps) {
  const { versions = [], snapshot } = useSearch({ from: '/app/p/$project/runs/new' });
  const draft = evaluateLaunch.safeParse(useLaunchContext().draft);
  const [baseline, ...others] = versions.filter((id) => policies.some(({ value }) => value === id));
  const form = useForm<Values>({
    initialValues: draft.success
      ? valuesOf(draft.data.config)
      : {
          ...standard,
          baseline: baseline ?? null,
          versionIds: others,
          reward: rewards[0]?.value ?? null,
          snapshot: snapshot ?? null,
        },
  });
  const launch = launchOf(form.values);
  const { preflight, start, blocked, submit } = useLaunch(launch);
  return (
    <div className={classes.form}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <Select
            label="Baseline"
            description="What the others are compared with."
            data={policies}
            searchable
            {...form.getInputProps('baseline')}
          />
          <MultiSelect
            label="Models"
            data={policies.filter(({ value }) => value !== form.values.baseline)}
            maxValues={16}
            searchable
            {...form.getInputProps('versionIds')}
          />
          <Select
            label="Scored by"
            description="One that none of the models learned from tells more."
            data={rewards}
            searchable
            {...form.getInputProps('reward')}
          />
          <Select
            label="Held-out prompts of"
            description="Prompts that this snapshot keeps for evaluation; empty takes all prompts of the project."
            data={snapshots}
            searchable
            clearable
            {...form.getInputProps('snapshot')}
          />
          <div className={classes.pair}>
            <NumberInput
              label="Prompts, at most"
              description="Chosen at random; empty takes all."
              min={1}
              max={10_000}
              allowDecimal={false}
              {...form.getInputProps('limit')}
            />
            <NumberInput
              label="Answers per prompt"
              description="More of them steady a model's mean."
              min={1}
              max={16}
              allowDecimal={false}
              {...form.getInputProps('samplesPerPrompt')}
            />
            <NumberInput
              label="Temperature"
              description="0 always says the same."
              min={0}
              max={5}
              step={0.1}
              {...form.getInputProps('temperature')}
            />
            <NumberInput
              label="Longest answer, in tokens"
              description="What is cut off there loses."
              min={1}
              max={32_768}
              allowDecimal={false}
              {...form.getInputProps('maxNewTokens')}
            />
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
