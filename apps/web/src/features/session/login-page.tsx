import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../../lib/api.ts';
import { meQuery, sessionOver } from '../../lib/session.ts';
import { Door } from './door.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function LoginPage() {
  const { t } = useTranslation('session');
  const { next } = useSearch({ from: '/login' });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => ok(api.GET('/v1/setup')), retry: false });
  if (setup.data?.needed) {
    return (
      <Door title={t('signIn.noAdmin')}>
        <Text>{t('signIn.noAdminWhy')}</Text>
      </Door>
    );
  }
  return (
    <Door title={t('signIn.title')} note={t('signIn.note')}>
      <SignInForm
        onSignedIn={async (me) => {
          queryClient.clear();
          queryClient.setQueryData(meQuery.queryKey, me);
          sessionOver.set(false);
          if (next) router.history.push(next);
          else await navigate({ to: '/' });
        }}
      />
      <Text size="sm" c="dimmed">
        {t('signIn.lost')}
      </Text>
    </Door>
  );
}
