import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { api, ok } from '../../lib/api.ts';
import { explainPassword } from '../../lib/explain-password.ts';
import { meQuery } from '../../lib/session.ts';
import { BrokenLink } from './broken-link.tsx';
import { Door } from './door.tsx';
import { isLinkInvalid } from './link-invalid.ts';
import { NewPasswordInput } from './new-password.tsx';
import { useLinkSecret } from './use-link-secret.ts';

/** A new password by a one-time link; every session of the account ends with the old one. */
export function ResetPage() {
  const { t } = useTranslation('session');
  const secret = useLinkSecret();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const offer = useQuery({
    queryKey: ['password-reset', secret],
    queryFn: () => ok(api.POST('/v1/password-resets/lookup', { body: { secret: secret ?? '' } })),
    enabled: secret !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const reset = useMutation({
    mutationFn: (body: { secret: string; password: string }) => ok(api.POST('/v1/password-resets', { body })),
    onSuccess: async (me) => {
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      await navigate({ to: '/', replace: true });
    },
  });
  if (!secret || isLinkInvalid(offer.error) || isLinkInvalid(reset.error))
    return <BrokenLink>{t('brokenLink.askAdmin')}</BrokenLink>;
  return (
    <Door title={t('reset.title')}>
      {offer.isPending ? <Loading label={t('reset.checking')} /> : null}
      {offer.error ? <ErrorState error={offer.error} onRetry={() => void offer.refetch()} /> : null}
      {offer.data ? (
        <ResetForm
          email={offer.data.email}
          pending={reset.isPending}
          error={reset.error}
          onSubmit={(password) => reset.mutate({ secret, password })}
        />
      ) : null}
    </Door>
  );
}

type FormProps = { email: string; pending: boolean; error: unknown; onSubmit: (password: string) => void };

function ResetForm({ email, pending, error, onSubmit }: FormProps) {
  const { t } = useTranslation('session');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: (value) => explainPassword(value, { email, name: '' }, t) },
  });
  return (
    <form onSubmit={form.onSubmit(({ password }) => onSubmit(password))} noValidate>
      <Stack>
        {error ? <ErrorState error={error} /> : null}
        <TextInput label={t('fields.account')} type="email" autoComplete="username" value={email} readOnly />
        <NewPasswordInput
          label={t('fields.newPassword')}
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Text size="sm" c="dimmed">
          {t('reset.note')}
        </Text>
        <Button type="submit" loading={pending}>
          {t('reset.submit')}
        </Button>
      </Stack>
    </form>
  );
}
