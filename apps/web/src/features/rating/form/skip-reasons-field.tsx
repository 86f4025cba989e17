import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { SkipChoice } from '@prefloop/contract';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './form.module.css';
import { newReason } from './new-reason.ts';

const most = 9;

type Props = { reasons: readonly SkipChoice[]; onChange: (reasons: SkipChoice[]) => void };

/** The reasons to skip, in the order of their keys; each can be renamed, moved and removed. */
export function SkipReasonsField({ reasons, onChange }: Props) {
  const [label, setLabel] = useState('');
  const known = reasons.some((reason) => reason.label === label.trim());
  const add = () => {
    if (label.trim() === '' || known || reasons.length >= most) return;
    onChange([...reasons, newReason(label.trim(), reasons)]);
    setLabel('');
  };
  const change = (place: number, part: Partial<SkipChoice>) =>
    onChange(reasons.map((reason, at) => (at === place ? { ...reason, ...part } : reason)));
  const move = (place: number, to: number) => {
    const moved = reasons[place];
    if (moved === undefined) return;
    const rest = reasons.filter((_, at) => at !== place);
    onChange([...rest.slice(0, to), moved, ...rest.slice(to)]);
  };
  return (
    <Stack gap="xs">
      {reasons.length === 0 ? <Text c="dimmed">Nobody can skip a pair.</Text> : null}
      {reasons.map(({ code, label: name, hint }, place) => (
        <div key={code} className={classes.reason}>
          <kbd className={classes.place}>{place + 1}</kbd>
          <TextInput
            aria-label={`Reason ${place + 1}`}
            className={classes.reasonLabel}
            maxLength={60}
            value={name}
            error={name.trim() === '' ? 'Type a name' : null}
            onChange={(event) => change(place, { label: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`Hint to reason ${place + 1}`}
            className={classes.reasonHint}
            placeholder="Hint, if it needs one"
            maxLength={120}
            value={hint}
            onChange={(event) => change(place, { hint: event.currentTarget.value })}
          />
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move “${name}” up`}
              disabled={place === 0}
              onClick={() => move(place, place - 1)}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move “${name}” down`}
              disabled={place === reasons.length - 1}
              onClick={() => move(place, place + 1)}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove “${name}”`}
              onClick={() => onChange(reasons.filter((_, at) => at !== place))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </div>
      ))}
      {reasons.length < most ? (
        <Group gap="xs" align="flex-start">
          <TextInput
            aria-label="A further reason"
            placeholder="A further reason"
            flex="1 1 180px"
            maw={300}
            maxLength={60}
            value={label}
            error={known ? 'There is a reason of this name' : null}
            onChange={(event) => setLabel(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              add();
            }}
          />
          <Button variant="default" disabled={label.trim() === '' || known} onClick={add}>
            Add
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
