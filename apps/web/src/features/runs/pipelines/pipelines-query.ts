import type { components } from '@prefloop/sdk';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ok } from '../../../lib/api.ts';
import { runsKey } from '../runs-query.ts';

export type PipelineShown = components['schemas']['Pipeline'];
export type PipelinePreviewShown = components['schemas']['PipelinePreview'];

/** Below the runs' key: what changes a run may change its pipeline. */
export const pipelinesKey = (project: string) => [...runsKey(project), 'pipelines'] as const;

export const pipelineQuery = (project: string, pipelineId: string) =>
  queryOptions({
    queryKey: [...pipelinesKey(project), 'one', pipelineId],
    queryFn: () =>
      ok(
        api.GET('/v1/projects/{project}/pipelines/{pipelineId}', {
          params: { path: { project, pipelineId } },
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.status === 'open' ? 2_000 : false,
  });

/** What a document would launch; the last answer stays on screen while the next is made. */
export const pipelinePreviewQuery = (project: string, text: string | null) =>
  queryOptions({
    queryKey: [...pipelinesKey(project), 'preview', text],
    queryFn: () => {
      if (text === null) throw new Error('nothing to look at');
      return ok(
        api.POST('/v1/projects/{project}/pipelines/preview', {
          params: { path: { project } },
          body: { text },
        }),
      );
    },
    enabled: text !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
