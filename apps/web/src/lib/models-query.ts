import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './api.ts';

/** A project's models with their versions. Asked for often while one of them is being prepared. */
export const modelsQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'models'],
    queryFn: () =>
      ok(api.GET('/v1/projects/{project}/models', { params: { path: { project }, query: { limit: 200 } } })),
    refetchInterval: ({ state }) =>
      state.data?.items.some((model) => model.versions.some(({ status }) => status === 'preparing'))
        ? 3_000
        : false,
  });
