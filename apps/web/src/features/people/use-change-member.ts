import type { components } from '@prefloop/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';

/** Changes a member. One's own role decides the rail too, so the project is asked for again. */
export function useChangeMember(project: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, change }: { userId: string; change: components['schemas']['MemberUpdate'] }) =>
      ok(
        api.PATCH('/v1/projects/{project}/members/{user}', {
          params: { path: { project, user: userId } },
          body: change,
        }),
      ),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['project', project] }),
        queryClient.invalidateQueries({ queryKey: ['projects'] }),
      ]),
  });
}
