import { Group, Text } from '@mantine/core';
import type { PromptDetail } from '@prefloop/contract';
import { TimeAgo } from '../../components/time-ago.tsx';
import { flagWords } from '../../lib/flag-words.ts';
import { strengthWords } from '../../lib/strength-words.ts';
import classes from './prompts.module.css';

type Task = PromptDetail['tasks'][number];
type Rating = Task['ratings'][number];

/** A verdict in words, sides named as the responses above are. */
function verdictWords(rating: Rating, names: string[]): string {
  switch (rating.verdict) {
    case 'tie':
      return 'equal';
    case 'both_good':
      return 'both good';
    case 'both_bad':
      return 'both bad';
    case 'skip':
      return `skipped (${rating.skipReason ?? 'no reason'})`;
    case 'preference': {
      const strength = rating.strength ?? 0;
      return `${names[strength < 0 ? 0 : 1]} ${strengthWords(strength, rating.scale ?? 7)}`;
    }
  }
}

/** The pairs that were made of a prompt's responses, each with its ratings. */
export function PromptTasks({ prompt }: { prompt: PromptDetail }) {
  if (prompt.tasks.length === 0)
    return <Text c="dimmed">No pair has been made of this prompt's responses yet.</Text>;
  const nameOf = (id: string) => `R${prompt.responses.findIndex((response) => response.id === id) + 1}`;
  return prompt.tasks.map((task) => {
    const names = task.responseIds.map(nameOf);
    return (
      <div key={task.id} className={classes.entry}>
        <Group gap="xs">
          <Text fw={600}>{names.join(' and ')}</Text>
          <Text size="sm" c="dimmed">
            {task.batch} · {task.status} · {task.done} of {task.overlap ?? 'any number of'} ratings
          </Text>
        </Group>
        {task.ratings.map((rating) => (
          <div key={`${rating.annotator} ${rating.kind}`}>
            <Text component="span">
              {rating.annotator}: {verdictWords(rating, names)}
              {rating.kind === 'adjudication' ? ' (adjudication)' : ''}
              {rating.counted || rating.verdict === 'skip' ? '' : ' (surplus)'}
            </Text>{' '}
            <Text component="span" size="sm" c="dimmed">
              <TimeAgo at={rating.ratedAt} />
              {rating.flags.length > 0
                ? ` · flagged: ${rating.flags.map((flag) => flagWords[flag].label.toLowerCase()).join(', ')}`
                : ''}
              {rating.comment ? ` · “${rating.comment}”` : ''}
            </Text>
          </div>
        ))}
      </div>
    );
  });
}
