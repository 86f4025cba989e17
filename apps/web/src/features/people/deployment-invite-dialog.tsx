import { Modal } from '@mantine/core';
import type { DeploymentRole } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { deploymentRoles, roleLabel } from '../../lib/roles.ts';
import { InviteForm } from './invite-form.tsx';
import { IssuedLink } from './issued-link.tsx';
import { deploymentInvitationsKey } from './user-queries.ts';

export function DeploymentInviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queryClient = useQueryClient();
  const invite = useMutation({
    mutationFn: (body: { email: string; role: DeploymentRole }) => ok(api.POST('/v1/invitations', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: deploymentInvitationsKey }),
  });
  const close = () => {
    invite.reset();
    onClose();
  };
  const made = invite.data;
  return (
    <Modal opened={opened} onClose={close} title="Invite someone to this server">
      {made && invite.variables ? (
        <IssuedLink url={made.url} expiresAt={made.expiresAt} name="invitation link" onDone={close}>
          Send this link to {invite.variables.email}. Whoever opens it becomes{' '}
          {roleLabel(invite.variables.role).toLowerCase()} under that address.
        </IssuedLink>
      ) : (
        <InviteForm
          roles={deploymentRoles}
          initialRole="member"
          pending={invite.isPending}
          error={invite.error}
          onSubmit={(body) => invite.mutate(body)}
        />
      )}
    </Modal>
  );
}
