import { Button, Group, Modal, Text } from '@mantine/core';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { describeVerdict } from '../options.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OutboxRecord } from '../outbox/store.ts';
import classes from './outbox-status.module.css';

type Props = { opened: boolean; onClose: () => void; ratings: readonly OutboxRecord[]; outbox: Outbox };

/** What the server will not take, each with its reason. Nothing goes from here but at the wish of its author. */
export function RefusedRatings({ opened, onClose, ratings, outbox }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Ratings the server refused">
      <Text c="dimmed">
        They are kept on this device. Send them again once the reason is gone, or discard them.
      </Text>
      <ul className={classes.list}>
        {ratings.map((rating) => (
          <li key={rating.seq} className={classes.rating}>
            <p>
              <strong>{describeVerdict(rating.body.verdict, rating.form.spec)}</strong>,{' '}
              <TimeAgo at={new Date(rating.at).toISOString()} />
            </p>
            {rating.body.comment ? <p>“{rating.body.comment}”</p> : null}
            <p className={classes.why}>{rating.problem}</p>
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => void outbox.retry(rating.seq)}>
                Send again
              </Button>
              <Button size="xs" variant="subtle" color="red" onClick={() => void outbox.discard(rating.seq)}>
                Discard
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
