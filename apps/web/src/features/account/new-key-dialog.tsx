import { Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { CopyField } from '../../components/copy-field.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { apiKeysKey } from './api-keys-key.ts';

type NewKey = { name: string; scopes: ('read' | 'write')[]; expiresInDays?: number };

export function NewKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const make = useMutation({
    mutationFn: (body: NewKey) => ok(api.POST('/v1/me/keys', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysKey }),
  });
  const close = () => {
    make.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={make.data ? t('newKey.made') : t('newKey.title')}>
      {make.data ? (
        <Stack>
          <CopyField value={make.data.key} name={t('newKey.name')} wrap />
          <Text size="sm" c="dimmed">
            <Trans t={t} i18nKey="newKey.shownOnce" components={{ code: <code /> }} />
          </Text>
          <Group justify="flex-end">
            <Button onClick={close}>{t('newKey.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <NewKeyForm pending={make.isPending} error={make.error} onSubmit={make.mutate} />
      )}
    </Modal>
  );
}

function NewKeyForm(props: { pending: boolean; error: unknown; onSubmit: (key: NewKey) => void }) {
  const { pending, error, onSubmit } = props;
  const { t } = useTranslation('account');
  const form = useForm({
    initialValues: { name: '', scope: 'read', lifetime: '90' },
    validate: {
      name: (value) => (value.trim() === '' ? t('newKey.labelMissing') : null),
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ name, scope, lifetime }) =>
        onSubmit({
          name: name.trim(),
          scopes: scope === 'write' ? ['read', 'write'] : ['read'],
          ...(lifetime === 'never' ? {} : { expiresInDays: Number(lifetime) }),
        }),
      )}
    >
      <Stack>
        {error ? <ErrorState error={error} /> : null}
        <TextInput
          label={t('newKey.label')}
          description={t('newKey.labelNote')}
          maxLength={60}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Radio.Group label={t('newKey.scope')} {...form.getInputProps('scope')}>
          <Stack gap="xs" mt={4}>
            <Radio value="read" label={t('newKey.read')} description={t('newKey.readNote')} />
            <Radio value="write" label={t('newKey.write')} description={t('newKey.writeNote')} />
          </Stack>
        </Radio.Group>
        <Select
          label={t('newKey.lifetime')}
          data={[
            { value: '30', label: t('newKey.days', { count: 30 }) },
            { value: '90', label: t('newKey.days', { count: 90 }) },
            { value: '365', label: t('newKey.year') },
            { value: 'never', label: t('newKey.never') },
          ]}
          allowDeselect={false}
          {...form.getInputProps('lifetime')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={pending}>
            {t('newKey.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
