import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { formatPlural } from '../../../lib/format.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { useOutboxStatus } from '../outbox/use-outbox-status.ts';
import type { PairLine } from '../queue/pair-item.ts';
import classes from './desk.module.css';

type Props = { line: PairLine; outbox: Outbox; onRetry: () => void };

const titles = {
  'no-batch': 'Nothing to rate yet',
  'all-done': 'All done',
  'with-others': 'The last pairs are with others',
  'nothing-for-you': 'Nothing left for you',
  'for-other-people': 'Nothing open for you',
  'enough-of-it': 'You have done your share',
  'day-done': 'Enough for today',
  'paused-by-lead': 'Paused',
  'paused-by-checks': 'Paused',
  'to-qualify': 'First a qualification',
  'not-qualified': 'Not passed',
} as const;

/** Where no pair is on screen: why, until when, and what happens by itself. */
export function Rest({ line, outbox, onRetry }: Props) {
  const status = useOutboxStatus(outbox);
  const { queue, fetching, error } = line;
  if (fetching === 'failed') {
    return (
      <div className={classes.rest} data-rest>
        <div>
          <ErrorState error={error} onRetry={onRetry} />
          {status.waiting > 0 ? (
            <p>
              {formatPlural(status.waiting, 'rating')} of yours are safe on this device and go out by
              themselves.
            </p>
          ) : null}
        </div>
      </div>
    );
  }
  if (queue === null || queue.state === 'ready' || queue.reason === null) {
    return (
      <div className={classes.rest} data-rest>
        <Loading label="Fetching pairs" />
      </div>
    );
  }
  return (
    <div className={classes.rest} data-rest>
      <div className={classes.restWords} role="status">
        <h2>{titles[queue.reason]}</h2>
        <p>{queue.message}</p>
        {queue.nextFreeAt ? (
          <Countdown until={queue.nextFreeAt} />
        ) : (
          <p>This page looks again every half minute.</p>
        )}
        <Button variant="default" onClick={onRetry}>
          Look now
        </Button>
      </div>
    </div>
  );
}

function Countdown({ until }: { until: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.ceil((Date.parse(until) - now) / 60_000);
  const when =
    minutes <= 1
      ? 'within a minute'
      : minutes < 120
        ? `in about ${minutes} minutes`
        : `in about ${Math.round(minutes / 60)} hours`;
  return <p>The next one may become free {when}. It appears here by itself.</p>;
}
