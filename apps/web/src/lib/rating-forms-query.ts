import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './api.ts';

/** Versions of the project's rating form, newest first. */
export const ratingFormsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'rating-forms'],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/rating-forms', {
          params: { path: { project }, query: { limit: 200 } },
        }),
      ),
  });
