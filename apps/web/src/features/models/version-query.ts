import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';

/** The matchups of a version, those of the newest first. */
export const comparisonsQuery = (project: string, version: string) =>
  queryOptions({
    queryKey: ['project', project, 'arena', 'of', version],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/arena', {
          params: { path: { project }, query: { version, limit: 200 } },
        }),
      ),
  });

/** One version with its lineage. Asked for often while it is being prepared. */
export const versionQuery = (project: string, versionId: string) =>
  queryOptions({
    queryKey: ['project', project, 'models', 'versions', versionId],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/model-versions/{versionId}', {
          params: { path: { project, versionId } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.status === 'preparing' ? 2_000 : false),
  });
