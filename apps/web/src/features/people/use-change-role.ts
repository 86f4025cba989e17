import type { ProjectRole } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';

/** Changes what a member is. One's own role decides the rail too, so the project is asked for again. */
export function useChangeRole(project: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: ProjectRole }) =>
      ok(
        api.PATCH('/v1/projects/{project}/members/{user}', {
          params: { path: { project, user: userId } },
          body: { role },
        }),
      ),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['project', project] }),
        queryClient.invalidateQueries({ queryKey: ['projects'] }),
      ]),
  });
}
