import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import type { Me } from '../../lib/session.ts';

type Props = {
  /** The account to sign in to, where it is known; it cannot be changed then. */
  email?: string;
  onSignedIn: (me: Me) => void | Promise<void>;
};

/** Asks for a password and opens a session. What follows from it is the caller's. */
export function SignInForm({ email, onSignedIn }: Props) {
  const { t } = useTranslation('session');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: email ?? '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : t('fields.emailMissing')),
      password: (value) => (value === '' ? t('fields.passwordMissing') : null),
    },
  });
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => ok(api.POST('/v1/session', { body })),
    onSuccess: onSignedIn,
  });
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <Stack>
        {signIn.error ? <ErrorState error={signIn.error} /> : null}
        <TextInput
          label={t('fields.email')}
          type="email"
          name="email"
          autoComplete="username"
          readOnly={email !== undefined}
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('fields.password')}
          name="password"
          autoComplete="current-password"
          data-autofocus={email === undefined ? undefined : true}
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
