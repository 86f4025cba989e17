import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryView } from '../../../components/query-view.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { rightWords } from '../../../lib/answer-words.ts';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import type { BatchItem } from '../batches-query.ts';
import { type Deed, PersonDialog } from './person-dialog.tsx';
import classes from './quality.module.css';
import { type PersonItem, peopleQuery } from './quality-query.ts';

/** Who rates here: their golds, whether they may rate and why not, what stands out, and what a lead can do. */
export function PeopleView({ batch }: { batch: BatchItem }) {
  const { slug } = useProject();
  const people = useQuery(peopleQuery(slug, batch.id));
  const [deed, setDeed] = useState<Deed | null>(null);
  return (
    <section>
      <Title order={2} mb="xs">
        How they rate
      </Title>
      <QueryView query={people} loading="Loading people">
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">Nobody has rated here yet.</Text>
          ) : (
            <ul className={classes.list}>
              {items.map((person) => (
                <Person key={person.id} batch={batch} person={person} onDeed={setDeed} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {deed ? <PersonDialog deed={deed} onClose={() => setDeed(null)} /> : null}
    </section>
  );
}

type PersonProps = { batch: BatchItem; person: PersonItem; onDeed: (deed: Deed) => void };

function Person({ batch, person, onDeed }: PersonProps) {
  const { paused, hints, requeue } = person;
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Group gap="xs">
            <Text fw={600}>{person.name}</Text>
            {paused ? (
              <Badge variant="light" color="orange">
                paused
              </Badge>
            ) : null}
          </Group>
          <Text size="sm" className={classes.figures}>
            Golds: {rightWords(person.goldsRight)}
            {person.attentionRight.n > 0 ? ` · Attention checks: ${rightWords(person.attentionRight)}` : ''}
          </Text>
          {paused ? (
            <Text size="sm">
              Paused {paused.by === 'golds' ? 'by their golds' : 'by a lead'} <TimeAgo at={paused.since} />
              {paused.reason ? `: ${paused.reason}` : '.'}
            </Text>
          ) : null}
        </div>
        <Group gap="xs">
          {person.user ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`${paused ? 'Resume' : 'Pause'} ${person.name}`}
              onClick={() => onDeed({ kind: paused ? 'resume' : 'pause', person })}
            >
              {paused ? 'Resume' : 'Pause'}
            </Button>
          ) : null}
          <Button
            size="xs"
            variant="default"
            disabled={requeue.ratings === 0}
            aria-label={`Re-queue the work of ${person.name}`}
            onClick={() => onDeed({ kind: 'requeue', person, batch })}
          >
            Re-queue
          </Button>
        </Group>
      </div>
      {hints.length > 0 ? (
        <details className={classes.details}>
          <summary>{formatPlural(hints.length, 'thing')} to look at</summary>
          {hints.map((hint) => (
            <Text key={hint.kind} size="sm">
              {hint.sentence}
            </Text>
          ))}
        </details>
      ) : null}
    </li>
  );
}
