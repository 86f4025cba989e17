import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

type Props = {
  title: string;
  /** One line under the title: what this page is for, or the state of what it shows. */
  children?: ReactNode;
  /** Buttons at the right, the main one last. */
  actions?: ReactNode;
};

/** The page's one h1; it names the browser's tab as well. */
export function PageHeader({ title, children, actions }: Props) {
  return (
    <header className={classes.header}>
      <title>{`${title} · Prefloop`}</title>
      <div className={classes.words}>
        <Title order={1}>{title}</Title>
        {children ? (
          <Text component="div" c="dimmed">
            {children}
          </Text>
        ) : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  );
}
