import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './door.module.css';

/** The frame of every page before the sign-in: one column, one question. */
export function Door({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <main className={classes.door}>
      <title>{`${title} · Prefloop`}</title>
      <Stack gap="lg" className={classes.column}>
        <div className={classes.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <Text fw={600}>Prefloop</Text>
        </div>
        <div>
          <Title order={1}>{title}</Title>
          {note ? (
            <Text c="dimmed" mt={4}>
              {note}
            </Text>
          ) : null}
        </div>
        {children}
      </Stack>
    </main>
  );
}
