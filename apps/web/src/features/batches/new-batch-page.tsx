import {
  Alert,
  Button,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { BatchPreview, BatchStrategy } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { api, ok } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { strategyWords } from './batch-words.ts';
import classes from './batches.module.css';
import { type Composition, facetsQuery, previewQuery, versionsQuery } from './batches-query.ts';
import { RunFilter } from './run-filter.tsx';
import { useSuggestedName } from './use-suggested-name.ts';

type Pairing = Composition['pairing'];
type Filter = NonNullable<Composition['filter']>;
type Service = { overlap: number; priority: number; leaseMinutes: number; strategy: BatchStrategy };

/** Which responses meet, at the left; what that gives, live, at the right. Made as a draft and released at once. */
export function NewBatchPage() {
  const project = useProject();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { across, runId } = useSearch({ from: '/app/p/$project/batches/new' });
  const [typed, setTyped] = useState<string | null>(null);
  const [composition, setComposition] = useState<Composition>(() => startingPoint(across, runId));
  const suggested = useSuggestedName(project.slug, composition);
  const name = typed ?? suggested;
  const [service, setService] = useState<Service>({
    overlap: 1,
    priority: 0,
    leaseMinutes: 30,
    strategy: 'finish-started',
  });
  const [settled] = useDebouncedValue(composition, 250);
  const complete = settled.pairing.kind !== 'across' || settled.pairing.versions.every((id) => id !== '');
  const preview = useQuery({ ...previewQuery(project.slug, settled), enabled: complete });
  const release = useMutation({
    mutationFn: async () => {
      const path = { project: project.slug };
      const body = { name: name.trim(), composition, ...service };
      const made = await ok(api.POST('/v1/projects/{project}/batches', { params: { path }, body }));
      return ok(
        api.PATCH('/v1/projects/{project}/batches/{batch}', {
          params: { path: { ...path, batch: made.id } },
          body: { status: 'released' },
        }),
      );
    },
    onSuccess: async (batch) => {
      await client.invalidateQueries({ queryKey: ['project', project.slug, 'batches'] });
      await navigate({
        to: '/p/$project/batches/$batchId',
        params: { project: project.slug, batchId: batch.id },
      });
    },
  });
  const tasks = preview.data?.tasks ?? 0;

  return (
    <Stack gap="lg">
      <PageHeader title="New batch">Pairs of responses to one prompt each, for people to compare.</PageHeader>
      <div className={classes.builder}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            release.mutate();
          }}
        >
          <Stack gap="md">
            <TextInput
              label="Name"
              value={name}
              onChange={(event) => setTyped(event.currentTarget.value)}
              maxLength={200}
              required
            />
            <PairingFields
              pairing={composition.pairing}
              onChange={(pairing) => setComposition({ ...composition, pairing })}
            />
            {composition.filter?.runIds ? (
              <RunFilter
                runIds={composition.filter.runIds}
                onClear={() => {
                  const { runIds: _, ...filter } = composition.filter ?? {};
                  setComposition({ ...composition, filter });
                }}
              />
            ) : null}
            <FilterFields
              filter={composition.filter ?? {}}
              onChange={(filter) => setComposition({ ...composition, filter })}
            />
            <NumberInput
              label="At most this many pairs"
              description="Drawn at random. Empty: all."
              value={composition.limit ?? ''}
              min={1}
              allowDecimal={false}
              onChange={(value) => {
                const { limit: _, ...rest } = composition;
                setComposition(typeof value === 'number' ? { ...rest, limit: value } : rest);
              }}
            />
            <ServiceFields service={service} onChange={setService} />
            {release.isError ? <ErrorState error={release.error} /> : null}
            <Button type="submit" loading={release.isPending} disabled={name.trim() === '' || tasks === 0}>
              Release {tasks > 0 ? `${formatCount(tasks)} pairs` : ''}
            </Button>
          </Stack>
        </form>
        <div aria-live="polite" aria-busy={preview.isFetching}>
          {complete ? null : <Text c="dimmed">Choose the two versions that should meet.</Text>}
          {complete && preview.isPending ? <Loading label="Counting pairs" /> : null}
          {preview.isError ? (
            <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
          ) : null}
          {complete && preview.data ? (
            <PreviewView preview={preview.data} overlap={service.overlap} pairing={settled.pairing} />
          ) : null}
        </div>
      </div>
    </Stack>
  );
}

function startingPoint(across: [string, string] | undefined, runId: string | undefined): Composition {
  return {
    pairing: across ? { kind: 'across', versions: across } : { kind: 'all' },
    filter: runId === undefined ? {} : { runIds: [runId] },
    seed: 0,
  };
}

type PreviewProps = { preview: BatchPreview; overlap: number; pairing: Pairing };

function PreviewView({ preview, overlap, pairing }: PreviewProps) {
  const { slug } = useProject();
  return (
    <Stack gap="md">
      <Stats>
        <Stat label="Pairs" value={formatCount(preview.tasks)} />
        <Stat label="Ratings wanted" value={formatCount(preview.tasks * overlap)} />
        <Stat label="Prompts used" value={formatCount(preview.promptsUsed)} n={preview.prompts} />
        <Stat label="Responses that match" value={formatCount(preview.responses)} />
      </Stats>
      {preview.leftOut.length > 0 ? (
        <section>
          <Title order={3} mb={4}>
            Left out
          </Title>
          {preview.leftOut.map((left) => (
            <Text key={left.reason}>{left.message}</Text>
          ))}
        </section>
      ) : null}
      {preview.tasks === 0 ? (
        <Alert color="orange" title="Nothing to pair">
          No two different responses to one prompt match. Generate responses first, or widen the filter at the
          left.
          {pairing.kind === 'across' ? (
            <div>
              <ButtonLink
                mt="xs"
                size="xs"
                to="/p/$project/runs/new"
                params={{ project: slug }}
                search={{ versions: pairing.versions }}
              >
                Let both answer
              </ButtonLink>
            </div>
          ) : null}
        </Alert>
      ) : null}
    </Stack>
  );
}

function PairingFields({ pairing, onChange }: { pairing: Pairing; onChange: (pairing: Pairing) => void }) {
  const project = useProject();
  const versions = useQuery(versionsQuery(project.slug));
  const data = versions.data ?? [];
  const choose = (kind: string) => {
    if (kind === 'random') onChange({ kind: 'random', perPrompt: 1 });
    else if (kind === 'across') onChange({ kind: 'across', versions: ['', ''] });
    else onChange({ kind: 'all' });
  };
  return (
    <>
      <div>
        <Text size="sm" fw={600} mb={4}>
          Pairs
        </Text>
        <SegmentedControl
          fullWidth
          aria-label="Pairs"
          value={pairing.kind}
          onChange={choose}
          data={[
            { value: 'all', label: 'All' },
            { value: 'random', label: 'Random' },
            { value: 'across', label: 'Across versions' },
          ]}
        />
      </div>
      {pairing.kind === 'random' ? (
        <NumberInput
          label="Pairs a prompt"
          value={pairing.perPrompt}
          onChange={(value) => typeof value === 'number' && onChange({ kind: 'random', perPrompt: value })}
          min={1}
          max={50}
          allowDecimal={false}
        />
      ) : null}
      {pairing.kind === 'across'
        ? ([0, 1] as const).map((at) => (
            <Select
              key={at}
              label={at === 0 ? 'One version' : 'The other version'}
              data={data}
              value={pairing.versions[at] || null}
              onChange={(id) =>
                onChange({ ...pairing, versions: withVersion(pairing.versions, at, id ?? '') })
              }
              searchable
            />
          ))
        : null}
    </>
  );
}

/** Chooses one of the two; the one that stands at the other place changes places with it. */
function withVersion([one, other]: [string, string], at: 0 | 1, id: string): [string, string] {
  if (at === 0) return [id, id === other ? one : other];
  return [id === one ? other : one, id];
}

function FilterFields({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const project = useProject();
  const facets = useQuery(facetsQuery(project.slug));
  const set = (field: 'taskTypes' | 'languages' | 'tags' | 'sources', values: string[]) => {
    const { [field]: _, ...rest } = filter;
    onChange(values.length > 0 ? { ...rest, [field]: values } : rest);
  };
  const names = {
    taskTypes: 'Task types',
    languages: 'Languages',
    tags: 'Tags',
    sources: 'Sources',
  } as const;
  return (['taskTypes', 'languages', 'tags', 'sources'] as const).map((field) => {
    const values = facets.data?.[field] ?? [];
    return values.length > 1 ? (
      <MultiSelect
        key={field}
        label={names[field]}
        placeholder={filter[field] ? '' : 'all'}
        data={values.map(({ value }) => value)}
        value={filter[field] ?? []}
        onChange={(chosen) => set(field, chosen)}
        searchable
        clearable
      />
    ) : null;
  });
}

function ServiceFields({ service, onChange }: { service: Service; onChange: (service: Service) => void }) {
  const set = (change: Partial<Service>) => onChange({ ...service, ...change });
  return (
    <>
      <NumberInput
        label="Overlap"
        description="Ratings wanted for each pair, by different people."
        value={service.overlap}
        onChange={(value) => typeof value === 'number' && set({ overlap: value })}
        min={1}
        max={50}
        allowDecimal={false}
      />
      <Select
        label="Served in this order"
        data={Object.entries(strategyWords).map(([value, label]) => ({ value, label }))}
        value={service.strategy}
        onChange={(value) =>
          set({ strategy: value === 'random' || value === 'least-rated' ? value : 'finish-started' })
        }
        allowDeselect={false}
      />
      <NumberInput
        label="Priority"
        description="Batches with a higher one are served first."
        value={service.priority}
        onChange={(value) => typeof value === 'number' && set({ priority: value })}
        min={-100}
        max={100}
        allowDecimal={false}
      />
    </>
  );
}
