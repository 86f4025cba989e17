import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { explainRefusal } from '../../../lib/explain-error.ts';
import { describeVerdict } from '../options.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OutboxRecord } from '../outbox/store.ts';
import classes from './outbox-status.module.css';

type Props = { opened: boolean; onClose: () => void; ratings: readonly OutboxRecord[]; outbox: Outbox };

/** What the server will not take, each with its reason. Nothing goes from here but at the wish of its author. */
export function RefusedRatings({ opened, onClose, ratings, outbox }: Props) {
  const { t } = useTranslation('queue');
  const { t: words } = useTranslation('rating');
  const { t: server } = useTranslation('server');
  return (
    <Modal opened={opened} onClose={onClose} title={t('outbox.refusedTitle')}>
      <Text c="dimmed">{t('outbox.refusedNote')}</Text>
      <ul className={classes.list}>
        {ratings.map((rating) => (
          <li key={rating.seq} className={classes.rating}>
            <p>
              <strong>{describeVerdict(rating.body.verdict, rating.form.spec, words)}</strong>,{' '}
              <TimeAgo at={new Date(rating.at).toISOString()} />
            </p>
            {rating.body.comment ? <p>“{rating.body.comment}”</p> : null}
            <p className={classes.why}>{explainRefusal(refusalOf(rating), server).why}</p>
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => void outbox.retry(rating.seq)}>
                {t('outbox.sendAgain')}
              </Button>
              <Button size="xs" variant="subtle" color="red" onClick={() => void outbox.discard(rating.seq)}>
                {t('outbox.discard')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function refusalOf({ problem, code }: OutboxRecord) {
  return { code: code ?? '', title: '', detail: problem ?? '' };
}
