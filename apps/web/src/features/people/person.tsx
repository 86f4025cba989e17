import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A name with its address below it, as it stands in a list of people. */
export function Person({ name, email, note }: { name: string; email: string; note?: ReactNode }) {
  return (
    <div>
      <Text fw={500}>
        {name}
        {note ? (
          <Text span c="dimmed" fw={400}>
            {' '}
            {note}
          </Text>
        ) : null}
      </Text>
      <Text size="sm" c="dimmed">
        {email}
      </Text>
    </div>
  );
}
