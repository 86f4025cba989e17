import { Alert, Button, Group, Stack, Title } from '@mantine/core';
import { type AlertSeverity, type RunAlert, stalledAlert } from '@prefloop/contract';
import { useMemo } from 'react';
import { focusChart } from './chart-place.ts';
import type { Curves } from './curves.ts';
import classes from './runs.module.css';
import type { RunShown } from './runs-query.ts';
import { useNow } from './use-now.ts';

const looks: Record<AlertSeverity, { color: string; word: string }> = {
  note: { color: 'blue', word: 'Note' },
  warning: { color: 'orange', word: 'Warning' },
  danger: { color: 'red', word: 'Danger' },
};

/** "Warning: over-fitting": never by colour alone. */
export function alertTitle({ severity, title }: RunAlert): string {
  return `${looks[severity].word}: ${title}`;
}

/** A run at work that has fallen silent, by the server's clock. */
export function useStalled(run: RunShown, curves: Curves, clockAhead: number): RunAlert | null {
  const running = run.status === 'running';
  const now = useNow(running);
  return useMemo(
    () => (running ? stalledAlert(curves, now + clockAhead) : null),
    [running, curves, now, clockAhead],
  );
}

type Props = { alerts: readonly RunAlert[]; titleOf: (name: string) => string };

/** What the curves show that somebody should know, each with the way to its charts. */
export function RunAlerts({ alerts, titleOf }: Props) {
  return (
    <>
      {/* Told once when it comes: the numbers within change with every point. */}
      <p className={classes.hidden} aria-live="polite">
        {alerts.map(alertTitle).join('. ')}
      </p>
      {alerts.length > 0 ? (
        <Stack component="section" gap="sm" aria-label="What the curves show">
          <Title order={2}>What the curves show</Title>
          {alerts.map((alert) => (
            <Alert
              key={`${alert.code} ${alert.charts.join(' ')}`}
              id={`alert-${alert.code}`}
              // Not the role of an alert: that would be read aloud anew with every number in it.
              role="group"
              aria-label={alertTitle(alert)}
              color={looks[alert.severity].color}
              title={alertTitle(alert)}
            >
              <p className={classes.happens}>{alert.happens}</p>
              <dl className={classes.advice}>
                <dt>Usual?</dt>
                <dd>{alert.usual}</dd>
                <dt>Watch</dt>
                <dd>{alert.watch}</dd>
                <dt>Do</dt>
                <dd>{alert.act}</dd>
              </dl>
              <Group gap="xs" mt="xs">
                {alert.charts.map((name) => (
                  <Button key={name} size="compact-sm" variant="default" onClick={() => focusChart(name)}>
                    Show {titleOf(name)}
                  </Button>
                ))}
              </Group>
            </Alert>
          ))}
        </Stack>
      ) : null}
    </>
  );
}
