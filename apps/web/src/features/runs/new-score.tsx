import { Button, Group, MultiSelect, NumberInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ScoreConfig, scoreConfig, scoreLaunch } from '@prefloop/contract';
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
import { facetsQuery, type Launch } from './runs-query.ts';
import { useLaunch } from './use-launch.ts';

type Choice = { value: string; label: string };
type Values = {
  versionIds: string[];
  taskTypes: string[];
  tags: string[];
  limit: number | '';
  /** What a document says and the form does not ask. */
  rest: Omit<ScoreConfig, 'versionIds'> | null;
};

/** The launch form of a score run: which reward models score the responses to which prompts. */
export function NewScore() {
  const { slug } = useProject();
  const models = useQuery(modelsQuery(slug));
  return (
    <QueryView query={models} loading="Loading the models">
      {({ items }) => {
        const choices = items
          .flatMap((model) => model.versions)
          .filter(({ purpose, status }) => purpose === 'reward' && status !== 'failed')
          .map(({ id, model, version }) => ({ value: id, label: `${model} v${version}` }));
        return choices.length === 0 ? (
          <EmptyState
            title="No reward model yet"
            action={
              <ButtonLink to="/p/$project/runs/new" params={{ project: slug }} search={{ method: 'reward' }}>
                Train a reward model
              </ButtonLink>
            }
          >
            A reward model scores responses. It learns from a snapshot of preferences.
          </EmptyState>
        ) : (
          <ScoreForm choices={choices} />
        );
      }}
    </QueryView>
  );
}

function launchOf({ versionIds, taskTypes, tags, limit, rest }: Values): Launch | null {
  if (versionIds.length === 0) return null;
  const prompts = {
    seed: 0,
    ...rest?.prompts,
    ...(taskTypes.length > 0 ? { taskTypes } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(limit === '' ? {} : { limit }),
  };
  // With the defaults of what is not asked here.
  const { batchSize, device } = scoreConfig.parse({ ...rest, versionIds, prompts });
  // The API checks it against the very schema this type comes from.
  return { method: 'score', config: { versionIds, prompts, batchSize, device } } as Launch;
}

function valuesOf({ versionIds, prompts, ...others }: ScoreConfig): Values {
  const { taskTypes = [], tags = [], limit = '', ...choice } = prompts;
  return { versionIds, taskTypes, tags, limit, rest: { ...others, prompts: choice } };
}

function ScoreForm({ choices }: { choices: Choice[] }) {
  const { slug } = useProject();
  const { versions = [] } = useSearch({ from: '/app/p/$project/runs/new' });
  const facets = useQuery(facetsQuery(slug));
  const draft = scoreLaunch.safeParse(useLaunchContext().draft);
  const asked = versions.filter((id) => choices.some(({ value }) => value === id));
  const form = useForm<Values>({
    initialValues: draft.success
      ? valuesOf(draft.data.config)
      : {
          versionIds: asked.length > 0 ? asked : choices.map(({ value }) => value).slice(0, 8),
          taskTypes: [],
          tags: [],
          limit: '',
          rest: null,
        },
  });
  const launch = launchOf(form.values);
  const { preflight, start, blocked, submit } = useLaunch(launch);
  const facetChoices = (facet: { value: string; count: number }[] | undefined) =>
    (facet ?? []).map(({ value, count }) => ({ value, label: `${value} (${count})` }));
  return (
    <div className={classes.form}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <MultiSelect
            label="Reward models"
            description="Two or more tell where they disagree: trained on the same ratings with different seeds, say."
            data={choices}
            maxValues={8}
            searchable
            {...form.getInputProps('versionIds')}
          />
          <MultiSelect
            label="Task types"
            description="Only prompts of these; empty takes all."
            data={facetChoices(facets.data?.taskTypes)}
            searchable
            clearable
            {...form.getInputProps('taskTypes')}
          />
          <MultiSelect
            label="Tags"
            description="Only prompts with all of these."
            data={facetChoices(facets.data?.tags)}
            searchable
            clearable
            {...form.getInputProps('tags')}
          />
          <NumberInput
            label="Prompts, at most"
            description="Chosen at random; empty takes all."
            min={1}
            max={10_000}
            allowDecimal={false}
            {...form.getInputProps('limit')}
          />
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
