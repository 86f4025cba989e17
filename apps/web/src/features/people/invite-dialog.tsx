import { Modal } from '@mantine/core';
import type { ProjectRole } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';
import { projectRoles, roleLabel } from '../../lib/roles.ts';
import { InviteForm } from './invite-form.tsx';
import { IssuedLink } from './issued-link.tsx';
import { invitationsKey } from './people-queries.ts';

export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const project = useProject();
  const queryClient = useQueryClient();
  const invite = useMutation({
    mutationFn: (body: { email: string; role: ProjectRole }) =>
      ok(
        api.POST('/v1/projects/{project}/invitations', { params: { path: { project: project.slug } }, body }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsKey(project.slug) }),
  });
  const close = () => {
    invite.reset();
    onClose();
  };
  const made = invite.data;
  return (
    <Modal opened={opened} onClose={close} title={`Invite someone to ${project.name}`}>
      {made && invite.variables ? (
        <IssuedLink url={made.url} expiresAt={made.expiresAt} name="invitation link" onDone={close}>
          Send this link to {invite.variables.email}. Whoever opens it joins as{' '}
          {roleLabel(invite.variables.role).toLowerCase()} under that address.
        </IssuedLink>
      ) : (
        <InviteForm
          roles={projectRoles}
          initialRole="annotator"
          pending={invite.isPending}
          error={invite.error}
          onSubmit={(body) => invite.mutate(body)}
        />
      )}
    </Modal>
  );
}
