import { Button, Stack, Text } from '@mantine/core';
import type { Matchup } from '@prefloop/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount } from '../../lib/format.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { usePages } from '../../lib/use-pages.ts';
import { versionName } from '../../lib/versions.ts';
import { arenaKey, fetchMatchups, whileOpenMs } from './arena-query.ts';
import { preferredSide, tellPairs, tellRate } from './arena-words.ts';
import { CompareDialog } from './compare-dialog.tsx';

/** Which versions met in blind pairs, and how the newer of the two did. */
export function ArenaPage() {
  const project = useProject();
  const navigate = useNavigate({ from: '/p/$project/arena' });
  const { compare } = useSearch({ from: '/app/p/$project/arena' });
  const show = (open: boolean) => navigate({ search: open ? { compare: true } : {}, replace: true });
  const key = [...arenaKey(project.slug), 'list'];
  const { rows, view, more, hasMore } = usePages(key, (cursor) => fetchMatchups(project.slug, cursor));
  useFresh(key, rows?.some(({ ratingsLeft }) => ratingsLeft > 0) ?? false);
  const columns = useMemo(() => columnsOf(project.slug), [project.slug]);
  const mayCompare = mayUse(project.role, ['lead', 'engineer']);
  const action = mayCompare ? <Button onClick={() => void show(true)}>Compare two versions</Button> : null;
  return (
    <Stack>
      <PageHeader title="Arena" actions={rows && rows.length > 0 ? action : null}>
        Model versions against each other, as people saw them: two answers, and no name on either.
      </PageHeader>
      <QueryView query={view} loading="Loading the arena">
        {(matchups) =>
          matchups.length === 0 ? (
            <EmptyState title="No two versions have met yet" action={action}>
              Two versions answer the same prompts, people compare the answers blind, and how often each wins
              stands here.
            </EmptyState>
          ) : (
            <>
              <DataTable
                label="Matchups"
                columns={columns}
                rows={matchups}
                rowId={({ newer, older }) => `${newer.id} ${older.id}`}
                partial={hasMore}
                onEndReached={more}
              />
              <Text size="sm" c="dimmed">
                The win rate is the newer version's, with its 95% interval by prompt. A tie, both good and
                both bad count half.
              </Text>
            </>
          )
        }
      </QueryView>
      {mayCompare ? <CompareDialog opened={compare === true} onClose={() => void show(false)} /> : null}
    </Stack>
  );
}

/** Asks for the list again while ratings are still to come. */
function useFresh(key: readonly unknown[], open: boolean): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is new on every render, its words are not
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: key }), whileOpenMs);
    return () => clearInterval(timer);
  }, [client, open, key.join()]);
}

function columnsOf(slug: string): Column<Matchup>[] {
  return [
    {
      id: 'who',
      header: 'Newer and older',
      cell: ({ newer, older }) => (
        <Link
          to="/p/$project/arena/$first/$second"
          params={{ project: slug, first: newer.id, second: older.id }}
        >
          {versionName(newer)} against {versionName(older)}
        </Link>
      ),
    },
    {
      id: 'rate',
      header: 'The newer wins',
      width: '170px',
      cell: ({ winRate }) => tellRate(winRate) ?? <Text c="dimmed">no rating yet</Text>,
      sortBy: ({ winRate }) => winRate.value ?? -1,
    },
    {
      id: 'preferred',
      header: 'People prefer',
      width: '190px',
      secondary: true,
      cell: (matchup) => {
        const side = preferredSide(matchup.winRate);
        return side === null ? <Text c="dimmed">open</Text> : versionName(matchup[side]);
      },
    },
    {
      id: 'ratings',
      header: 'Ratings',
      width: '95px',
      align: 'end',
      cell: ({ ratings }) => formatCount(ratings),
      sortBy: ({ ratings }) => ratings,
    },
    {
      id: 'pairs',
      header: 'Pairs rated',
      width: '145px',
      align: 'end',
      secondary: true,
      cell: tellPairs,
      sortBy: ({ pairs }) => pairs,
    },
    {
      id: 'left',
      header: 'Still wanted',
      width: '120px',
      align: 'end',
      secondary: true,
      cell: ({ ratingsLeft }) => formatCount(ratingsLeft),
      sortBy: ({ ratingsLeft }) => ratingsLeft,
    },
    {
      id: 'last',
      header: 'Last',
      width: '115px',
      align: 'end',
      secondary: true,
      cell: ({ lastRatedAt }) => (lastRatedAt ? <TimeAgo at={lastRatedAt} /> : ''),
      sortBy: ({ lastRatedAt }) => lastRatedAt ?? '',
    },
  ];
}
