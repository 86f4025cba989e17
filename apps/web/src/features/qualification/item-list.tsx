import { ActionIcon, Group, Text, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { askedOf, PairTexts } from '../../components/pair-texts.tsx';
import { answerWords } from '../../lib/answer-words.ts';
import classes from './qualification.module.css';
import type { Item } from './qualification-query.ts';

/** The golds that are asked about, in their order, each with what is said after the answer. */
export function ItemList({ items, onChange }: { items: Item[]; onChange: (items: Item[]) => void }) {
  const move = (from: number, to: number) => {
    const item = items[from];
    if (item) onChange(items.toSpliced(from, 1).toSpliced(to, 0, item));
  };
  const explain = (place: number, item: Item, explanation: string) =>
    onChange(items.with(place, { ...item, explanation }));
  return (
    <ol className={classes.list} aria-label="Questions">
      {items.map((item, place) => (
        <li key={item.goldId} className={classes.row}>
          <div className={classes.head}>
            <div className={classes.words}>
              <Text className={classes.excerpt} dir="auto">
                {place + 1}. {askedOf(item)}
              </Text>
              <Text size="sm" c="dimmed">
                {answerWords[item.answer]} · {item.batch}
              </Text>
            </div>
            <Group gap={4}>
              <ActionIcon
                variant="subtle"
                aria-label={`Question ${place + 1} up`}
                disabled={place === 0}
                onClick={() => move(place, place - 1)}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Question ${place + 1} down`}
                disabled={place === items.length - 1}
                onClick={() => move(place, place + 1)}
              >
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Take out question ${place + 1}`}
                onClick={() => onChange(items.toSpliced(place, 1))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </div>
          <Textarea
            aria-label={`Explanation of question ${place + 1}`}
            placeholder="Why this is right. Shown after the answer."
            autosize
            minRows={1}
            maxRows={6}
            maxLength={2000}
            mt={4}
            value={item.explanation}
            onChange={(event) => explain(place, item, event.currentTarget.value)}
          />
          <PairTexts pair={item} />
        </li>
      ))}
    </ol>
  );
}
