import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { pageOf, usePages } from '../../lib/use-pages.ts';

/** Versions of the project's guidelines, newest first. */
export const guidelinesQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'guidelines'],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/guidelines', {
          params: { path: { project }, query: { limit: 200 } },
        }),
      ),
  });

export const readersKey = (project: string) => ['project', project, 'guideline-readers'];

/** How many are to read the guidelines, and how many have. */
export const readerCountsQuery = (project: string) =>
  queryOptions({
    queryKey: [...readersKey(project), 'counts'],
    queryFn: async () => {
      const { version, readers, upToDate } = await ok(
        api.GET('/v1/projects/{project}/guidelines/readers', {
          params: { path: { project }, query: { limit: 1 } },
        }),
      );
      return { version, readers, upToDate };
    },
  });

export function useReaders(project: string) {
  return usePages([...readersKey(project), 'list'], (cursor) =>
    ok(
      api.GET('/v1/projects/{project}/guidelines/readers', {
        params: { path: { project }, query: pageOf(cursor) },
      }),
    ),
  );
}
