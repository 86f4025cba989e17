import { Button, Group, NumberInput, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { ErrorState } from '../../components/error-state.tsx';
import { useProject } from '../../lib/project.ts';
import { useUpdateProject } from './use-update-project.ts';

type Values = { name: string; description: string; dailyQuota: number | string; sensitiveTags: string[] };

export function ProjectForm() {
  const { slug, name, description, dailyQuota, sensitiveTags } = useProject();
  const update = useUpdateProject(slug);
  const form = useForm<Values>({
    initialValues: { name, description, dailyQuota: dailyQuota ?? '', sensitiveTags },
    validate: { name: (value) => (value.trim() === '' ? 'Type a name' : null) },
  });
  const save = form.onSubmit((values) =>
    update.mutate(
      {
        ...values,
        name: values.name.trim(),
        dailyQuota: typeof values.dailyQuota === 'number' ? values.dailyQuota : null,
      },
      {
        onSuccess: (project) => {
          form.setInitialValues({
            name: project.name,
            description: project.description,
            dailyQuota: project.dailyQuota ?? '',
            sensitiveTags: project.sensitiveTags,
          });
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
        <NumberInput
          label="Tasks a day, at most"
          description="For one person; empty: no limit. The People page may set another one for somebody."
          min={1}
          max={10_000}
          allowDecimal={false}
          maw={400}
          {...form.getInputProps('dailyQuota')}
        />
        <TagsInput
          label="Tags of sensitive topics"
          description="Prompts with one of these are covered on the rating screen until somebody wants to see them, and people may leave them to others. Empty: none."
          maxTags={50}
          maw={400}
          {...form.getInputProps('sensitiveTags')}
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
