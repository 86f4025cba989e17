import { Progress, Stack, Text } from '@mantine/core';
import { hasEnded, type RunItem } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatShare } from '../../lib/format.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { RunStatusBadge } from './run-status.tsx';
import { describePlace, methodWords, shareDone } from './run-words.ts';
import { RunsTabs } from './runs-tabs.tsx';
import { useRuns } from './use-runs.ts';

/** All runs of the project, newest first. */
export function RunsPage() {
  const project = useProject();
  const runs = useRuns(project.slug);
  const columns = useMemo(() => columnsOf(project.slug), [project.slug]);
  const action = mayUse(project.role, ['lead', 'engineer']) ? (
    <ButtonLink to="/p/$project/runs/new" params={{ project: project.slug }}>
      New run
    </ButtonLink>
  ) : null;
  return (
    <Stack>
      <PageHeader title="Runs" actions={runs.rows?.length ? action : null}>
        Work on models: answers to prompts, and training.
      </PageHeader>
      <RunsTabs current="runs" />
      <QueryView query={runs.view} loading="Loading the runs">
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No run yet" action={action}>
              A generate run has models answer your prompts, so that there is something to compare.
            </EmptyState>
          ) : (
            <DataTable
              label="Runs"
              columns={columns}
              rows={rows}
              rowId={(row) => row.id}
              partial={runs.hasMore}
              onEndReached={runs.more}
            />
          )
        }
      </QueryView>
    </Stack>
  );
}

function columnsOf(slug: string): Column<RunItem>[] {
  return [
    {
      id: 'name',
      header: 'Run',
      cell: (row) => (
        <>
          <Link to="/p/$project/runs/$runId" params={{ project: slug, runId: row.id }}>
            {row.name}
          </Link>
          <Text size="sm" c="dimmed">
            {row.error && hasEnded(row.status) ? row.error.message : describeWait(row)}
          </Text>
        </>
      ),
    },
    {
      id: 'method',
      header: 'Method',
      width: '150px',
      secondary: true,
      cell: (row) => methodWords[row.method],
    },
    { id: 'status', header: 'State', width: '120px', cell: (row) => <RunStatusBadge run={row} /> },
    { id: 'progress', header: 'Done', width: '130px', secondary: true, cell: (row) => <Done run={row} /> },
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

function describeWait(run: RunItem): string {
  const place = describePlace(run);
  return [place === null ? null : `${place}.`, run.waiting?.message].filter(Boolean).join(' ');
}

function Done({ run }: { run: RunItem }) {
  const share = shareDone(run);
  if (share === null) return null;
  if (run.status !== 'running') return <Text span>{formatShare(share, 0)}</Text>;
  return <Progress value={share * 100} aria-label={`${formatShare(share, 0)} of ${run.name}`} />;
}
