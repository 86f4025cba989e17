import { disagreements } from '@prefloop/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../../lib/api.ts';

export type Scope = 'disputed' | 'all';

/** The pairs that people disagree on most, worst first. */
export const disagreementsQuery = (project: string, scope: Scope, batch: string | undefined) =>
  queryOptions({
    queryKey: ['project', project, 'disagreements', { scope, batch }],
    queryFn: async () =>
      disagreements.parse(
        await ok(
          api.GET('/v1/projects/{project}/disagreements', {
            params: { path: { project }, query: { scope, ...(batch === undefined ? {} : { batch }) } },
          }),
        ),
      ),
    // A list that moves while somebody works along it would show another pair under their fingers.
    refetchOnWindowFocus: false,
  });
