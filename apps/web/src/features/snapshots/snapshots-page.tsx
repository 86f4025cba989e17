import { Badge, Button, Group, Stack } from '@mantine/core';
import type { Snapshot } from '@prefloop/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { kindWords } from './rule-words.ts';
import { snapshotsQuery } from './snapshots-query.ts';

function columnsOf(slug: string): Column<Snapshot>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (snapshot) => (
        <Link to="/p/$project/snapshots/$snapshotId" params={{ project: slug, snapshotId: snapshot.id }}>
          {snapshot.name}
        </Link>
      ),
    },
    {
      id: 'kind',
      header: 'Made of',
      width: '150px',
      cell: (snapshot) => <Badge variant="light">{kindWords[snapshot.kind].toLowerCase()}</Badge>,
    },
    {
      id: 'train',
      header: 'Train',
      width: '90px',
      align: 'end',
      cell: (snapshot) => formatCount(snapshot.statistics.train),
    },
    {
      id: 'eval',
      header: 'Eval',
      width: '90px',
      align: 'end',
      secondary: true,
      cell: (snapshot) => formatCount(snapshot.statistics.eval),
    },
    {
      id: 'hash',
      header: 'Hash',
      width: '130px',
      secondary: true,
      cell: (snapshot) => <code title={snapshot.hash}>{snapshot.hash.slice(7, 17)}</code>,
    },
    { id: 'when', header: 'Frozen', width: '120px', cell: (snapshot) => <TimeAgo at={snapshot.createdAt} /> },
  ];
}

/** All frozen data sets of the project. */
export function SnapshotsPage() {
  const project = useProject();
  const snapshots = useInfiniteQuery(snapshotsQuery(project.slug));
  const columns = useMemo(() => columnsOf(project.slug), [project.slug]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = snapshots;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const mayFreeze = project.role === 'lead' || project.role === 'engineer';
  const action = mayFreeze ? (
    <Group>
      <Button component={Link} to={`/p/${project.slug}/snapshots/new`}>
        New snapshot
      </Button>
    </Group>
  ) : null;
  const rows = snapshots.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <PageHeader title="Snapshots" actions={rows.length > 0 ? action : null}>
        Frozen data sets. Runs train on these and on nothing else.
      </PageHeader>
      {snapshots.isPending ? <Loading label="Loading snapshots" /> : null}
      {snapshots.isError ? (
        <ErrorState error={snapshots.error} onRetry={() => void snapshots.refetch()} />
      ) : null}
      {snapshots.isSuccess && rows.length === 0 ? (
        <EmptyState title="Nothing frozen yet" action={action}>
          A snapshot turns ratings or demonstrations into a data set with rules, splits and a hash. Freeze one
          to train on it.
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          label="Snapshots"
          columns={columns}
          rows={rows}
          rowId={(snapshot) => snapshot.id}
          onEndReached={fetchMore}
        />
      ) : null}
    </Stack>
  );
}
