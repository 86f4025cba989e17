import { Stack, Text, Title } from '@mantine/core';
import type { SnapshotStatistics } from '@prefloop/contract';
import { Stat, Stats } from '../../components/stat.tsx';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { removalWords } from './rule-words.ts';
import classes from './snapshots.module.css';

/** How many rows came out, of what, and what each rule removed. */
export function StatisticsView({ statistics }: { statistics: SnapshotStatistics }) {
  const { characters } = statistics;
  return (
    <Stack gap="md">
      <Stats>
        <Stat label="Training rows" value={formatCount(statistics.train)} />
        <Stat label="Evaluation rows" value={formatCount(statistics.eval)} />
        <Stat label="Prompts" value={formatCount(statistics.prompts)} />
        {statistics.ratings > 0 ? (
          <Stat label="Ratings" value={formatCount(statistics.ratings)}>
            by {formatPlural(statistics.annotators, 'person', 'people')}
          </Stat>
        ) : null}
        {characters ? (
          <Stat label="Characters a row" value={formatCount(characters.median)}>
            median; 95% below {formatCount(characters.p95)}, longest {formatCount(characters.max)}
          </Stat>
        ) : null}
      </Stats>
      <section>
        <Title order={3} mb={4}>
          Removed by the rules
        </Title>
        {statistics.removed.length === 0 ? (
          <Text c="dimmed">Nothing: all {formatCount(statistics.considered)} looked at are in.</Text>
        ) : (
          <table className={classes.removed}>
            <tbody>
              {statistics.removed.map(({ reason, count }) => (
                <tr key={reason}>
                  <td className={classes.figure}>{formatCount(count)}</td>
                  <td>{removalWords[reason]}</td>
                </tr>
              ))}
              <tr>
                <td className={classes.figure}>{formatCount(statistics.considered)}</td>
                <td>looked at in all</td>
              </tr>
            </tbody>
          </table>
        )}
      </section>
    </Stack>
  );
}
