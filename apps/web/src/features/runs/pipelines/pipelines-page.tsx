import { Badge, Stack, Text } from '@mantine/core';
import type { PipelineItem, PipelineStatus, RunStatus } from '@prefloop/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { ButtonLink } from '../../../components/button-link.tsx';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { api, ok } from '../../../lib/api.ts';
import { mayUse, useProject } from '../../../lib/project.ts';
import { pageOf, usePages } from '../../../lib/use-pages.ts';
import { RunsTabs } from '../runs-tabs.tsx';
import { pipelinesKey } from './pipelines-query.ts';

const looks: Record<PipelineStatus, { color: string; label: string }> = {
  open: { color: 'accent', label: 'at work' },
  succeeded: { color: 'green', label: 'succeeded' },
  failed: { color: 'red', label: 'failed' },
  cancelled: { color: 'gray', label: 'cancelled' },
};

export function PipelineBadge({ status }: { status: PipelineStatus }) {
  const { color, label } = looks[status];
  return (
    <Badge variant="light" color={color}>
      {label}
    </Badge>
  );
}

/** All pipelines of the project, newest first. */
export function PipelinesPage() {
  const project = useProject();
  const pipelines = usePipelines(project.slug);
  const columns = useMemo(() => columnsOf(project.slug), [project.slug]);
  const action = mayUse(project.role, ['lead', 'engineer']) ? (
    <ButtonLink to="/p/$project/runs/pipelines/new" params={{ project: project.slug }}>
      New pipeline
    </ButtonLink>
  ) : null;
  return (
    <Stack>
      <PageHeader title="Runs" actions={pipelines.rows?.length ? action : null}>
        Several runs launched as one: each starts from what those before it make.
      </PageHeader>
      <RunsTabs current="pipelines" />
      <QueryView query={pipelines.view} loading="Loading the pipelines">
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No pipeline yet" action={action}>
              A pipeline goes from demonstrations and ratings to compared models in one launch: fine-tuning, a
              reward model, one or more methods upon them, and a comparison on held-out prompts.
            </EmptyState>
          ) : (
            <DataTable
              label="Pipelines"
              columns={columns}
              rows={rows}
              rowId={(row) => row.id}
              partial={pipelines.hasMore}
              onEndReached={pipelines.more}
            />
          )
        }
      </QueryView>
    </Stack>
  );
}

/** In pages; read again every few seconds while one of them is at work. */
function usePipelines(project: string) {
  const queryClient = useQueryClient();
  const pages = usePages([...pipelinesKey(project), 'list'], (cursor) =>
    ok(
      api.GET('/v1/projects/{project}/pipelines', {
        params: { path: { project }, query: { ...pageOf(cursor), limit: 50 } },
      }),
    ),
  );
  const open = pages.rows?.some(({ status }) => status === 'open') ?? false;
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      void queryClient.invalidateQueries({ queryKey: [...pipelinesKey(project), 'list'] });
    }, 3_000);
    return () => clearInterval(timer);
  }, [open, project, queryClient]);
  return pages;
}

function columnsOf(slug: string): Column<PipelineItem>[] {
  return [
    {
      id: 'name',
      header: 'Pipeline',
      cell: (row) => (
        <>
          <Link to="/p/$project/runs/pipelines/$pipelineId" params={{ project: slug, pipelineId: row.id }}>
            {row.name}
          </Link>
          <Text size="sm" c="dimmed">
            {describeCounts(row.counts)}
          </Text>
        </>
      ),
    },
    { id: 'status', header: 'State', width: '120px', cell: (row) => <PipelineBadge status={row.status} /> },
    {
      id: 'by',
      header: 'By',
      width: '160px',
      secondary: true,
      cell: (row) => row.createdBy ?? '',
    },
    {
      id: 'when',
      header: 'Launched',
      width: '128px',
      secondary: true,
      cell: (row) => (
        <Text span c="dimmed">
          <TimeAgo at={row.createdAt} />
        </Text>
      ),
    },
  ];
}

const order: RunStatus[] = ['running', 'queued', 'waiting', 'succeeded', 'failed', 'diverged', 'cancelled'];

/** "1 running, 3 waiting" */
export function describeCounts(counts: PipelineItem['counts']): string {
  return order.flatMap((status) => (counts[status] ? [`${counts[status]} ${status}`] : [])).join(', ');
}
