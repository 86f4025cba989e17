import {
  Anchor,
  Button,
  Collapse,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { generateLaunch, trainingMethods } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { modelsQuery } from '../../lib/models-query.ts';
import { useProject } from '../../lib/project.ts';
import { type GenerateValues, generateValuesOf, initialValues, launchOf } from './generate-form.ts';
import { LaunchAside } from './launch-aside.tsx';
import { LaunchContext, type Original, useLaunchContext } from './launch-context.ts';
import { mend } from './mend.ts';
import { MoreFields } from './more-fields.tsx';
import { NewEvaluate } from './new-evaluate.tsx';
import { NewScore } from './new-score.tsx';
import { NewTraining } from './new-training.tsx';
import { methodWords } from './run-words.ts';
import classes from './runs.module.css';
import { facetsQuery, type Launch, runDocumentQuery, runQuery, snapshotChoicesQuery } from './runs-query.ts';
import { useLaunch } from './use-launch.ts';

type Choice = { value: string; label: string };

const methods = ['generate', 'score', 'evaluate', ...trainingMethods] as const;
/** By what people have at hand: prompts, answers to learn from, ratings, or a reward model. */
const groups: { group: string; methods: (typeof methods)[number][] }[] = [
  { group: 'Ask and score', methods: ['generate', 'score', 'evaluate'] },
  { group: 'Learn from demonstrations', methods: ['sft'] },
  { group: 'Learn from ratings', methods: ['reward', 'dpo', 'kto', 'orpo', 'simpo'] },
  { group: 'Learn from a reward model', methods: ['ppo', 'grpo', 'rloo', 'online_dpo', 'expert_iteration'] },
];
const purposes: Record<(typeof methods)[number], string> = {
  generate: 'Models answer prompts; the answers are what people compare.',
  score: 'Reward models score responses; the scores tell which pairs are worth asking about.',
  evaluate: 'Models answer held-out prompts; a reward model tells how often each is above the baseline.',
  sft: 'A model learns to answer as the demonstrations do.',
  reward: 'A model learns to score answers as people do.',
  dpo: 'A model learns to answer as people prefer, from their ratings directly.',
  kto: 'A model learns from single answers that people found good or bad.',
  orpo: 'A model learns the preferred answers and to keep off the others, with no reference beside it.',
  simpo: 'A model learns to rank preferred answers higher by their likelihood, with no reference beside it.',
  ppo: "A model learns from a reward model's scores of its own answers.",
  grpo: 'A model learns which of several answers to one prompt a reward model scores above the others.',
  rloo: 'A model learns which of its answers a reward model scores above the mean of the others.',
  expert_iteration: 'A model learns the best of several answers of its own, as a reward model scores them.',
  online_dpo:
    'A model learns the best of several answers of its own above the worst, as a reward model scores them.',
};

/** Launch forms, empty or filled in from the run to be cloned. */
export function NewRunPage() {
  const { clone, fix = false } = useSearch({ from: '/app/p/$project/runs/new' });
  return clone === undefined ? (
    <LaunchForms original={null} first={null} />
  ) : (
    <ClonedRun key={`${clone} ${fix}`} runId={clone} fix={fix} />
  );
}

function ClonedRun({ runId, fix }: { runId: string; fix: boolean }) {
  const { slug } = useProject();
  const run = useQuery(runQuery(slug, runId));
  const document = useQuery(runDocumentQuery(slug, runId));
  return (
    <QueryView query={run} loading="Loading the run to clone">
      {(cloned) => (
        <QueryView query={document} loading="Reading its settings">
          {({ launch }) => {
            const mended = fix ? mend(cloned, launch) : null;
            return (
              <LaunchForms
                original={{ run: cloned, launch, fix: mended?.reason ?? null }}
                first={mended?.launch ?? launch}
              />
            );
          }}
        </QueryView>
      )}
    </QueryView>
  );
}

type FormsProps = { original: Original | null; first: Launch | null };

/** Chooses a method and shows its launch form. A document, another run's or one's own, fills it in anew. */
function LaunchForms({ original, first }: FormsProps) {
  const project = useProject();
  const { method = 'generate' } = useSearch({ from: '/app/p/$project/runs/new' });
  const navigate = useNavigate({ from: '/p/$project/runs/new' });
  const isCurrent = useCurrentChoices();
  const [{ draft, filled }, setDraft] = useState({ draft: first, filled: 0 });
  const fill = (launch: Launch) => {
    setDraft({ draft: launch, filled: filled + 1 });
    const chosen = methods.find((known) => known === launch.method);
    if (chosen !== method) void navigate({ search: (known) => ({ ...known, method: chosen }) });
  };
  return (
    <LaunchContext value={{ fill, draft, original }}>
      <Stack gap="lg">
        <PageHeader title="New run">
          <Group gap="xs">
            <Anchor component={Link} to={`/p/${project.slug}/runs`}>
              All runs
            </Anchor>
            <span>{purposes[method]}</span>
          </Group>
        </PageHeader>
        <Select
          label="Method"
          data={groups.map(({ group, methods }) => ({
            group,
            items: methods.map((value) => ({ value, label: methodWords[value] })),
          }))}
          value={method}
          onChange={(chosen) => {
            if (chosen !== null) void navigate({ search: (known) => ({ ...known, method: chosen }) });
          }}
          renderOption={({ option: { value, label } }) => (
            <div>
              {label}
              <Text size="sm" c="dimmed">
                {methods.flatMap((known) => (known === value ? [purposes[known]] : []))}
              </Text>
            </div>
          )}
          allowDeselect={false}
          className={classes.method}
          withScrollArea={false}
          classNames={{ options: classes.methodList }}
        />
        {isCurrent ? (
          method === 'generate' ? (
            <NewGenerate key={filled} />
          ) : method === 'score' ? (
            <NewScore key={filled} />
          ) : method === 'evaluate' ? (
            <NewEvaluate key={filled} />
          ) : (
            <NewTraining key={`${method} ${filled}`} method={method} />
          )
        ) : (
          <Loading label="Loading the models" lines={6} />
        )}
      </Stack>
    </LaunchContext>
  );
}

/** Whether the lists to choose from were asked for since the page opened: an older one lacks what was just made. */
function useCurrentChoices(): boolean {
  const { slug } = useProject();
  const models = useQuery({ ...modelsQuery(slug), refetchOnMount: 'always' });
  const snapshots = useQuery({ ...snapshotChoicesQuery(slug), refetchOnMount: 'always' });
  return models.isFetchedAfterMount && snapshots.isFetchedAfterMount;
}

/** The launch form of a generate run: six fields, the rest folded away, and what it would do beside it. */
function NewGenerate() {
  const project = useProject();
  const models = useQuery(modelsQuery(project.slug));
  return (
    <QueryView query={models} loading="Loading the models">
      {({ items }) => {
        const choices = items
          .flatMap((model) => model.versions)
          .filter(({ purpose, status }) => purpose === 'policy' && status !== 'failed')
          .map(({ id, model, version, status }) => ({
            value: id,
            label: `${model} v${version}${status === 'preparing' ? ' (being prepared)' : ''}`,
          }));
        return choices.length === 0 ? (
          <EmptyState
            title="No model to ask"
            action={
              <ButtonLink
                to="/p/$project/models"
                params={{ project: project.slug }}
                search={{ register: true }}
              >
                Register a model
              </ButtonLink>
            }
          >
            Register a model first. The bundled one runs on any machine.
          </EmptyState>
        ) : (
          <GenerateForm choices={choices} />
        );
      }}
    </QueryView>
  );
}

function GenerateForm({ choices }: { choices: Choice[] }) {
  const project = useProject();
  const { version, versions = [] } = useSearch({ from: '/app/p/$project/runs/new' });
  const facets = useQuery(facetsQuery(project.slug));
  const [more, setMore] = useState(false);
  const only = choices.length === 1 ? choices[0]?.value : undefined;
  const asked = [...versions, version].filter((id) => choices.some(({ value }) => value === id));
  const versionIds = [...new Set(asked.length > 0 ? asked : [only])].filter((id) => id !== undefined);
  // One answer of each makes the pair; more would be pairs of a version with itself.
  const samplesPerPrompt = versionIds.length > 1 ? 1 : initialValues.samplesPerPrompt;
  const draft = generateLaunch.safeParse(useLaunchContext().draft);
  const form = useForm<GenerateValues>({
    initialValues: draft.success
      ? generateValuesOf(draft.data)
      : { ...initialValues, versionIds, samplesPerPrompt },
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
            label="Models"
            description="Several answer the same prompts, to be compared with each other."
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
              description="Two or more make pairs from one model."
              min={1}
              max={16}
              allowDecimal={false}
              {...form.getInputProps('samplesPerPrompt')}
            />
            <NumberInput
              label="Temperature"
              description="Higher is more varied; 0 always says the same."
              min={0}
              max={5}
              step={0.1}
              {...form.getInputProps('temperature')}
            />
            <NumberInput
              label="Longest answer, in tokens"
              description="What is longer is cut off there, and marked."
              min={1}
              max={32_768}
              allowDecimal={false}
              {...form.getInputProps('maxNewTokens')}
            />
          </div>
          <div>
            <Button
              variant="subtle"
              size="compact-md"
              px={0}
              aria-expanded={more}
              aria-controls="more-fields"
              onClick={() => setMore(!more)}
            >
              {more ? 'Fewer settings' : 'More settings'}
            </Button>
            <Collapse expanded={more} id="more-fields">
              <MoreFields form={form} tags={facetChoices(facets.data?.tags)} />
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
