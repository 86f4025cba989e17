import { Text } from '@mantine/core';
import type { GoldProposal } from '@prefloop/contract';
import classes from './pair-texts.module.css';

type Pair = Pick<GoldProposal, 'prompt'> & { responses: readonly { text: string }[] };

/** The last thing that was asked, in one line. */
export function askedOf({ prompt }: Pick<Pair, 'prompt'>): string {
  return prompt.messages.findLast(({ role }) => role === 'user')?.content ?? '';
}

/** Prompt and both answers, folded until somebody wants to read them. */
export function PairTexts({ pair }: { pair: Pair }) {
  const parts = [
    ['Prompt', askedOf(pair)],
    ['A', pair.responses[0]?.text ?? ''],
    ['B', pair.responses[1]?.text ?? ''],
  ] as const;
  return (
    <details className={classes.details}>
      <summary>Read it</summary>
      <div className={classes.texts}>
        {parts.map(([name, text]) => (
          <section key={name} aria-label={name}>
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <div
              className={classes.text}
              dir="auto"
              tabIndex={0}
              role="group"
              aria-label={`${name}, whole text`}
            >
              {text}
            </div>
          </section>
        ))}
      </div>
    </details>
  );
}
