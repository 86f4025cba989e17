import type { BattleOutcome } from '@prefloop/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { pageOf } from '../../lib/use-pages.ts';

/** While ratings are still wanted, the numbers are asked for again this often. */
export const whileOpenMs = 15_000;

export const arenaKey = (project: string) => ['project', project, 'arena'] as const;

export const fetchMatchups = (project: string, cursor: string | undefined) =>
  ok(api.GET('/v1/projects/{project}/arena', { params: { path: { project }, query: pageOf(cursor) } }));

export const matchupQuery = (project: string, first: string, second: string) =>
  queryOptions({
    queryKey: [...arenaKey(project), first, second],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/arena/{first}/{second}', {
          params: { path: { project, first, second } },
        }),
      ),
    refetchInterval: ({ state }) => ((state.data?.ratingsLeft ?? 0) > 0 ? whileOpenMs : false),
  });

export type BattleFilter = { outcome?: BattleOutcome | undefined; taskType?: string | undefined };

export const fetchBattles = (
  path: { project: string; first: string; second: string },
  { outcome, taskType }: BattleFilter,
  cursor: string | undefined,
) =>
  ok(
    api.GET('/v1/projects/{project}/arena/{first}/{second}/battles', {
      params: {
        path,
        query: {
          ...pageOf(cursor),
          ...(outcome === undefined ? {} : { outcome }),
          ...(taskType === undefined ? {} : { taskType }),
        },
      },
    }),
  );
