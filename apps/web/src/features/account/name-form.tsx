import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { meQuery, useMe } from '../../lib/session.ts';

export function NameForm() {
  const { t } = useTranslation('account');
  const { t: session } = useTranslation('session');
  const me = useMe();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { name: me.name },
    validate: { name: (value) => (value.trim() === '' ? session('fields.nameMissing') : null) },
  });
  const save = useMutation({
    mutationFn: (name: string) => ok(api.PATCH('/v1/me', { body: { name } })),
    onSuccess: (next) => {
      queryClient.setQueryData(meQuery.queryKey, next);
      form.setInitialValues({ name: next.name });
      form.reset();
      notifications.show({ message: t('name.saved') });
    },
  });
  return (
    <form onSubmit={form.onSubmit(({ name }) => save.mutate(name.trim()))} noValidate>
      <Stack maw={400}>
        {save.error ? <ErrorState error={save.error} /> : null}
        <TextInput
          label={t('name.label')}
          autoComplete="name"
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <TextInput label={t('name.email')} description={t('name.emailNote')} value={me.email} readOnly />
        <Group>
          <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
            {t('name.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
