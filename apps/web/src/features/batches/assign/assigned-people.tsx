import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import type { BatchItem } from '../batches-query.ts';
import type { Rater } from '../raters-query.ts';
import classes from './assign.module.css';
import { draggedPerson } from './dragged-person.ts';

type Props = {
  batch: BatchItem;
  raters: readonly Rater[];
  /** Null: the batch is for everybody. */
  onAssign: (userIds: string[] | null) => void;
};

/** Whom a batch is for. Somebody is added by dropping them here, or by the menu; the menu takes them out again. */
export function AssignedPeople({ batch, raters, onAssign }: Props) {
  const [over, setOver] = useState(false);
  const ids = batch.audience.userIds;
  const chosen = raters.filter(({ userId }) => ids?.includes(userId));
  const toggle = (userId: string) => {
    const next = ids?.includes(userId) ? ids.filter((id) => id !== userId) : [...(ids ?? []), userId];
    onAssign(next.length > 0 ? next : null);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const userId = draggedPerson(event);
    if (userId !== null && !ids?.includes(userId)) toggle(userId);
  };
  return (
    <section
      className={classes.target}
      aria-label={`Whom ${batch.name} is for`}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Text size="sm" {...(ids === null ? { c: 'dimmed' } : {})} className={classes.names}>
        {ids === null ? 'Everybody' : namesOf(chosen, ids.length)}
      </Text>
      <Menu position="bottom-end" closeOnItemClick={false} width={260}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            title={`Assign people to ${batch.name}`}
            aria-label={`Assign people to ${batch.name}`}
          >
            <IconUserPlus size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={320} className={classes.menu}>
          <Menu.Item disabled={ids === null} onClick={() => onAssign(null)}>
            Everybody
          </Menu.Item>
          <Menu.Divider />
          {raters.map(({ userId, name, email }) => (
            <Menu.CheckboxItem
              key={userId}
              checked={ids?.includes(userId) ?? false}
              onChange={() => toggle(userId)}
            >
              {name}
              <Text size="xs" c="dimmed">
                {email}
              </Text>
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
    </section>
  );
}

/** Two names at most, and how many more there are. */
function namesOf(chosen: readonly Rater[], count: number): string {
  const names = chosen.slice(0, 2).map(({ name }) => name);
  const more = count - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
