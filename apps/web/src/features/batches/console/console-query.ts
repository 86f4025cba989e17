import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../../lib/api.ts';
import { pageOf } from '../../../lib/use-pages.ts';
import { type ConsoleSearch, type ScopeSearch, scopeOf } from './console-search.ts';

/** A lead watches it move. */
const freshMs = 5_000;
/** What has to read every rating is asked for less often where there are many. */
const slowly = { from: 50_000, ms: 60_000 };

export const consoleKey = (project: string) => ['project', project, 'console'] as const;

export const figuresQuery = (project: string, search: ScopeSearch) =>
  queryOptions({
    queryKey: [...consoleKey(project), 'figures', scopeOf(search)],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/console', {
          params: { path: { project }, query: scopeOf(search) },
        }),
      ),
    refetchInterval: freshMs,
    placeholderData: keepPreviousData,
  });

export const timesQuery = (project: string, search: ScopeSearch) =>
  queryOptions({
    queryKey: [...consoleKey(project), 'times', scopeOf(search)],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/console/times', {
          params: { path: { project }, query: scopeOf(search) },
        }),
      ),
    refetchInterval: ({ state }) => ((state.data?.medianActiveMs.n ?? 0) < slowly.from ? freshMs : slowly.ms),
    placeholderData: keepPreviousData,
  });

export const peopleQuery = (project: string, search: ScopeSearch) =>
  queryOptions({
    queryKey: [...consoleKey(project), 'people', scopeOf(search)],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/console/people', {
          params: { path: { project }, query: scopeOf(search) },
        }),
      ),
    refetchInterval: freshMs,
    placeholderData: keepPreviousData,
  });

export const payQuery = (project: string, search: ConsoleSearch) => {
  const query = { ...scopeOf(search), ...(search.voided ? { voided: search.voided } : {}) };
  return queryOptions({
    queryKey: [...consoleKey(project), 'pay', query],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/console/pay', { params: { path: { project }, query } })),
    refetchInterval: freshMs,
    placeholderData: keepPreviousData,
  });
};

export const batchesKey = (project: string) => [...consoleKey(project), 'batches'] as const;

export const fetchBatches = (project: string, cursor: string | undefined) =>
  ok(
    api.GET('/v1/projects/{project}/console/batches', {
      params: { path: { project }, query: pageOf(cursor) },
    }),
  );

export const overlapCostQuery = (project: string, batch: string, overlap: number) =>
  queryOptions({
    queryKey: [...consoleKey(project), 'overlap-cost', batch, overlap],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/batches/{batch}/overlap-cost', {
          params: { path: { project, batch }, query: { overlap } },
        }),
      ),
    placeholderData: keepPreviousData,
    // It is shown before something is done: what others rated meanwhile is in it.
    staleTime: 0,
  });
