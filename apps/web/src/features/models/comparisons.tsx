import { Text, Title } from '@mantine/core';
import type { Matchup, ModelVersionDetail } from '@prefloop/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { QueryView } from '../../components/query-view.tsx';
import { formatPlural, formatShare } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { versionName } from '../../lib/versions.ts';
import classes from './models.module.css';
import { comparisonsQuery } from './version-query.ts';

/** How a version did against others in blind pairs. */
export function Comparisons({ version }: { version: ModelVersionDetail }) {
  const { slug } = useProject();
  const matchups = useQuery(comparisonsQuery(slug, version.id));
  return (
    <section>
      <Title order={2} mb="xs">
        Compared blind
      </Title>
      <QueryView query={matchups} loading="Loading the comparisons">
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">It has not met another version in a pair yet.</Text>
          ) : (
            <ul className={classes.chain}>
              {items.map((matchup) => (
                <li key={`${matchup.newer.id} ${matchup.older.id}`}>
                  <Link
                    to="/p/$project/arena/$first/$second"
                    params={{ project: slug, first: matchup.newer.id, second: matchup.older.id }}
                  >
                    against {versionName(matchup.newer.id === version.id ? matchup.older : matchup.newer)}
                  </Link>{' '}
                  <Text span c="dimmed">
                    {tellResult(matchup, version.id)}
                  </Text>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

/** From the side of one of the two: the API tells the newer one's share. */
function tellResult({ newer, winRate, ratingsLeft }: Matchup, versionId: string): string {
  const { value, low, high, n } = winRate;
  if (value === null || low === null || high === null) {
    return ratingsLeft > 0 ? `no rating yet, ${formatPlural(ratingsLeft, 'rating')} wanted` : 'no rating yet';
  }
  const [share, from, to] = newer.id === versionId ? [value, low, high] : [1 - value, 1 - high, 1 - low];
  return `wins ${formatShare(share, 0)} (${formatShare(from, 0)} to ${formatShare(to, 0)}, n = ${formatPlural(n, 'rating')})`;
}
