import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './state.module.css';

type Props = {
  title: string;
  /** Why there is nothing, in a sentence. */
  children?: ReactNode;
  /** The one next thing to do. */
  action?: ReactNode;
};

/** What a list shows when it has nothing: why, and the one next action. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={classes.state}>
      <Stack gap={4}>
        <Title order={2}>{title}</Title>
        {children ? <Text c="dimmed">{children}</Text> : null}
        {action ? <div className={classes.action}>{action}</div> : null}
      </Stack>
    </div>
  );
}
