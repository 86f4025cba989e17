import type { components } from '@prefloop/sdk';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { modelsQuery } from '../../lib/models-query.ts';
import { versionName } from '../../lib/versions.ts';

export const batchesQuery = (project: string) =>
  infiniteQueryOptions({
    queryKey: ['project', project, 'batches'],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET('/v1/projects/{project}/batches', {
          params: { path: { project }, query: pageParam === undefined ? {} : { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

const getBatch = (project: string, batch: string) =>
  ok(api.GET('/v1/projects/{project}/batches/{batch}', { params: { path: { project, batch } } }));

export type BatchItem = Awaited<ReturnType<typeof getBatch>>;

export const batchQuery = (project: string, batch: string) =>
  queryOptions({
    queryKey: ['project', project, 'batches', batch],
    queryFn: () => getBatch(project, batch),
  });

/** Fresh every five seconds while the page is open: a lead watches it move. */
export const progressQuery = (project: string, batch: string) =>
  queryOptions({
    queryKey: ['project', project, 'batches', batch, 'progress'],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/batches/{batch}/progress', { params: { path: { project, batch } } }),
      ),
    refetchInterval: 5_000,
  });

/** The API's own types: those inferred from the schemas allow an explicit undefined, which JSON has not. */
export type Composition = components['schemas']['BatchCompositionInput'];

/** What composing would give now; the last answer stays on screen while the next is made. */
export const previewQuery = (project: string, composition: Composition) =>
  queryOptions({
    queryKey: ['project', project, 'batch-preview', composition],
    queryFn: () =>
      ok(
        api.POST('/v1/projects/{project}/batches/preview', {
          params: { path: { project } },
          body: composition,
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** How a run is called. */
export const runNameQuery = (project: string, runId: string) =>
  queryOptions({
    queryKey: ['project', project, 'run-name', runId],
    queryFn: async () =>
      (await ok(api.GET('/v1/projects/{project}/runs/{runId}', { params: { path: { project, runId } } })))
        .name,
  });

export const facetsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'prompts', 'facets'],
    queryFn: () => ok(api.GET('/v1/projects/{project}/prompts/facets', { params: { path: { project } } })),
  });

/** Every model version of the project, named as people name it. */
/** Reward models that can score, to choose from. */
export const rewardVersionsQuery = (project: string) =>
  queryOptions({
    ...modelsQuery(project),
    select: ({ items }) =>
      items
        .flatMap(({ versions }) => versions)
        .filter(({ purpose, status }) => purpose === 'reward' && status === 'ready')
        .map((version) => ({ value: version.id, label: versionName(version) })),
  });

export const versionsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'models', 'versions'],
    queryFn: async () => {
      const { items } = await ok(
        api.GET('/v1/projects/{project}/models', { params: { path: { project }, query: { limit: 200 } } }),
      );
      return items.flatMap((model) =>
        model.versions.map((version) => ({ value: version.id, label: `${model.name} v${version.version}` })),
      );
    },
  });
