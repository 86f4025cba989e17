import { Progress, Stack, Text, Title } from '@mantine/core';
import type { AnnotatorProgress, BatchProgress, TaskKind } from '@prefloop/contract';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { flagWords } from '../../lib/flag-words.ts';
import { formatCount, formatPlural, formatShare } from '../../lib/format.ts';
import {
  capitalized,
  describeMajority,
  describeVerdicts,
  formatSeconds,
  intervalOf,
  taskNames,
} from './batch-words.ts';

const people: Column<AnnotatorProgress>[] = [
  { id: 'name', header: 'Annotator', cell: (one) => one.name, sortBy: (one) => one.name },
  {
    id: 'ratings',
    header: 'Ratings',
    width: '90px',
    align: 'end',
    cell: (one) => formatCount(one.ratings),
    sortBy: (one) => one.ratings,
  },
  {
    id: 'skips',
    header: 'Skips',
    width: '80px',
    align: 'end',
    secondary: true,
    cell: (one) => formatCount(one.skips),
    sortBy: (one) => one.skips,
  },
  {
    id: 'time',
    header: 'Median time',
    width: '115px',
    align: 'end',
    cell: (one) => formatSeconds(one.medianActiveMs) ?? '',
    sortBy: (one) => one.medianActiveMs ?? 0,
  },
  {
    id: 'left',
    header: 'Left chosen',
    width: '230px',
    align: 'end',
    secondary: true,
    cell: (one) =>
      one.leftChoice.value === null ? (
        <Text component="span" c="dimmed" size="sm">
          {one.leftChoice.why}
        </Text>
      ) : (
        `${formatShare(one.leftChoice.value, 0)} (${formatShare(one.leftChoice.low ?? 0, 0)} to ${formatShare(one.leftChoice.high ?? 1, 0)}, n = ${one.leftChoice.n})`
      ),
  },
  {
    id: 'held',
    header: 'Holds',
    width: '75px',
    align: 'end',
    secondary: true,
    cell: (one) => formatCount(one.held),
  },
  {
    id: 'last',
    header: 'Last',
    width: '110px',
    cell: (one) => (one.lastRatedAt ? <TimeAgo at={one.lastRatedAt} /> : ''),
  },
];

/** How far a batch is, and who rated how much and how; each number with its n. */
type Props = { progress: BatchProgress; kind: TaskKind };

export function BatchProgressView({ progress, kind }: Props) {
  const { tasks, ratings, leftChoice, agreement } = progress;
  const pairs = kind === 'pair';
  const left = intervalOf(leftChoice);
  return (
    <Stack gap="lg">
      <div>
        <Progress
          value={ratings.wanted === 0 ? 0 : (100 * ratings.counted) / ratings.wanted}
          aria-label="Share of the wanted ratings that are in"
          mb={4}
        />
        <Text>
          {formatCount(ratings.counted)} of {formatPlural(ratings.wanted, 'rating')} done,{' '}
          {formatCount(ratings.left)} left; {formatCount(progress.held)} with somebody now.
        </Text>
      </div>
      <Stats>
        <Stat
          label={`${capitalized(taskNames[kind][1])} done`}
          value={formatCount(tasks.done)}
          n={tasks.total}
        >
          {tasks.flagged > 0 ? `${formatCount(tasks.flagged)} flagged by skips` : null}
        </Stat>
        <Stat label="Median time" value={formatSeconds(progress.medianActiveMs)}>
          active, a rating
        </Stat>
        {pairs ? (
          <Stat
            label="Left chosen"
            value={leftChoice.value === null ? null : formatShare(leftChoice.value)}
            n={leftChoice.n}
            {...(left ? { interval: left } : {})}
          >
            {leftChoice.why}
          </Stat>
        ) : null}
        {tasks.disputed + tasks.adjudicated > 0 ? (
          <Stat label="Decided" value={formatCount(tasks.adjudicated)} n={tasks.disputed + tasks.adjudicated}>
            {tasks.disputed > 0 ? `${formatCount(tasks.disputed)} wait for a decision` : null}
          </Stat>
        ) : null}
        <Stat label="Skipped" value={formatCount(ratings.skips)} />
        <Stat label="Late, kept aside" value={formatCount(ratings.surplus)} />
      </Stats>
      <Text>{describeVerdicts(kind, progress)}</Text>
      {progress.flags.length > 0 ? (
        <Text>
          Flagged by people:{' '}
          {progress.flags
            .map((one) => `${flagWords[one.flag].label.toLowerCase()} ${formatCount(one.ratings)}`)
            .join(', ')}
          .
        </Text>
      ) : null}
      {pairs && agreement.tasks > 0 ? <Text>{describeMajority(progress.majority)}</Text> : null}
      <section>
        <Title order={2} mb="xs">
          People
        </Title>
        {progress.annotators.length === 0 ? (
          <Text c="dimmed">Nobody has rated here yet.</Text>
        ) : (
          <DataTable
            label="Annotators"
            columns={pairs ? people : people.filter(({ id }) => id !== 'left')}
            rows={progress.annotators}
            rowId={(one) => one.id}
          />
        )}
      </section>
    </Stack>
  );
}
