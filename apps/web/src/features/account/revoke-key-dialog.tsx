import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { api, ok } from '../../lib/api.ts';
import type { ApiKey } from './api-keys.tsx';
import { apiKeysKey } from './api-keys-key.ts';

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  const { t } = useTranslation('account');
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
      title={t('keys.revokeQuestion', { name: apiKey?.name ?? '' })}
      verb={t('keys.revoke')}
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => apiKey && revoke.mutate(apiKey.id)}
      onClose={close}
    >
      {t('keys.revokeWhy')}
    </ConfirmDialog>
  );
}
