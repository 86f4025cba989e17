import { Button, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { everybody, taskKindOf } from '@prefloop/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { api, ok } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { ActiveFields } from './active-fields.tsx';
import { BatchPreviewView } from './batch-preview-view.tsx';
import { taskNames } from './batch-words.ts';
import classes from './batches.module.css';
import { type Composition, previewQuery } from './batches-query.ts';
import { FilterFields, PairingFields, type Service, ServiceFields } from './composition-fields.tsx';
import { RunFilter } from './run-filter.tsx';
import { useSuggestedName } from './use-suggested-name.ts';

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
    audience: everybody,
    perPerson: null,
  });
  const [settled] = useDebouncedValue(composition, 250);
  const missing = whatIsMissing(settled);
  const complete = missing === null;
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
  const kind = taskKindOf(composition.pairing);
  const [one, many] = taskNames[kind];

  return (
    <Stack gap="lg">
      <PageHeader title="New batch">Responses for people to compare, to grade or to put in order.</PageHeader>
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
              onChange={(pairing) => {
                const { active, ...rest } = composition;
                const pairs = taskKindOf(pairing) === 'pair';
                setComposition({ ...rest, pairing, ...(pairs && active ? { active } : {}) });
                if (!pairs) setService(withoutPairs);
              }}
            />
            {kind === 'pair' ? <ActiveFields composition={composition} onChange={setComposition} /> : null}
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
              label={`At most this many ${many}`}
              description="Drawn at random. Empty: all."
              value={composition.limit ?? ''}
              min={1}
              allowDecimal={false}
              onChange={(value) => {
                const { limit: _, ...rest } = composition;
                setComposition(typeof value === 'number' ? { ...rest, limit: value } : rest);
              }}
            />
            <ServiceFields service={service} kind={kind} onChange={setService} />
            {release.isError ? <ErrorState error={release.error} /> : null}
            <Button type="submit" loading={release.isPending} disabled={name.trim() === '' || tasks === 0}>
              Release {tasks > 0 ? `${formatCount(tasks)} ${tasks === 1 ? one : many}` : ''}
            </Button>
          </Stack>
        </form>
        <div aria-live="polite" aria-busy={preview.isFetching}>
          {missing ? <Text c="dimmed">{missing}</Text> : null}
          {complete && preview.isPending ? <Loading label={`Counting ${many}`} /> : null}
          {preview.isError ? (
            <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
          ) : null}
          {complete && preview.data ? (
            <BatchPreviewView preview={preview.data} service={service} pairing={settled.pairing} />
          ) : null}
        </div>
      </div>
    </Stack>
  );
}

/** What is to be chosen before anything can be counted. */
function whatIsMissing({ pairing, active }: Composition): string | null {
  if (pairing.kind === 'across' && pairing.versions.some((id) => id === '')) {
    return 'Choose the two versions that should meet.';
  }
  const least = active?.by === 'disagreement' ? 2 : 1;
  if (active && active.versionIds.length < least) {
    return least === 2 ? 'Choose two reward models or more.' : 'Choose a reward model.';
  }
  return null;
}

/** Without what there is for pairs alone. */
function withoutPairs({ adaptive: _, ...service }: Service): Service {
  return { ...service, strategy: service.strategy === 'golds-first' ? 'finish-started' : service.strategy };
}

function startingPoint(across: [string, string] | undefined, runId: string | undefined): Composition {
  return {
    pairing: across ? { kind: 'across', versions: across } : { kind: 'all' },
    filter: runId === undefined ? {} : { runIds: [runId] },
    seed: 0,
  };
}
