import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { api, ok } from '../../lib/api.ts';
import type { ApiKey } from './api-keys.tsx';
import { apiKeysKey } from './api-keys-key.ts';

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: (key: string) => ok(api.DELETE('/v1/me/keys/{key}', { params: { path: { key } } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: apiKeysKey });
      close();
    },
  });
  const close = () => {
    revoke.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={apiKey !== null}
      title={`Revoke the key ${apiKey?.name ?? ''}?`}
      verb="Revoke"
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => apiKey && revoke.mutate(apiKey.id)}
      onClose={close}
    >
      Whatever uses it is refused from now on. A revoked key cannot be brought back.
    </ConfirmDialog>
  );
}
