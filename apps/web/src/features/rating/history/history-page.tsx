import { Button } from '@mantine/core';
import type { MyRating } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { describeVerdict } from '../options.ts';
import classes from './history.module.css';
import { historyLength, myRatingsQuery } from './my-ratings-query.ts';
import { OneRating } from './one-rating.tsx';

/** What the signed-in person rated last; each can be looked at again and, while its pair is open, changed. */
export function HistoryPage() {
  const { slug } = useProject();
  const { rating: token } = useSearch({ from: '/app/p/$project/rate/history' });
  const ratings = useQuery(myRatingsQuery(slug));
  const columns = useMemo(() => columnsFor(slug), [slug]);
  const open = token === undefined ? undefined : ratings.data?.find((rating) => rating.token === token);
  if (open) return <OneRating rating={open} project={slug} />;
  return (
    <>
      <PageHeader
        title="My ratings"
        actions={
          <Button
            renderRoot={(props) => <Link to="/p/$project/rate" params={{ project: slug }} {...props} />}
          >
            Rate
          </Button>
        }
      >
        {ratings.data ? countOf(ratings.data.length) : null}
      </PageHeader>
      {ratings.isPending ? <Loading label="Fetching your ratings" /> : null}
      {ratings.isError ? <ErrorState error={ratings.error} onRetry={() => void ratings.refetch()} /> : null}
      {ratings.data?.length === 0 ? (
        <EmptyState
          title="No ratings yet"
          action={
            <Button
              renderRoot={(props) => <Link to="/p/$project/rate" params={{ project: slug }} {...props} />}
            >
              Rate the first pair
            </Button>
          }
        >
          What you rate is listed here, newest first, and can be changed while its pair is open.
        </EmptyState>
      ) : null}
      {ratings.data && ratings.data.length > 0 ? (
        <DataTable
          label="My ratings"
          columns={columns}
          rows={ratings.data}
          rowId={(rating) => rating.token}
        />
      ) : null}
    </>
  );
}

function countOf(count: number): string {
  return count < historyLength
    ? `${formatPlural(count, 'rating')}, newest first`
    : `The last ${historyLength}`;
}

function columnsFor(project: string): Column<MyRating>[] {
  return [
    {
      id: 'verdict',
      header: 'Rating',
      width: '190px',
      cell: (rating) => (
        <Link
          to="/p/$project/rate/history"
          params={{ project }}
          search={{ rating: rating.token }}
          className={classes.open}
        >
          {describeVerdict(rating.verdict, rating.form.spec)}
        </Link>
      ),
    },
    {
      id: 'prompt',
      header: 'Prompt',
      cell: (rating) => (
        <div className={classes.clip} dir="auto">
          {rating.task.prompt.messages.at(-1)?.content.slice(0, 200)}
        </div>
      ),
    },
    {
      id: 'comment',
      header: 'Comment',
      secondary: true,
      width: '220px',
      cell: (rating) => (
        <div className={classes.clip} dir="auto">
          {rating.comment?.slice(0, 200)}
        </div>
      ),
    },
    {
      id: 'when',
      header: 'When',
      width: '110px',
      align: 'end',
      cell: (rating) => <TimeAgo at={rating.ratedAt} />,
    },
  ];
}
