import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { ModelVersionDetail } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { useProject } from '../../lib/project.ts';

const pattern = /^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$/;

type Props = {
  version: ModelVersionDetail;
  opened: boolean;
  onClose: () => void;
  /** Told the name that points here now. */
  onPromoted: (name: string) => void;
};

/** Points a name at this version. The version that had it before loses it. */
export function PromoteDialog({ version, opened, onClose, onPromoted }: Props) {
  const project = useProject();
  const queryClient = useQueryClient();
  const [name, setName] = useState('champion');
  const promote = useMutation({
    mutationFn: () =>
      ok(
        api.PUT('/v1/projects/{project}/aliases/{alias}', {
          params: { path: { project: project.slug, alias: name } },
          body: { versionId: version.id },
        }),
      ),
    onSuccess: async () => {
      await Promise.all(
        ['models', 'arena'].map((part) =>
          queryClient.invalidateQueries({ queryKey: ['project', project.slug, part] }),
        ),
      );
      onPromoted(name);
      onClose();
    },
  });
  const fits = pattern.test(name);
  return (
    <Modal opened={opened} onClose={onClose} title={`Promote ${version.model} v${version.version}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (fits) promote.mutate();
        }}
      >
        <Stack>
          {promote.error ? <ErrorState error={promote.error} /> : null}
          <Text>The name points at this version from now on. Whichever version had it loses it.</Text>
          <TextInput
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fits ? null : 'Small letters, digits and hyphens, at most 50'}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={promote.isPending} disabled={!fits}>
              Promote
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
