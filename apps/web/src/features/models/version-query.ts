import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';

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
