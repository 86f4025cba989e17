import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';
import type { Member } from './members.tsx';
import { membersKey } from './people-queries.ts';

export function RemoveMemberDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const project = useProject();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: (user: string) =>
      ok(
        api.DELETE('/v1/projects/{project}/members/{user}', {
          params: { path: { project: project.slug, user } },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: membersKey(project.slug) });
      close();
    },
  });
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={member !== null}
      title={`Remove ${member?.name ?? ''} from ${project.name}?`}
      verb="Remove"
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => member && remove.mutate(member.userId)}
      onClose={close}
    >
      They lose access to this project at once. Their ratings stay, under their name. You can invite them
      again.
    </ConfirmDialog>
  );
}
