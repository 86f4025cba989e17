import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../../lib/api.ts';
import { meQuery } from '../../lib/session.ts';
import { AccountForm, type NewAccount } from './account-form.tsx';
import { BrokenLink } from './broken-link.tsx';
import { Door } from './door.tsx';
import { useLinkSecret } from './use-link-secret.ts';

/** The first admin makes an account by the one-time link that the server printed. */
export function SetupPage() {
  const { t } = useTranslation('session');
  const secret = useLinkSecret();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: (body: NewAccount & { secret: string }) => ok(api.POST('/v1/setup', { body })),
    onSuccess: async (me) => {
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      await navigate({ to: '/', replace: true });
    },
  });
  if (!secret) return <BrokenLink>{t('brokenLink.restart')}</BrokenLink>;
  return (
    <Door title={t('setup.title')} note={t('setup.note')}>
      <AccountForm
        submit={t('setup.submit')}
        pending={create.isPending}
        error={create.error}
        onSubmit={(account) => create.mutate({ ...account, secret })}
      />
    </Door>
  );
}
