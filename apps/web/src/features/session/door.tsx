import { Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { DeviceLanguage } from './device-language.tsx';
import classes from './door.module.css';

/** The frame of every page before the sign-in: one column, one question, and the first field ready to be typed into. */
export function Door({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  // At every render, since some forms come only once their link was looked up.
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    main.current?.querySelector<HTMLElement>('input:not([readonly])')?.focus();
  });
  return (
    <main className={classes.door} ref={main}>
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
        <DeviceLanguage />
      </Stack>
    </main>
  );
}
