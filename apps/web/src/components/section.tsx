import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './section.module.css';

type Props = { title: string; note?: ReactNode; children: ReactNode };

/** A part of a settings page: what it is about at the left, its controls at the right, a hairline above. */
export function Section({ title, note, children }: Props) {
  return (
    <section className={classes.section}>
      <div className={classes.words}>
        <Title order={2}>{title}</Title>
        {note ? (
          <Text size="sm" c="dimmed" mt={4}>
            {note}
          </Text>
        ) : null}
      </div>
      <div className={classes.controls}>{children}</div>
    </section>
  );
}
