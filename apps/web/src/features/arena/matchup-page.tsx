import { Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { MatchupDetail } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ButtonLink } from '../../components/button-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { formatCount, formatPlural, formatShare } from '../../lib/format.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import { versionName } from '../../lib/versions.ts';
import classes from './arena.module.css';
import { matchupQuery } from './arena-query.ts';
import { preferredSide, tellMatchup, tellPairs, tellRate, tellVerdict } from './arena-words.ts';
import { Battles } from './battles.tsx';
import { OutcomeBar } from './outcome-bar.tsx';

/** Two versions against each other: who wins, how sure that is, where, and the ratings behind it. */
export function MatchupPage() {
  const project = useProject();
  const { first, second } = useParams({ from: '/app/p/$project/arena/$first/$second' });
  const matchup = useQuery(matchupQuery(project.slug, first, second));
  return (
    <QueryView query={matchup} loading="Loading the matchup">
      {(data) => <Meeting matchup={data} />}
    </QueryView>
  );
}

function Meeting({ matchup }: { matchup: MatchupDetail }) {
  const { slug } = useProject();
  const { newer, older } = matchup;
  return (
    <Stack gap="lg">
      <PageHeader
        title={`${versionName(newer)} against ${versionName(older)}`}
        actions={matchup.pairs > 0 ? <NextSteps matchup={matchup} /> : null}
      >
        <Group gap="xs">
          <Anchor component={Link} to={`/p/${slug}/arena`}>
            Arena
          </Anchor>
          {[newer, older].map((version) => (
            <Group key={version.id} gap={6} miw={0} className={classes.name}>
              <Link to="/p/$project/models/$versionId" params={{ project: slug, versionId: version.id }}>
                {versionName(version)}
              </Link>
              {version.aliases.map((alias) => (
                <Badge key={alias} variant="outline">
                  {alias}
                </Badge>
              ))}
            </Group>
          ))}
        </Group>
      </PageHeader>
      {matchup.pairs === 0 ? (
        <EmptyState title={tellMatchup(matchup)} action={<NextSteps matchup={matchup} />}>
          Let both answer the same prompts; the run's page then pairs the answers for people to compare blind.
        </EmptyState>
      ) : (
        <Numbers matchup={matchup} />
      )}
    </Stack>
  );
}

/** More evidence while it is open which is better; else the way to promote the one that people prefer. */
function NextSteps({ matchup }: { matchup: MatchupDetail }) {
  const { slug, role } = useProject();
  if (!mayUse(role, ['lead', 'engineer'])) return null;
  const { newer, older } = matchup;
  const side = preferredSide(matchup.winRate);
  const winner = side === null ? null : matchup[side];
  const promotable = winner?.status === 'ready' && !winner.aliases.includes('champion') ? winner : null;
  return (
    <>
      <ButtonLink
        variant={promotable ? 'default' : 'filled'}
        to="/p/$project/runs/new"
        params={{ project: slug }}
        search={{ versions: [newer.id, older.id] }}
      >
        {matchup.pairs === 0 ? 'Let both answer' : 'Compare on more prompts'}
      </ButtonLink>
      {promotable ? (
        <ButtonLink
          maw={{ base: '100%', sm: 320 }}
          to="/p/$project/models/$versionId"
          params={{ project: slug, versionId: promotable.id }}
          search={{ promote: true }}
        >
          Promote {versionName(promotable)}
        </ButtonLink>
      ) : null}
    </>
  );
}

function Numbers({ matchup }: { matchup: MatchupDetail }) {
  const { leftChoice, ratingsLeft, lastRatedAt, ratings, taskTypes } = matchup;
  return (
    <>
      <section aria-label="Result" aria-live="polite">
        <p className={classes.headline}>{tellMatchup(matchup)}</p>
        {ratings > 0 ? (
          <>
            <Text mb="md">{tellVerdict(matchup)}</Text>
            <OutcomeBar matchup={matchup} />
            <Text size="sm" c="dimmed" mt="sm" maw="75ch">
              In the win rate a tie, both good and both bad count half. The interval holds with 95%; several
              ratings of one prompt do not count as separate proof.
            </Text>
          </>
        ) : null}
      </section>
      <Stats>
        <Stat label="Pairs rated" value={tellPairs(matchup)} />
        <Stat label="Ratings" value={formatCount(ratings)}>
          {lastRatedAt ? (
            <span>
              last <TimeAgo at={lastRatedAt} />
            </span>
          ) : null}
        </Stat>
        <Stat label="Still wanted" value={formatCount(ratingsLeft)}>
          by released batches
        </Stat>
        <Stat
          label="Left chosen"
          value={leftChoice.value === null ? null : formatShare(leftChoice.value, 0)}
          n={leftChoice.n}
          {...(leftChoice.low === null || leftChoice.high === null
            ? {}
            : { interval: [formatShare(leftChoice.low, 0), formatShare(leftChoice.high, 0)] as const })}
        >
          {leftChoice.why}
        </Stat>
      </Stats>
      {taskTypes.length > 0 ? <TaskTypes matchup={matchup} /> : null}
      <Batches matchup={matchup} />
      {ratings > 0 ? <Battles matchup={matchup} /> : null}
    </>
  );
}

type TypeRow = MatchupDetail['taskTypes'][number];

function TaskTypes({ matchup }: { matchup: MatchupDetail }) {
  return (
    <section>
      <Title order={2} mb="xs">
        By task type
      </Title>
      <DataTable
        label="Win rate by task type"
        columns={typeColumns}
        rows={matchup.taskTypes}
        rowId={({ taskType }) => taskType ?? ''}
      />
    </section>
  );
}

const figure = (id: string, header: string, value: (row: TypeRow) => number): Column<TypeRow> => ({
  id,
  header,
  width: '105px',
  align: 'end',
  secondary: true,
  cell: (row) => formatCount(value(row)),
  sortBy: value,
});

// At module scope: a new array would be a new table.
const typeColumns: Column<TypeRow>[] = [
  {
    id: 'type',
    header: 'Task type',
    cell: ({ taskType }) => taskType ?? <Text c="dimmed">No task type</Text>,
    sortBy: ({ taskType }) => taskType ?? '',
  },
  {
    id: 'rate',
    header: 'The newer wins',
    width: '190px',
    cell: ({ winRate }) => tellRate(winRate),
    sortBy: ({ winRate }) => winRate.value ?? -1,
  },
  { ...figure('n', 'Ratings', ({ ratings }) => ratings), secondary: false, width: '90px' },
  figure('prompts', 'Prompts', ({ winRate }) => winRate.prompts),
  figure('wins', 'Wins', ({ outcomes }) => outcomes.newer),
  figure('ties', 'Equal', ({ outcomes }) => outcomes.tie),
  figure('bad', 'Both bad', ({ outcomes }) => outcomes.bothBad),
  figure('losses', 'Losses', ({ outcomes }) => outcomes.older),
];

function Batches({ matchup }: { matchup: MatchupDetail }) {
  const { slug } = useProject();
  return (
    <section>
      <Title order={2} mb="xs">
        Batches
      </Title>
      {matchup.batches.map(({ id, name, status, pairs, ratings, ratingsLeft }) => (
        <Text key={id}>
          <Link to="/p/$project/batches/$batchId" params={{ project: slug, batchId: id }}>
            {name}
          </Link>{' '}
          <Text span c="dimmed">
            {status}, {formatPlural(pairs, 'pair')}, {formatPlural(ratings, 'rating')},{' '}
            {formatCount(ratingsLeft)} still wanted
          </Text>
        </Text>
      ))}
    </section>
  );
}
