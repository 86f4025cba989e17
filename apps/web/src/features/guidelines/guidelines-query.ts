import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';

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
