import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { mayUse } from '../../lib/project.ts';

/** Members who may rate, by name. Their accounts are what a batch names. */
export const ratersQuery = (project: string) =>
  queryOptions({
    queryKey: ['project', project, 'members', 'raters'],
    queryFn: async () => {
      const { items } = await ok(
        api.GET('/v1/projects/{project}/members', {
          params: { path: { project }, query: { limit: 200 } },
        }),
      );
      return items
        .filter(({ role, disabled }) => !disabled && mayUse(role, ['lead', 'engineer', 'annotator']))
        .toSorted((one, other) => one.name.localeCompare(other.name));
    },
  });

export type Rater = Awaited<ReturnType<NonNullable<ReturnType<typeof ratersQuery>['queryFn']>>>[number];
