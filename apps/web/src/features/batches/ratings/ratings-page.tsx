import { Button, Stack } from '@mantine/core';
import type { RatingRow } from '@prefloop/contract';
import { IconDownload } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { ButtonLink } from '../../../components/button-link.tsx';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { api, ok } from '../../../lib/api.ts';
import { flagWords } from '../../../lib/flag-words.ts';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import { pageOf, usePages } from '../../../lib/use-pages.ts';
import { formatSeconds } from '../batch-words.ts';
import classes from '../console/console.module.css';
import { fileOf } from '../console/console-search.ts';
import { ScopeFilters } from '../console/scope-filters.tsx';
import { RatingFilters } from './rating-filters.tsx';
import { filterOf, type RatingSearch } from './rating-search.ts';
import { criteriaWords, stateWords, verdictWords } from './rating-words.ts';

function columnsOf(project: string): Column<RatingRow>[] {
  return [
    { id: 'when', header: 'When', width: '130px', cell: (row) => <TimeAgo at={row.ratedAt} /> },
    { id: 'who', header: 'Annotator', width: '140px', cell: (row) => row.annotator.name },
    {
      id: 'prompt',
      header: 'Prompt',
      cell: (row) => (
        <div className={classes.prompt}>
          <Link to="/p/$project/prompts/$promptId" params={{ project, promptId: row.promptId }} dir="auto">
            {row.prompt || '(empty)'}
          </Link>
        </div>
      ),
    },
    {
      id: 'batch',
      header: 'Batch',
      width: '140px',
      secondary: true,
      cell: (row) => (
        <Link to="/p/$project/batches/$batchId" params={{ project, batchId: row.batch.id }}>
          {row.batch.name}
        </Link>
      ),
    },
    {
      id: 'verdict',
      header: 'Verdict',
      width: '230px',
      cell: (row) => (
        <div className={classes.verdict}>
          {verdictWords(row)}
          {row.flags.length > 0 ? (
            <span className={classes.note}>{row.flags.map((flag) => flagWords[flag].label).join(', ')}</span>
          ) : null}
          {Object.keys(row.criteria).length > 0 ? (
            <span className={classes.note}>{criteriaWords(row)}</span>
          ) : null}
          {row.comment ? <span className={classes.note}>{row.comment}</span> : null}
          {row.critiques.map(({ side, start, quote, text }) => (
            <span key={`${side} ${start} ${quote} ${text}`} className={classes.note} dir="auto">
              {side === 'A' ? 'First' : 'Second'}: <q>{quote}</q> {text}
            </span>
          ))}
          {row.edited ? (
            <details className={classes.note}>
              <summary>
                {row.edited.from === null
                  ? 'A better answer, written anew'
                  : `A better answer, made of the ${row.edited.from === 'A' ? 'first' : 'second'}`}
              </summary>
              <span className={classes.edited} dir="auto">
                {row.edited.text}
              </span>
            </details>
          ) : null}
        </div>
      ),
    },
    {
      id: 'time',
      header: 'Time',
      width: '80px',
      align: 'end',
      secondary: true,
      cell: (row) => formatSeconds(row.activeMs) ?? '',
    },
    { id: 'state', header: 'State', width: '150px', secondary: true, cell: stateWords },
  ];
}

/** Ratings and skips one by one: what stands behind the numbers of the console. */
export function RatingsPage() {
  const project = useProject();
  const search = useSearch({ from: '/app/p/$project/ratings' });
  const navigate = useNavigate({ from: '/p/$project/ratings' });
  const [total, setTotal] = useState<number | null>(null);
  const columns = useMemo(() => columnsOf(project.slug), [project.slug]);
  const query = filterOf(search);
  const ratings = usePages(['project', project.slug, 'ratings', query], async (cursor) => {
    const page = await ok(
      api.GET('/v1/projects/{project}/ratings', {
        params: { path: { project: project.slug }, query: { ...query, ...pageOf(cursor) } },
      }),
    );
    setTotal(page.total);
    return page;
  });
  const change = useCallback(
    (by: Partial<RatingSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...by }), replace: true, resetScroll: false }),
    [navigate],
  );
  const { batch, period, from, to } = search;
  return (
    <Stack>
      <PageHeader
        title="Ratings"
        actions={
          <>
            <ButtonLink
              to="/p/$project/console"
              params={{ project: project.slug }}
              search={{ batch, period, from, to }}
              variant="default"
            >
              Console
            </ButtonLink>
            <Button
              component="a"
              href={fileOf(project.slug, 'ratings/export', query)}
              download
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              CSV
            </Button>
          </>
        }
      >
        {total === null
          ? 'What people said, one by one.'
          : `${formatPlural(total, 'rating or skip', 'ratings and skips')}.`}
      </PageHeader>
      <ScopeFilters search={search} onChange={change} ready={!ratings.view.isPending} />
      <RatingFilters search={search} onChange={change} />
      <QueryView query={ratings.view} loading="Loading ratings">
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              title="No rating matches"
              action={
                <Button variant="default" onClick={() => void navigate({ search: {} })}>
                  Clear the filter
                </Button>
              }
            >
              Nothing in this project fits all of what is set above.
            </EmptyState>
          ) : (
            <DataTable
              label="Ratings"
              columns={columns}
              rows={rows}
              rowId={(row) => row.id}
              {...(total === null ? {} : { total })}
              onEndReached={ratings.more}
            />
          )
        }
      </QueryView>
    </Stack>
  );
}
