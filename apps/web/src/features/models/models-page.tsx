import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { ModelVersionItem } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { modelsQuery } from '../../lib/models-query.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { VersionStatus } from './version-status.tsx';
import { originWords } from './version-words.ts';

/** Every model version of the project, and the way to register another. */
export function ModelsPage() {
  const project = useProject();
  const { register } = useSearch({ from: '/app/p/$project/models' });
  const navigate = useNavigate({ from: '/p/$project/models' });
  const models = useQuery(modelsQuery(project.slug));
  const columns = useMemo(() => columnsOf(project.slug), [project.slug]);
  const show = (open: boolean) => navigate({ search: open ? { register: true } : {}, replace: true });
  const action = mayUse(project.role, ['lead', 'engineer']) ? (
    <Button onClick={() => void show(true)}>Register a model</Button>
  ) : null;
  const versions = models.data?.items.flatMap((model) => model.versions) ?? [];
  return (
    <Stack>
      <PageHeader title="Models" actions={versions.length > 0 ? action : null}>
        What answers prompts, and what training makes of it.
      </PageHeader>
      <QueryView query={models} loading="Loading the models">
        {() =>
          versions.length === 0 ? (
            <EmptyState title="No model yet" action={action}>
              Register one to have prompts answered. The bundled SmolLM2-135M runs on any machine.
            </EmptyState>
          ) : (
            <DataTable label="Model versions" columns={columns} rows={versions} rowId={(row) => row.id} />
          )
        }
      </QueryView>
      <RegisterDialog opened={register === true} onClose={() => void show(false)} />
    </Stack>
  );
}

function columnsOf(slug: string): Column<ModelVersionItem>[] {
  return [
    {
      id: 'name',
      header: 'Model',
      sortBy: (row) => `${row.model.toLocaleLowerCase()} ${String(row.version).padStart(6, '0')}`,
      cell: (row) => (
        <Group gap={6}>
          <Link to="/p/$project/models/$versionId" params={{ project: slug, versionId: row.id }}>
            {row.model} <Text span>v{row.version}</Text>
          </Link>
          {row.aliases.map((alias) => (
            <Badge key={alias} variant="outline">
              {alias}
            </Badge>
          ))}
        </Group>
      ),
    },
    { id: 'status', header: 'State', width: '110px', cell: (row) => <VersionStatus status={row.status} /> },
    {
      id: 'origin',
      header: 'Origin',
      width: '120px',
      secondary: true,
      sortBy: (row) => row.origin,
      cell: (row) => originWords[row.origin],
    },
    {
      id: 'purpose',
      header: 'Purpose',
      width: '100px',
      secondary: true,
      cell: (row) => (row.purpose === 'reward' ? 'scores' : 'answers'),
    },
    {
      id: 'when',
      header: 'Registered',
      width: '128px',
      secondary: true,
      sortBy: (row) => row.createdAt,
      cell: (row) => (
        <Text span c="dimmed">
          <TimeAgo at={row.createdAt} />
        </Text>
      ),
    },
  ];
}
