import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';
import { InvitationTable } from './invitation-table.tsx';
import { invitationsKey, useInvitations } from './people-queries.ts';

export function Invitations({ onInvite }: { onInvite: () => void }) {
  const { slug } = useProject();
  const queryClient = useQueryClient();
  const invitations = useInvitations(slug);
  const revoke = useMutation({
    mutationFn: (invitation: string) =>
      ok(
        api.DELETE('/v1/projects/{project}/invitations/{invitation}', {
          params: { path: { project: slug, invitation } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsKey(slug) }),
  });
  return (
    <QueryView query={invitations.view} loading="Loading the invitations">
      {(items) =>
        items.length === 0 ? (
          <EmptyState
            title="Nobody has been invited yet"
            action={<Button onClick={onInvite}>Invite someone</Button>}
          >
            An invitation is a link that you pass on. It works once, for 72 hours.
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
