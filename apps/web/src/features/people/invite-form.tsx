import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ErrorState } from '../../components/error-state.tsx';
import { RoleSelect } from '../../components/role-select.tsx';

type Props<R extends string> = {
  roles: readonly { value: R; label: string; does: string }[];
  initialRole: R;
  pending: boolean;
  error: unknown;
  onSubmit: (invitation: { email: string; role: R }) => void;
};

/** Whom to invite, as what. */
export function InviteForm<R extends string>({ roles, initialRole, pending, error, onSubmit }: Props<R>) {
  const form = useForm<{ email: string; role: R }>({
    initialValues: { email: '', role: initialRole },
    validate: {
      email: (value: string) =>
        /^\S+@\S+\.\S+$/.test(value.trim()) ? null : 'Type an e-mail address, such as ada@example.org',
    },
  });
  const { role } = form.values;
  return (
    <form
      onSubmit={form.onSubmit((values) => onSubmit({ ...values, email: values.email.trim() }))}
      noValidate
    >
      <Stack>
        {error ? <ErrorState error={error} /> : null}
        <TextInput
          label="E-mail"
          description="The link works for this address only. Nothing is sent: you pass the link on."
          type="email"
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('email')}
        />
        <RoleSelect
          label="Role"
          description={roles.find((each) => each.value === role)?.does}
          roles={roles}
          value={role}
          onChange={(next) => form.setValues({ role: next } as Partial<{ email: string; role: R }>)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={pending}>
            Make the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
