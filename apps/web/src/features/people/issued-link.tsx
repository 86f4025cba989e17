import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyField } from '../../components/copy-field.tsx';
import { formatMoment } from '../../lib/format.ts';

type Props = { url: string; expiresAt: string; name: string; children: ReactNode; onDone: () => void };

/** A one-time link right after it was made: the only time that it can be seen. */
export function IssuedLink({ url, expiresAt, name, children, onDone }: Props) {
  return (
    <Stack>
      <Text>{children}</Text>
      <CopyField value={url} name={name} wrap />
      <Text size="sm" c="dimmed">
        It works once, until {formatMoment(expiresAt)}. It is shown only now: copy it before you close this.
      </Text>
      <Group justify="flex-end">
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}
