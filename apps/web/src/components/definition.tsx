import { ActionIcon, Popover, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = {
  /** The number's name, as it stands beside it. */
  of: string;
  /** What the number counts, in a sentence or two. */
  children: ReactNode;
  /** The way to its rows. */
  rows?: ReactNode;
};

/** A small button beside a number's name: what it means, and the way to its rows. */
export function Definition({ of, children, rows }: Props) {
  return (
    <Popover width={300} position="bottom-start" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={`What “${of}” means`}>
          <IconInfoCircle size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={of}>
        {/* Takes the focus so that it is read out; no control, so it has no ring. */}
        <Stack gap={8} tabIndex={-1} data-autofocus style={{ outline: 'none' }}>
          <Text size="sm">{children}</Text>
          {rows ? (
            <Text size="sm" component="div">
              {rows}
            </Text>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
