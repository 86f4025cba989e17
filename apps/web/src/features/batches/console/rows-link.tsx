import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useProject } from '../../../lib/project.ts';
import type { RatingSearch } from '../ratings/rating-search.ts';
import classes from './console.module.css';
import type { ScopeSearch } from './console-search.ts';

type Props = { search: ScopeSearch; filter: Omit<RatingSearch, keyof ScopeSearch>; children: ReactNode };

/** The way to the ratings behind a number: of the console's batch and period. */
export function RowsLink({ search: { batch, period, from, to }, filter, children }: Props) {
  const { slug } = useProject();
  return (
    <Link
      to="/p/$project/ratings"
      params={{ project: slug }}
      search={{ batch, period, from, to, ...filter }}
      className={classes.rows}
    >
      {children}
    </Link>
  );
}
