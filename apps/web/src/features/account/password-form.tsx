import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { passwordLength, passwordProblem } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/explain-error.ts';
import { useMe } from '../../lib/session.ts';

export function PasswordForm() {
  const me = useMe();
  const queryClient = useQueryClient();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value === '' ? 'Type the password that holds now' : null),
      newPassword: (value) => passwordProblem(value, me),
    },
  });
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      ok(api.POST('/v1/me/password', { body })),
    onSuccess: async () => {
      form.reset();
      notifications.show({ message: 'The new password holds; your other sessions have ended' });
      await queryClient.invalidateQueries({ queryKey: ['my-sessions'] });
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <Stack maw={400}>
        {change.error ? <ErrorState error={change.error} /> : null}
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          key={form.key('currentPassword')}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label="New password"
          description={`${passwordLength.min} characters or more. Four unrelated words are easy to keep and hard to guess.`}
          autoComplete="new-password"
          key={form.key('newPassword')}
          {...form.getInputProps('newPassword')}
        />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            Change the password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
