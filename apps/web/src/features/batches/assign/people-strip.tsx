import { Text } from '@mantine/core';
import type { Rater } from '../raters-query.ts';
import classes from './assign.module.css';
import { dragPerson } from './dragged-person.ts';

/** People to be dragged onto batches. For the mouse alone: by keyboard each batch has a menu. */
export function PeopleStrip({ raters }: { raters: readonly Rater[] }) {
  return (
    <section className={classes.strip} aria-label="People to assign">
      <Text size="sm" c="dimmed">
        Drag somebody onto a batch, or use its menu:
      </Text>
      <ul className={classes.people}>
        {raters.map(({ userId, name }) => (
          <li
            key={userId}
            className={classes.person}
            draggable
            onDragStart={(event) => dragPerson(event, userId)}
          >
            {name}
          </li>
        ))}
      </ul>
    </section>
  );
}
