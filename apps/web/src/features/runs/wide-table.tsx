import type { ReactNode } from 'react';
import classes from './runs.module.css';

/** A table that scrolls in itself where it is wider than the page, by keyboard too. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} tabIndex={0} className={classes.wide}>
      <table>{children}</table>
    </div>
  );
}
