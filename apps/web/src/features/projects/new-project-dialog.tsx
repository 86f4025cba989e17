import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { projectSlug, slugOf } from '@prefloop/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { projectQuery, projectsQuery } from '../../lib/project.ts';

export function NewProjectDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="New project">
      <NewProjectForm />
    </Modal>
  );
}

function NewProjectForm() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  // The address follows the name until somebody sets it by hand.
  const [ownSlug, setOwnSlug] = useState(false);
  const form = useForm({
    initialValues: { name: '', slug: '', description: '' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Type a name' : null),
      slug: (value) => projectSlug.safeParse(value).error?.issues[0]?.message ?? null,
    },
  });
  const create = useMutation({
    mutationFn: (body: { name: string; slug: string; description: string }) =>
      ok(api.POST('/v1/projects', { body })),
    onSuccess: async (project) => {
      queryClient.setQueryData(projectQuery(project.slug).queryKey, project);
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey });
      await navigate({ to: '/p/$project', params: { project: project.slug } });
    },
  });
  const rename = (name: string) =>
    form.setValues(ownSlug ? { name } : { name, slug: name.trim() === '' ? '' : slugOf(name) });
  return (
    <form
      onSubmit={form.onSubmit((values) => create.mutate({ ...values, name: values.name.trim() }))}
      noValidate
    >
      <Stack>
        {create.error ? <ErrorState error={create.error} /> : null}
        <TextInput
          label="Name"
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
          onChange={(event) => rename(event.currentTarget.value)}
        />
        <TextInput
          label="Address"
          description="Stands in links and never changes later."
          leftSection="/p/"
          maxLength={60}
          {...form.getInputProps('slug')}
          onChange={(event) => {
            setOwnSlug(true);
            form.setFieldValue('slug', event.currentTarget.value);
          }}
        />
        <Textarea
          label="Description"
          description="What the work is for; every member sees it. You can write it later."
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          {...form.getInputProps('description')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            Make the project
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
