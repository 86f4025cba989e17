import type { DeploymentRole } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { meQuery } from '../../lib/session.ts';
import { usersKey } from './user-queries.ts';

type Update = { id: string; role?: DeploymentRole; disabled?: boolean };

/** Changes an account's role or whether it may be used; one's own role decides what the shell shows. */
export function useUpdateUser() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: Update) =>
      ok(api.PATCH('/v1/users/{user}', { params: { path: { user: id } }, body })),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: usersKey }),
        queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]),
  });
}
