import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { ErrorState } from '../../components/error-state.tsx';
import { useProject } from '../../lib/project.ts';
import { useUpdateProject } from './use-update-project.ts';

export function ProjectForm() {
  const { slug, name, description } = useProject();
  const update = useUpdateProject(slug);
  const form = useForm({
    initialValues: { name, description },
    validate: { name: (value) => (value.trim() === '' ? 'Type a name' : null) },
  });
  const save = form.onSubmit((values) =>
    update.mutate(
      { ...values, name: values.name.trim() },
      {
        onSuccess: (project) => {
          form.setInitialValues({ name: project.name, description: project.description });
          form.reset();
          notifications.show({ message: 'Project saved' });
        },
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {update.error ? <ErrorState error={update.error} /> : null}
        <TextInput label="Name" maxLength={100} maw={400} {...form.getInputProps('name')} />
        <Textarea
          label="Description"
          description="What the work is for; every member sees it."
          autosize
          minRows={3}
          maxRows={12}
          maxLength={2000}
          {...form.getInputProps('description')}
        />
        <Group>
          <Button type="submit" variant="default" loading={update.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
