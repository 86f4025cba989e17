import { Badge, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { rightWords } from '../../lib/answer-words.ts';
import { api, ok } from '../../lib/api.ts';
import { formatPlural } from '../../lib/format.ts';
import { useProject } from '../../lib/project.ts';
import { Answers } from './answers.tsx';
import classes from './qualification.module.css';
import { type Person, peopleQuery, qualificationKey } from './qualification-query.ts';

const states: Record<Person['state'], { label: string; color: string }> = {
  exempt: { label: 'leads: not asked', color: 'gray' },
  waived: { label: 'let off', color: 'gray' },
  passed: { label: 'passed', color: 'green' },
  failed: { label: 'not passed', color: 'orange' },
  'in-progress': { label: 'in the middle of it', color: 'blue' },
  'not-begun': { label: 'not begun', color: 'gray' },
};

/** Who passed, who did not, and what a lead can do about it. */
export function People() {
  const { slug } = useProject();
  const people = useQuery(peopleQuery(slug));
  return (
    <QueryView query={people} loading="Loading people">
      {({ items }) =>
        items.length === 0 ? (
          <Text c="dimmed">Nobody rates in this project yet. Invite someone on the page People.</Text>
        ) : (
          <ul className={classes.list} aria-label="People">
            {items.map((person) => (
              <OnePerson key={person.userId} person={person} />
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}

function OnePerson({ person }: { person: Person }) {
  const { slug } = useProject();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { userId, name, state, since, attempts, attemptsLeft } = person;
  const path = { project: slug, user: userId };
  const act = useMutation({
    mutationFn: async (deed: 'waive' | 'ask' | 'grant') => {
      if (deed === 'grant') {
        await ok(
          api.POST('/v1/projects/{project}/qualification/people/{user}/attempts', { params: { path } }),
        );
      } else {
        await ok(
          api.PUT('/v1/projects/{project}/qualification/people/{user}/waiver', {
            params: { path },
            body: { waived: deed === 'waive' },
          }),
        );
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: qualificationKey(slug) }),
  });
  const { label, color } = states[state];
  const out = state === 'failed' && attemptsLeft === 0;
  const asked = state === 'failed' || state === 'in-progress' || state === 'not-begun';
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            <Badge variant="light" color={color}>
              {label}
            </Badge>
            {since ? (
              <Text size="sm" c="dimmed">
                <TimeAgo at={since} />
              </Text>
            ) : null}
          </Group>
          {attempts.length > 0 ? (
            <Text size="sm" className={classes.figures}>
              {rightWords(person.right)}. {formatPlural(attempts.length, 'attempt')}
              {asked ? `, ${attemptsLeft} left` : ''}.
            </Text>
          ) : null}
        </div>
        <Group gap="xs">
          {out ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`Grant ${name} another attempt`}
              loading={act.isPending && act.variables === 'grant'}
              onClick={() => act.mutate('grant')}
            >
              Grant an attempt
            </Button>
          ) : null}
          {asked ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`Let ${name} off`}
              loading={act.isPending && act.variables === 'waive'}
              onClick={() => act.mutate('waive')}
            >
              Let off
            </Button>
          ) : null}
          {state === 'waived' ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`Ask ${name} after all`}
              loading={act.isPending && act.variables === 'ask'}
              onClick={() => act.mutate('ask')}
            >
              Ask after all
            </Button>
          ) : null}
        </Group>
      </div>
      {act.isError ? <ErrorState error={act.error} /> : null}
      {person.right.n > 0 ? (
        <details className={classes.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{formatPlural(person.right.n, 'answer')}</summary>
          {open ? <Answers person={person} /> : null}
        </details>
      ) : null}
    </li>
  );
}
