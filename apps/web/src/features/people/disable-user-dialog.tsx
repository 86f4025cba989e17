import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useUpdateUser } from './use-update-user.ts';
import type { User } from './users.tsx';

export function DisableUserDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const update = useUpdateUser();
  const close = () => {
    update.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={user !== null}
      title={`Disable the account of ${user?.name ?? ''}?`}
      verb="Disable"
      pending={update.isPending}
      error={update.error}
      onConfirm={() => user && update.mutate({ id: user.id, disabled: true }, { onSuccess: close })}
      onClose={close}
    >
      They are signed out everywhere at once and their API keys stop working. Their ratings stay. You can
      enable the account again.
    </ConfirmDialog>
  );
}
