import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { meQuery, useMe } from '../../lib/session.ts';

export function NameForm() {
  const me = useMe();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { name: me.name },
    validate: { name: (value) => (value.trim() === '' ? 'Type the name that others will see' : null) },
  });
  const save = useMutation({
    mutationFn: (name: string) => ok(api.PATCH('/v1/me', { body: { name } })),
    onSuccess: (next) => {
      queryClient.setQueryData(meQuery.queryKey, next);
      form.setInitialValues({ name: next.name });
      form.reset();
      notifications.show({ message: 'Name saved' });
    },
  });
  return (
    <form onSubmit={form.onSubmit(({ name }) => save.mutate(name.trim()))} noValidate>
      <Stack maw={400}>
        {save.error ? <ErrorState error={save.error} /> : null}
        <TextInput label="Name" autoComplete="name" maxLength={100} {...form.getInputProps('name')} />
        <TextInput
          label="E-mail"
          description="Stands for the account and does not change."
          value={me.email}
          readOnly
        />
        <Group>
          <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
            Save the name
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
