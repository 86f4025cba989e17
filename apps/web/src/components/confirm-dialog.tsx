import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './error-state.tsx';

type Props = {
  opened: boolean;
  /** Names the object: "Remove Ada from Summaries?" */
  title: string;
  /** What will happen, and what will stay. */
  children: ReactNode;
  /** The verb on the button: "Remove". */
  verb: string;
  pending: boolean;
  /** Why the last try failed; the dialog stays open. */
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
};

/** For what cannot be undone. The safe choice has the focus. */
export function ConfirmDialog({ opened, title, children, verb, pending, error, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Stack>
        <Text component="div">{children}</Text>
        {error ? <ErrorState error={error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('keep')}
          </Button>
          <Button color="red" loading={pending} onClick={onConfirm}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
