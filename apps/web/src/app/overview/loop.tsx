import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ButtonLink } from '../../components/button-link.tsx';
import { formatCount } from '../../lib/format.ts';
import classes from './loop.module.css';
import type { Station } from './stations.ts';

/** The stations in a row, or below each other where there is no room; the first empty one offers what fills it. */
export function Loop({ project, stations }: { project: string; stations: readonly Station[] }) {
  const next = stations.find((station) => station.count === 0 && station.action)?.name;
  return (
    <ol className={classes.loop} aria-label="The loop">
      {stations.map((station) => (
        <li key={station.name} className={classes.station}>
          <StationName project={project} station={station} />
          <div className={classes.count}>{formatCount(station.count)}</div>
          <Text size="sm" c="dimmed">
            {station.count === 0 ? 'none yet' : station.note}
          </Text>
          {station.name === next && station.action ? (
            <ButtonLink
              size="xs"
              mt={8}
              to={station.action.to}
              params={{ project }}
              search={station.action.search ?? {}}
            >
              {station.action.label}
            </ButtonLink>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function StationName({ project, station }: { project: string; station: Station }) {
  if (!station.to) return <div className={classes.name}>{station.name}</div>;
  return (
    <Link to={station.to} params={{ project }} className={classes.name}>
      {station.name}
    </Link>
  );
}
