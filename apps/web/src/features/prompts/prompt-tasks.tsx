import { Button, Group, Text } from '@mantine/core';
import type { PromptDetail } from '@prefloop/contract';
import { useState } from 'react';
import { TimeAgo } from '../../components/time-ago.tsx';
import { flagWords } from '../../lib/flag-words.ts';
import { formatPlural } from '../../lib/format.ts';
import { gradeWords, rankingWords } from '../../lib/grade-words.ts';
import { useProject } from '../../lib/project.ts';
import { strengthWords } from '../../lib/strength-words.ts';
import { GoldDialog, goldWords } from './gold-dialog.tsx';
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
    case 'grade':
      return gradeWords(rating.grade ?? 0, rating.scale ?? 0).toLowerCase();
    case 'ranking':
      return rankingWords(rating.ranking ?? [], (position) => names[position] ?? '?');
    case 'preference': {
      const strength = rating.strength ?? 0;
      return `${names[strength < 0 ? 0 : 1]} ${strengthWords(strength, rating.scale ?? 7)}`;
    }
  }
}

/** "R1, R3 and R2" */
function listed(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The tasks that were made of a prompt's responses, each with its ratings. */
export function PromptTasks({ prompt }: { prompt: PromptDetail }) {
  const { role } = useProject();
  const [source, setSource] = useState<Task | null>(null);
  if (prompt.tasks.length === 0)
    return (
      <Text c="dimmed">Nothing has been made of this prompt's responses yet that people could rate.</Text>
    );
  const nameOf = (id: string) => `R${prompt.responses.findIndex((response) => response.id === id) + 1}`;
  const shown = prompt.tasks.map((task) => {
    const names = task.responseIds.map(nameOf);
    return (
      <div key={task.id} className={classes.entry}>
        <Group gap="xs">
          <Text fw={600}>{listed(names)}</Text>
          <Text size="sm" c="dimmed">
            {task.batch} · {task.gold ? `gold: ${goldWords(task.gold, names)} · ` : ''}
            {task.gold && task.status === 'withdrawn' ? 'retired' : task.status} ·{' '}
            {task.overlap === null
              ? formatPlural(task.done, 'rating')
              : `${task.done} of ${formatPlural(task.overlap, 'rating')}`}
          </Text>
          {role === 'lead' && task.gold === null && task.kind === 'pair' && task.status !== 'open' ? (
            <Button size="compact-sm" variant="default" onClick={() => setSource(task)}>
              Make it a gold check
            </Button>
          ) : null}
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
  return (
    <>
      {shown}
      {source ? (
        <GoldDialog
          task={source}
          names={source.responseIds.map(nameOf)}
          promptId={prompt.id}
          onClose={() => setSource(null)}
        />
      ) : null}
    </>
  );
}
