import {
  Button,
  Group,
  Modal,
  PasswordInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  useMatches,
} from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import type { operations } from '@prefloop/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ErrorState } from '../../components/error-state.tsx';
import { api, ok } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/explain-error.ts';
import { useProject } from '../../lib/project.ts';
import { sources } from './version-words.ts';

type Body = NonNullable<operations['createModel']['requestBody']>['content']['application/json'];
type ModelSource = Body['source'];

type Values = {
  name: string;
  origin: ModelSource['origin'];
  path: string;
  repository: string;
  revision: string;
  baseUrl: string;
  model: string;
  key: string;
};

const empty: Values = {
  name: 'SmolLM2-135M-Instruct',
  origin: 'bundled',
  path: '',
  repository: '',
  revision: 'main',
  baseUrl: '',
  model: '',
  key: '',
};

function sourceOf(values: Values): ModelSource {
  switch (values.origin) {
    case 'bundled':
      return { origin: 'bundled' };
    case 'folder':
      return { origin: 'folder', path: values.path.trim() };
    case 'hub':
      return {
        origin: 'hub',
        repository: values.repository.trim(),
        revision: values.revision.trim() || 'main',
      };
    case 'endpoint': {
      const source = {
        origin: 'endpoint',
        baseUrl: values.baseUrl.trim(),
        model: values.model.trim(),
      } as const;
      return values.key === '' ? source : { ...source, key: values.key };
    }
  }
}

const needed = (what: string, value: string) => (value.trim() === '' ? `Type ${what}` : null);

function faultsOf(values: Values) {
  const { origin } = values;
  return {
    name: needed('a name', values.name),
    path: origin === 'folder' ? needed('the path of the folder', values.path) : null,
    repository: origin === 'hub' ? needed('a repository, such as owner/name', values.repository) : null,
    baseUrl: origin === 'endpoint' ? needed('the address', values.baseUrl) : null,
    model: origin === 'endpoint' ? needed("the model's name at the endpoint", values.model) : null,
  };
}

/** Registers a model from one of four places. What takes time happens afterwards, on the version's page. */
export function RegisterDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const project = useProject();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useForm<Values>({
    initialValues: empty,
    validate: faultsOf,
  });
  const register = useMutation({
    mutationFn: (values: Values) =>
      ok(
        api.POST('/v1/projects/{project}/models', {
          params: { path: { project: project.slug } },
          body: { name: values.name.trim(), description: '', purpose: 'policy', source: sourceOf(values) },
        }),
      ),
    onSuccess: async (version) => {
      await queryClient.invalidateQueries({ queryKey: ['project', project.slug, 'models'] });
      form.reset();
      await navigate({
        to: '/p/$project/models/$versionId',
        params: { project: project.slug, versionId: version.id },
      });
    },
    onError: (error) => {
      const faults = fieldErrors(error);
      const entries = Object.entries(faults).map(([path, message]) => [
        path.replace(/^source\./, ''),
        message,
      ]);
      form.setErrors(Object.fromEntries(entries));
    },
  });
  const orientation = useMatches({ base: 'vertical' as const, xs: 'horizontal' as const });
  const { origin } = form.values;
  const choose = (next: string) => {
    const chosen = sources.find(({ value }) => value === next)?.value ?? 'bundled';
    const untouched = form.values.name === '' || form.values.name === empty.name;
    form.setValues({
      origin: chosen,
      ...(untouched ? { name: chosen === 'bundled' ? empty.name : '' } : {}),
    });
    register.reset();
  };
  const close = () => {
    register.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title="Register a model" size="lg">
      <form onSubmit={form.onSubmit((values) => register.mutate(values))} noValidate>
        <Stack>
          {register.error ? <ErrorState error={register.error} /> : null}
          <div>
            <SegmentedControl
              fullWidth
              orientation={orientation}
              aria-label="Where the model comes from"
              data={sources.map(({ value, label }) => ({ value, label }))}
              value={origin}
              onChange={choose}
            />
            <Text size="sm" c="dimmed" mt={6}>
              {sources.find(({ value }) => value === origin)?.does}
            </Text>
          </div>
          <TextInput
            label="Name"
            description="How it is called in this project."
            maxLength={100}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <SourceFields form={form} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Close
            </Button>
            <Button type="submit" loading={register.isPending}>
              Register
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function SourceFields({ form }: { form: Pick<UseFormReturnType<Values>, 'values' | 'getInputProps'> }) {
  switch (form.values.origin) {
    case 'bundled':
      return null;
    case 'folder':
      return (
        <TextInput
          label="Folder"
          description="An absolute path on the worker machine, within the folders that this installation allows."
          placeholder="/models/my-model"
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('path')}
        />
      );
    case 'hub':
      return (
        <Group grow align="flex-start">
          <TextInput
            label="Repository"
            description="Owner and name."
            placeholder="owner/name"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('repository')}
          />
          <TextInput
            label="Revision"
            description="A branch, tag or commit."
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('revision')}
          />
        </Group>
      );
    case 'endpoint':
      return (
        <>
          <TextInput
            label="Address"
            description="Up to and with its version, as in http://127.0.0.1:8000/v1"
            type="url"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('baseUrl')}
          />
          <TextInput
            label="Model"
            description="As the endpoint calls it."
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('model')}
          />
          <PasswordInput
            label="Key"
            description="Kept encrypted, never shown again. Leave it empty where none is needed."
            autoComplete="off"
            {...form.getInputProps('key')}
          />
        </>
      );
  }
}
