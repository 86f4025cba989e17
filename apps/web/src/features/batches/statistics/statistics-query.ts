import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../../lib/api.ts';

/** Often while a worker computes, now and then to see whether ratings came since. */
const refetchMs = { busy: 2_000, idle: 30_000 };

export const statisticsQuery = (project: string, batch: string) =>
  queryOptions({
    queryKey: ['project', project, 'batches', batch, 'statistics'],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/batches/{batch}/statistics', {
          params: { path: { project, batch } },
        }),
      ),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'queued' || data?.state === 'running' ? refetchMs.busy : refetchMs.idle,
  });
