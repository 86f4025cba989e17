import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { passwordLength } from '@prefloop/contract';
import { ApiError } from '@prefloop/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { explainPassword } from '../../lib/explain-password.ts';
import { useMe } from '../../lib/session.ts';

export function PasswordForm() {
  const { t } = useTranslation('account');
  const { t: session } = useTranslation('session');
  const me = useMe();
  const queryClient = useQueryClient();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value === '' ? t('password.currentMissing') : null),
      newPassword: (value) => explainPassword(value, me, session),
    },
  });
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      ok(api.POST('/v1/me/password', { body })),
    onSuccess: async () => {
      form.reset();
      notifications.show({ message: t('password.changed') });
      await queryClient.invalidateQueries({ queryKey: ['my-sessions'] });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'PASSWORD_WRONG')
        form.setErrors({ currentPassword: t('password.wrong') });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <Stack maw={400}>
        {change.error ? <ErrorState error={change.error} /> : null}
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          key={form.key('currentPassword')}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={session('fields.newPassword')}
          description={session('fields.passwordHint', { min: passwordLength.min })}
          autoComplete="new-password"
          key={form.key('newPassword')}
          {...form.getInputProps('newPassword')}
        />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('password.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
