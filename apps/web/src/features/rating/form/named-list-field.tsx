import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './form.module.css';
import { newCode } from './new-code.ts';

type Named = { code: string; label: string; hint: string };

type Props<Item extends Named> = {
  items: readonly Item[];
  most: number;
  longest: { label: number; hint: number };
  /** What one of them is called, and what it says where there is none. */
  words: { one: string; none: string };
  /** Whether their places are keys. */
  keyed?: boolean;
  make: (named: Named) => Item;
  /** What else there is to decide about one. */
  further?: (item: Item, change: (part: Partial<Item>) => void) => ReactNode;
  onChange: (items: Item[]) => void;
};

/** Named things in an order; each can be renamed, moved and removed. */
export function NamedListField<Item extends Named>(props: Props<Item>) {
  const { items, most, longest, words, keyed = false, make, further, onChange } = props;
  const [label, setLabel] = useState('');
  const one = words.one.toLowerCase();
  const known = items.some((item) => item.label === label.trim());
  const add = () => {
    const name = label.trim();
    if (name === '' || known || items.length >= most) return;
    const taken = items.map(({ code }) => code);
    onChange([...items, make({ code: newCode(name, taken, one), label: name, hint: '' })]);
    setLabel('');
  };
  const change = (place: number, part: Partial<Item> | Partial<Named>) =>
    onChange(items.map((item, at) => (at === place ? { ...item, ...part } : item)));
  const move = (place: number, to: number) => {
    const moved = items[place];
    if (moved === undefined) return;
    const rest = items.filter((_, at) => at !== place);
    onChange([...rest.slice(0, to), moved, ...rest.slice(to)]);
  };
  return (
    <Stack gap="xs">
      {items.length === 0 ? <Text c="dimmed">{words.none}</Text> : null}
      {items.map((item, place) => {
        const { code, label: name, hint } = item;
        return (
          <div key={code} className={classes.reason}>
            {keyed ? (
              <kbd className={classes.place}>{place + 1}</kbd>
            ) : (
              <span className={classes.place}>{place + 1}</span>
            )}
            <TextInput
              aria-label={`${words.one} ${place + 1}`}
              className={classes.reasonLabel}
              maxLength={longest.label}
              value={name}
              error={name.trim() === '' ? 'Type a name' : null}
              onChange={(event) => change(place, { label: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`Hint to ${one} ${place + 1}`}
              className={classes.reasonHint}
              placeholder="Hint, if it needs one"
              maxLength={longest.hint}
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
                disabled={place === items.length - 1}
                onClick={() => move(place, place + 1)}
              >
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove “${name}”`}
                onClick={() => onChange(items.filter((_, at) => at !== place))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            {further ? (
              <div className={classes.further}>{further(item, (part) => change(place, part))}</div>
            ) : null}
          </div>
        );
      })}
      {items.length < most ? (
        <Group gap="xs" align="flex-start">
          <TextInput
            aria-label={`A further ${one}`}
            placeholder={`A further ${one}`}
            flex="1 1 180px"
            maw={300}
            maxLength={longest.label}
            value={label}
            error={known ? `There is a ${one} of this name` : null}
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
