import type { components, operations } from '@prefloop/sdk';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';

/** As the API takes and tells them. */
export type Launch = NonNullable<operations['createRun']['requestBody']>['content']['application/json'];
export type RunShown = components['schemas']['Run'];
export type PreflightShown = components['schemas']['RunPreview'];

export const runsKey = (project: string) => ['project', project, 'runs'] as const;

export const runQuery = (project: string, runId: string) =>
  queryOptions({
    queryKey: [...runsKey(project), 'one', runId],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/runs/{runId}', { params: { path: { project, runId } } })),
    // The stream tells of this run alone; its place changes with others.
    refetchInterval: ({ state }) => (state.data?.line ? 5_000 : false),
  });

/** More buckets than a chart has pixels would only take longer. */
const buckets = 800;

/** The curves so far, with the cursor from which the stream goes on. Read once; the stream keeps them current. */
export const curvesQuery = (project: string, runId: string) =>
  queryOptions({
    queryKey: [...runsKey(project), 'curves', runId],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/runs/{runId}/metrics', {
          params: { path: { project, runId }, query: { buckets } },
        }),
      ),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** The curves between two steps, in buckets of their own; asked for again while more may come. */
export const zoomQuery = (
  project: string,
  runId: string,
  range: { from: number; to: number } | null,
  growing: boolean,
) =>
  queryOptions({
    queryKey: [...runsKey(project), 'zoom', runId, range],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/runs/{runId}/metrics', {
          params: { path: { project, runId }, query: { buckets, ...range } },
        }),
      ),
    enabled: range !== null,
    refetchInterval: growing ? 3_000 : false,
  });

/** How scores were spread, by step; asked for again while more may come. */
export const histogramsQuery = (project: string, runId: string, growing: boolean) =>
  queryOptions({
    queryKey: [...runsKey(project), 'histograms', runId, growing],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/runs/{runId}/histograms', { params: { path: { project, runId } } })),
    refetchInterval: growing ? 3_000 : false,
    placeholderData: keepPreviousData,
  });

export const responsesQuery = (project: string, runId: string) =>
  infiniteQueryOptions({
    queryKey: [...runsKey(project), 'responses', runId],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET('/v1/projects/{project}/runs/{runId}/responses', {
          params: {
            path: { project, runId },
            query: { limit: 20, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

/** What launches a run again, as a document and as the API takes it. */
export const runDocumentQuery = (project: string, runId: string) =>
  queryOptions({
    queryKey: [...runsKey(project), 'document', runId],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/runs/{runId}/document', { params: { path: { project, runId } } })),
  });

/** The newest snapshots, to choose from. */
export const snapshotChoicesQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'snapshot-choices'],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/snapshots', { params: { path: { project }, query: { limit: 200 } } }),
      ),
  });

/** Answers to the fixed prompts; asked for again while more may come. */
export const samplesQuery = (project: string, runId: string, growing: boolean) =>
  queryOptions({
    queryKey: [...runsKey(project), 'samples', runId, growing],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/runs/{runId}/samples', { params: { path: { project, runId } } })),
    refetchInterval: growing ? 3_000 : false,
    placeholderData: keepPreviousData,
  });

/** What a launch would do; the last answer stays on screen while the next is made. */
export const preflightQuery = (project: string, launch: Launch | null) =>
  queryOptions({
    queryKey: [...runsKey(project), 'preview', launch],
    queryFn: () => {
      if (launch === null) throw new Error('nothing to look at');
      return ok(
        api.POST('/v1/projects/{project}/runs/preview', { params: { path: { project } }, body: launch }),
      );
    },
    enabled: launch !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const facetsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'prompts', 'facets'],
    queryFn: () => ok(api.GET('/v1/projects/{project}/prompts/facets', { params: { path: { project } } })),
  });
