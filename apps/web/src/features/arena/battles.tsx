import { Group, Select, Stack, Text, Title } from '@mantine/core';
import type { Battle, MatchupDetail } from '@prefloop/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { usePages } from '../../lib/use-pages.ts';
import { arenaKey, fetchBattles } from './arena-query.ts';
import { outcomes, outcomeWords, tellBattle } from './arena-words.ts';

/** What a Select knows prompts without a task type by: no task type is empty. */
const untyped = '';

/** The ratings behind the numbers, newest first; what is chosen here is in the URL. */
export function Battles({ matchup }: { matchup: MatchupDetail }) {
  const { slug } = useProject();
  const client = useQueryClient();
  const navigate = useNavigate({ from: '/p/$project/arena/$first/$second' });
  const filter = useSearch({ from: '/app/p/$project/arena/$first/$second' });
  const { newer, older } = matchup;
  const all = [...arenaKey(slug), newer.id, older.id, 'battles'];
  const { rows, view, more, hasMore } = usePages([...all, filter], (cursor) =>
    fetchBattles({ project: slug, first: newer.id, second: older.id }, filter, cursor),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: other numbers have other rows behind them
  useEffect(() => {
    void client.invalidateQueries({ queryKey: all });
  }, [matchup.ratings, matchup.lastRatedAt]);
  const columns = useMemo(() => columnsOf(slug, { newer, older }), [slug, newer, older]);
  const words = outcomeWords(matchup);
  const choose = (change: typeof filter) =>
    navigate({ search: (known) => ({ ...known, ...change }), replace: true, resetScroll: false });
  return (
    <section>
      <Title order={2} mb="xs">
        Ratings
      </Title>
      <Stack gap="sm">
        <Group gap="xs">
          <Select
            aria-label="How it came out"
            placeholder="All outcomes"
            data={outcomes.map(({ outcome, count }) => ({
              value: outcome,
              label: `${words[outcome]} (${formatCount(matchup.outcomes[count])})`,
            }))}
            value={filter.outcome ?? null}
            onChange={(value) =>
              void choose({ outcome: outcomes.find((one) => one.outcome === value)?.outcome })
            }
            clearable
            w={{ base: '100%', xs: 280 }}
          />
          {matchup.taskTypes.length > 1 ? (
            <Select
              aria-label="Task type"
              placeholder="All task types"
              data={matchup.taskTypes.map(({ taskType, ratings }) => ({
                value: taskType ?? untyped,
                label: `${taskType ?? 'No task type'} (${formatCount(ratings)})`,
              }))}
              value={filter.taskType ?? null}
              onChange={(value) => void choose({ taskType: value ?? undefined })}
              clearable
              w={{ base: '100%', xs: 220 }}
            />
          ) : null}
        </Group>
        <QueryView query={view} loading="Loading the ratings">
          {(battles) =>
            battles.length === 0 ? (
              <Text c="dimmed">No rating of these versions came out like this.</Text>
            ) : (
              <DataTable
                label="Ratings of this matchup"
                columns={columns}
                rows={battles}
                rowId={({ id }) => id}
                partial={hasMore}
                onEndReached={more}
              />
            )
          }
        </QueryView>
        {rows && hasMore ? (
          <Text size="sm" c="dimmed">
            {formatCount(rows.length)} shown; more come as you scroll.
          </Text>
        ) : null}
      </Stack>
    </section>
  );
}

function columnsOf(slug: string, sides: Pick<MatchupDetail, 'newer' | 'older'>): Column<Battle>[] {
  return [
    {
      id: 'prompt',
      header: 'Prompt',
      cell: ({ promptId, promptExcerpt }) => (
        <Link to="/p/$project/prompts/$promptId" params={{ project: slug, promptId }}>
          <Text span lineClamp={2}>
            {promptExcerpt.trim() || 'Without text'}
          </Text>
        </Link>
      ),
    },
    {
      id: 'verdict',
      header: 'Verdict',
      width: '240px',
      cell: (battle) => (
        <>
          {tellBattle(battle, sides)}
          {battle.comment ? (
            <Text size="sm" c="dimmed" lineClamp={2}>
              {battle.comment}
            </Text>
          ) : null}
        </>
      ),
    },
    {
      id: 'type',
      header: 'Task type',
      width: '130px',
      secondary: true,
      cell: ({ taskType }) => taskType ?? '',
    },
    {
      id: 'who',
      header: 'Annotator',
      width: '150px',
      secondary: true,
      cell: ({ annotator }) => annotator,
    },
    {
      id: 'batch',
      header: 'Batch',
      width: '170px',
      secondary: true,
      cell: ({ batch }) => (
        <Link to="/p/$project/batches/$batchId" params={{ project: slug, batchId: batch.id }}>
          {batch.name}
        </Link>
      ),
    },
    {
      id: 'when',
      header: 'When',
      width: '110px',
      secondary: true,
      cell: ({ ratedAt }) => <TimeAgo at={ratedAt} />,
    },
  ];
}
