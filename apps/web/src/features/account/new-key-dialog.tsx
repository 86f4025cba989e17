import { Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CopyField } from '../../components/copy-field.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { apiKeysKey } from './api-keys-key.ts';

type NewKey = { name: string; scopes: ('read' | 'write')[]; expiresInDays?: number };

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Does not expire' },
];

export function NewKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
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
    <Modal opened={opened} onClose={close} title={make.data ? 'Your new key' : 'New API key'}>
      {make.data ? (
        <Stack>
          <CopyField value={make.data.key} name="API key" wrap />
          <Text size="sm" c="dimmed">
            It is shown only now: copy it before you close this. Send it as{' '}
            <code>Authorization: Bearer …</code>, or put it into <code>PREFLOOP_API_KEY</code> for the command
            line.
          </Text>
          <Group justify="flex-end">
            <Button onClick={close}>Done</Button>
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
  const form = useForm({
    initialValues: { name: '', scope: 'read', lifetime: '90' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Say what the key is for, such as "nightly export"' : null),
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
          label="Name"
          description="What the key is for."
          maxLength={60}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Radio.Group label="Scope" {...form.getInputProps('scope')}>
          <Stack gap="xs" mt={4}>
            <Radio value="read" label="Read" description="Everything you can see" />
            <Radio
              value="write"
              label="Read and write"
              description="Everything you can do, but for accounts and people"
            />
          </Stack>
        </Radio.Group>
        <Select
          label="Ends after"
          data={lifetimes}
          allowDeselect={false}
          {...form.getInputProps('lifetime')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={pending}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
