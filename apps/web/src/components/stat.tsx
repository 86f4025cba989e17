import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '../lib/format.ts';
import classes from './stat.module.css';

type Props = {
  label: string;
  /** The figure, formatted; null says that there is none yet. */
  value: ReactNode | null;
  /** Of how many. */
  n?: number;
  /** How sure: the 95% interval's ends, formatted. */
  interval?: readonly [string, string];
  /** What the figure means: a button beside its label. */
  definition?: ReactNode;
  /** Anything else that qualifies the figure: since when, against what. */
  children?: ReactNode;
};

/** One number with what it needs to be believed: its n, its interval and its date. A set of them is a <dl>. */
export function Stat({ label, value, n, interval, definition, children }: Props) {
  return (
    <div className={classes.stat}>
      <dt className={classes.label}>
        {label}
        {definition}
      </dt>
      <dd className={classes.value}>{value ?? <Text c="dimmed">none yet</Text>}</dd>
      <dd className={classes.note}>
        {interval ? (
          <span>
            <abbr title="95% confidence interval">95% CI</abbr> {interval[0]} to {interval[1]}
          </span>
        ) : null}
        {n === undefined ? null : <span>n = {formatCount(n)}</span>}
        {children}
      </dd>
    </div>
  );
}

/** Lays out Stats in a row that wraps. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className={classes.stats}>{children}</dl>;
}
