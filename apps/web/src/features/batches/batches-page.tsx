import { Badge, Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { AssignedPeople } from './assign/assigned-people.tsx';
import { PeopleStrip } from './assign/people-strip.tsx';
import { audienceWords, statusColor, taskNames } from './batch-words.ts';
import { type BatchItem, batchesQuery } from './batches-query.ts';
import { type Rater, ratersQuery } from './raters-query.ts';
import { RatingsProgress } from './ratings-progress.tsx';
import { useChangeBatch } from './use-change-batch.ts';

type Assigning = {
  raters: readonly Rater[];
  assign: (batch: BatchItem, userIds: string[] | null) => void;
};

/** `assigning`: what a lead may do; null for everybody else. */
function columnsOf(slug: string, assigning: Assigning | null): Column<BatchItem>[] {
  const people: Column<BatchItem> = {
    id: 'people',
    header: 'For',
    width: '210px',
    cell: (batch) => {
      // Imported batches and those that are over are not rated.
      if (assigning === null || batch.composition === null || batch.status === 'closed') {
        return (
          <Text size="sm" c="dimmed">
            {batch.composition === null ? '' : (audienceWords(batch) ?? 'Everybody')}
          </Text>
        );
      }
      return (
        <AssignedPeople
          batch={batch}
          raters={assigning.raters}
          onAssign={(userIds) => assigning.assign(batch, userIds)}
        />
      );
    },
  };
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (batch) => (
        <Link to="/p/$project/batches/$batchId" params={{ project: slug, batchId: batch.id }}>
          {batch.name}
        </Link>
      ),
    },
    {
      id: 'status',
      header: 'State',
      width: '110px',
      cell: (batch) => (
        <Badge variant="light" color={statusColor[batch.status]}>
          {batch.status}
        </Badge>
      ),
    },
    {
      id: 'progress',
      header: 'Ratings',
      width: '200px',
      cell: (batch) => <RatingsProgress batch={batch} />,
    },
    people,
    {
      id: 'tasks',
      header: 'Tasks',
      width: '120px',
      align: 'end',
      secondary: true,
      cell: (batch) => formatPlural(batch.tasks, ...taskNames[batch.taskKind]),
    },
    {
      id: 'overlap',
      header: 'Overlap',
      width: '85px',
      align: 'end',
      secondary: true,
      cell: (batch) => batch.overlap,
    },
    {
      id: 'priority',
      header: 'Priority',
      width: '85px',
      align: 'end',
      secondary: true,
      cell: (batch) => batch.priority,
    },
    {
      id: 'when',
      header: 'Made',
      width: '120px',
      secondary: true,
      cell: (batch) => <TimeAgo at={batch.createdAt} />,
    },
  ];
}

/** All sets of tasks of the project, with how far their rating has come. */
export function BatchesPage() {
  const project = useProject();
  const batches = useInfiniteQuery(batchesQuery(project.slug));
  const isLead = project.role === 'lead';
  const raters = useQuery({ ...ratersQuery(project.slug), enabled: isLead }).data;
  const change = useChangeBatch();
  const { mutate } = change;
  const columns = useMemo(() => {
    const assign: Assigning['assign'] = ({ id, audience }, userIds) =>
      mutate({ batch: id, change: { audience: { ...audience, userIds } } });
    return columnsOf(project.slug, isLead && raters ? { raters, assign } : null);
  }, [project.slug, isLead, raters, mutate]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = batches;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const compose = isLead ? (
    <Button component={Link} to={`/p/${project.slug}/batches/new`}>
      New batch
    </Button>
  ) : null;
  const rows = batches.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <PageHeader title="Batches" actions={rows.length > 0 ? compose : null}>
        Responses, released for people to compare, to grade or to rank.
      </PageHeader>
      {batches.isPending ? <Loading label="Loading batches" /> : null}
      {batches.isError ? <ErrorState error={batches.error} onRetry={() => void batches.refetch()} /> : null}
      {batches.isSuccess && rows.length === 0 ? (
        <EmptyState title="No batch yet" action={compose}>
          A batch makes tasks of the responses to a prompt: pairs to compare, single ones to grade, or several
          to rank. Once it is released, annotators are handed them one by one.
        </EmptyState>
      ) : null}
      {isLead && raters && raters.length > 1 && rows.length > 0 ? <PeopleStrip raters={raters} /> : null}
      {change.isError ? <ErrorState error={change.error} /> : null}
      {rows.length > 0 ? (
        <DataTable
          label="Batches"
          columns={columns}
          rows={rows}
          rowId={(batch) => batch.id}
          onEndReached={fetchMore}
        />
      ) : null}
    </Stack>
  );
}
