import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { queueMessage } from '../../../lib/queue-message.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { useOutboxStatus } from '../outbox/use-outbox-status.ts';
import type { TaskLine } from '../queue/task-item.ts';
import classes from './desk.module.css';

type Props = {
  line: TaskLine;
  outbox: Outbox;
  onRetry: () => void;
  /** Takes sensitive topics again, for somebody who left them. */
  onTakeAgain: () => void;
};

/** Where no pair is on screen: why, until when, and what happens by itself. */
export function Rest({ line, outbox, onRetry, onTakeAgain }: Props) {
  const { t } = useTranslation('queue');
  const { t: server } = useTranslation('server');
  const status = useOutboxStatus(outbox);
  const { queue, fetching, error } = line;
  if (fetching === 'failed') {
    return (
      <div className={classes.rest} data-rest>
        <div>
          <ErrorState error={error} onRetry={onRetry} />
          {status.waiting > 0 ? <p>{t('rest.safe', { count: status.waiting })}</p> : null}
        </div>
      </div>
    );
  }
  if (queue === null || queue.state === 'ready' || queue.reason === null) {
    return (
      <div className={classes.rest} data-rest>
        <Loading label={t('rest.fetching')} />
      </div>
    );
  }
  return (
    <div className={classes.rest} data-rest>
      <div className={classes.restWords} role="status">
        <h2>{t(`rest.titles.${queue.reason}`)}</h2>
        <p>{queueMessage(queue, server)}</p>
        {queue.nextFreeAt ? <Countdown until={queue.nextFreeAt} /> : <p>{t('rest.looksAgain')}</p>}
        <Button variant="default" onClick={onRetry}>
          {t('rest.lookNow')}
        </Button>
        {queue.avoidsSensitive ? (
          <div className={classes.left}>
            <p>{t('rest.leftSensitive')}</p>
            <Button variant="default" onClick={onTakeAgain}>
              {t('rest.takeSensitive')}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function Countdown({ until }: { until: string }) {
  const { t } = useTranslation('queue');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.ceil((Date.parse(until) - now) / 60_000);
  if (minutes <= 1) return <p>{t('rest.nextWithin')}</p>;
  return (
    <p>
      {minutes < 120
        ? t('rest.nextMinutes', { count: minutes })
        : t('rest.nextHours', { count: Math.round(minutes / 60) })}
    </p>
  );
}
