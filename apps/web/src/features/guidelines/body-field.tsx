import { Button, Code, Group, Text, Textarea } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { exampleTemplate } from '../../lib/read-example.ts';
import classes from './body-field.module.css';
import { insertBlock } from './insert-block.ts';

/** The text of the guidelines, with what can be written in it beside it. */
export function BodyField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  /** What to select once the text with the example in it stands in the field. */
  const selection = useRef<{ start: number; end: number } | null>(null);
  useLayoutEffect(() => {
    const { current } = selection;
    if (current === null || field.current?.value !== value) return;
    selection.current = null;
    field.current.focus();
    field.current.setSelectionRange(current.start, current.end);
  }, [value]);
  const insertExample = () => {
    const inserted = insertBlock(value, field.current?.selectionEnd ?? value.length, exampleTemplate);
    selection.current = inserted;
    onChange(inserted.text);
  };
  return (
    <div className={classes.field}>
      <Textarea
        ref={field}
        aria-label="Guidelines"
        placeholder={placeholder}
        autosize
        minRows={16}
        maxLength={100_000}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 14 } }}
      />
      <aside aria-labelledby="guidelines-examples">
        <Text component="h2" id="guidelines-examples" fw={600} mb={4}>
          Examples
        </Text>
        <Text size="sm" c="dimmed" mb="xs">
          A block that begins with <Code>```example</Code> becomes a card with two answers side by side. In it
          stand <Code>Prompt:</Code>, <Code>Good:</Code>, <Code>Bad:</Code> and, where you like,{' '}
          <Code>Why:</Code>, each at the start of a line; what follows may take several lines. The better
          answer may come first or second. A space before such a word keeps it part of the answer.
        </Text>
        <Group>
          <Button variant="default" onClick={insertExample}>
            Insert example
          </Button>
        </Group>
      </aside>
    </div>
  );
}

const placeholder = `## What a good answer does

- answers what was asked, correctly and completely
- …

## When both are equal

Choose the tie.`;
