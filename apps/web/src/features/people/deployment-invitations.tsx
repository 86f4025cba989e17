import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { api, ok } from '../../lib/api.ts';
import { InvitationTable } from './invitation-table.tsx';
import { deploymentInvitationsKey, useDeploymentInvitations } from './user-queries.ts';

export function DeploymentInvitations({ onInvite }: { onInvite: () => void }) {
  const queryClient = useQueryClient();
  const invitations = useDeploymentInvitations();
  const revoke = useMutation({
    mutationFn: (invitation: string) =>
      ok(api.DELETE('/v1/invitations/{invitation}', { params: { path: { invitation } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: deploymentInvitationsKey }),
  });
  return (
    <QueryView query={invitations.view} loading="Loading the invitations">
      {(items) =>
        items.length === 0 ? (
          <EmptyState
            title="No invitations to the server as a whole"
            action={<Button onClick={onInvite}>Invite someone</Button>}
          >
            Somebody who shall work in one project is invited there, on its People page.
          </EmptyState>
        ) : (
          <InvitationTable
            invitations={items}
            hasMore={invitations.hasMore}
            onMore={invitations.more}
            pending={revoke.isPending ? revoke.variables : null}
            error={revoke.error}
            onRevoke={revoke.mutate}
          />
        )
      }
    </QueryView>
  );
}
