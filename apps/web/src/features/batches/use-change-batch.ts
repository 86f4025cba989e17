import type { components } from '@prefloop/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';

export type BatchChange = components['schemas']['BatchChange'];

/** Changes a batch. Every page that shows one is asked for again. */
export function useChangeBatch() {
  const { slug } = useProject();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ batch, change }: { batch: string; change: BatchChange }) =>
      ok(
        api.PATCH('/v1/projects/{project}/batches/{batch}', {
          params: { path: { project: slug, batch } },
          body: change,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['project', slug, 'batches'] }),
  });
}
