import { Button, Group, Stack, Text } from '@mantine/core';
import { explainError } from '../lib/explain-error.ts';
import { CopyField } from './copy-field.tsx';
import classes from './state.module.css';

/** What failed, why, and what next; with the request id to pass on and, where a retry makes sense, its button. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { what, why, next, requestId } = explainError(error);
  return (
    <div className={classes.error} role="alert">
      <Stack gap={8}>
        <Text fw={600}>{what}</Text>
        <Text>{why}</Text>
        <Text c="dimmed">{next}</Text>
        {requestId || onRetry ? (
          <Group gap="sm" align="center">
            {onRetry ? (
              <Button variant="default" size="xs" onClick={onRetry}>
                Try again
              </Button>
            ) : null}
            {requestId ? (
              <Group gap={8} wrap="nowrap" miw={0}>
                <Text size="sm" c="dimmed" flex="none">
                  Request id
                </Text>
                <CopyField value={requestId} name="request id" />
              </Group>
            ) : null}
          </Group>
        ) : null}
      </Stack>
    </div>
  );
}
