import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { explainPassword } from '../../lib/explain-password.ts';
import { NewPasswordInput } from './new-password.tsx';

export type NewAccount = { name: string; email: string; password: string };

type Props = {
  /** The address that the account is bound to; asked for where it is not known. */
  email?: string;
  submit: string;
  pending: boolean;
  error: unknown;
  onSubmit: (account: NewAccount) => void;
};

/** Name, e-mail and password of an account that is being made. */
export function AccountForm({ email, submit, pending, error, onSubmit }: Props) {
  const { t } = useTranslation('session');
  const form = useForm<NewAccount>({
    mode: 'uncontrolled',
    initialValues: { name: '', email: email ?? '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('fields.nameMissing') : null),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('fields.emailOdd')),
      password: (value, values) => explainPassword(value, values, t),
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => onSubmit({ ...values, name: values.name.trim() }))} noValidate>
      <Stack>
        {error ? <ErrorState error={error} /> : null}
        <TextInput
          label={t('fields.name')}
          name="name"
          autoComplete="name"
          maxLength={100}
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('fields.email')}
          description={email === undefined ? undefined : t('fields.emailBound')}
          type="email"
          name="email"
          autoComplete="username"
          readOnly={email !== undefined}
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <NewPasswordInput key={form.key('password')} {...form.getInputProps('password')} />
        <Button type="submit" loading={pending}>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
