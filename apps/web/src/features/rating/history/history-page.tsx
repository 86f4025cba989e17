import { Button } from '@mantine/core';
import type { MyRating } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import type { RatingT } from '../../../lib/i18n/i18n.ts';
import { useProject } from '../../../lib/project.ts';
import { describeVerdict } from '../options.ts';
import classes from './history.module.css';
import { historyLength, myRatingsQuery } from './my-ratings-query.ts';
import { OneRating } from './one-rating.tsx';

/** What the signed-in person rated last; each can be looked at again and, while its pair is open, changed. */
export function HistoryPage() {
  const { t } = useTranslation('queue');
  const { t: words } = useTranslation('rating');
  const { slug } = useProject();
  const { rating: token } = useSearch({ from: '/app/p/$project/rate/history' });
  const ratings = useQuery(myRatingsQuery(slug));
  const columns = useMemo(() => columnsFor(slug, t, words), [slug, t, words]);
  const open = token === undefined ? undefined : ratings.data?.find((rating) => rating.token === token);
  if (open) return <OneRating rating={open} project={slug} />;
  return (
    <>
      <PageHeader
        title={t('history.title')}
        actions={
          <Button
            renderRoot={(props) => <Link to="/p/$project/rate" params={{ project: slug }} {...props} />}
          >
            {t('history.rate')}
          </Button>
        }
      >
        {ratings.data ? countOf(ratings.data.length, t) : null}
      </PageHeader>
      {ratings.isPending ? <Loading label={t('history.fetching')} /> : null}
      {ratings.isError ? <ErrorState error={ratings.error} onRetry={() => void ratings.refetch()} /> : null}
      {ratings.data?.length === 0 ? (
        <EmptyState
          title={t('history.none')}
          action={
            <Button
              renderRoot={(props) => <Link to="/p/$project/rate" params={{ project: slug }} {...props} />}
            >
              {t('history.first')}
            </Button>
          }
        >
          {t('history.noneWhy')}
        </EmptyState>
      ) : null}
      {ratings.data && ratings.data.length > 0 ? (
        <DataTable
          label={t('history.title')}
          columns={columns}
          rows={ratings.data}
          rowId={(rating) => rating.token}
        />
      ) : null}
    </>
  );
}

function countOf(count: number, t: TFunction<'queue'>): string {
  return count < historyLength ? t('history.count', { count }) : t('history.last', { shown: historyLength });
}

function columnsFor(project: string, t: TFunction<'queue'>, words: RatingT): Column<MyRating>[] {
  return [
    {
      id: 'verdict',
      header: t('history.rating'),
      width: '190px',
      cell: (rating) => (
        <Link
          to="/p/$project/rate/history"
          params={{ project }}
          search={{ rating: rating.token }}
          className={classes.open}
        >
          {describeVerdict(rating.verdict, rating.form.spec, words)}
        </Link>
      ),
    },
    {
      id: 'prompt',
      header: t('history.prompt'),
      cell: (rating) => (
        <div className={classes.clip} dir="auto">
          {rating.task.prompt.messages.at(-1)?.content.slice(0, 200)}
        </div>
      ),
    },
    {
      id: 'comment',
      header: t('history.comment'),
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
      header: t('history.when'),
      width: '110px',
      align: 'end',
      cell: (rating) => <TimeAgo at={rating.ratedAt} />,
    },
  ];
}
