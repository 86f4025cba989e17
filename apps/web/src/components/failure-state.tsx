import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from './copy-field.tsx';
import classes from './state.module.css';

type Props = {
  what: string;
  why: string;
  next: string;
  /** To pass on to who runs the server. */
  requestId?: string | null;
  onRetry?: (() => void) | undefined;
};

/** Something that failed: what, why, and what next; where a retry makes sense, with its button. */
export function FailureState({ what, why, next, requestId = null, onRetry }: Props) {
  const { t } = useTranslation();
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
                {t('tryAgain')}
              </Button>
            ) : null}
            {requestId ? (
              <Group gap={8} wrap="nowrap" miw={0}>
                <Text size="sm" c="dimmed" flex="none">
                  {t('requestId')}
                </Text>
                <CopyField value={requestId} name={t('requestIdInside')} />
              </Group>
            ) : null}
          </Group>
        ) : null}
      </Stack>
    </div>
  );
}
