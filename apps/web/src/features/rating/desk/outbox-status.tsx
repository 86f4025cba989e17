import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useState } from 'react';
import { formatPlural } from '../../../lib/format.ts';
import type { Outbox, OutboxStatus as Status } from '../outbox/outbox.ts';
import { useOutboxStatus } from '../outbox/use-outbox-status.ts';
import classes from './outbox-status.module.css';
import { RefusedRatings } from './refused-ratings.tsx';

/** Where the ratings are: with the server, or still on this device and why. Always in sight, told politely. */
export function OutboxStatus({ outbox }: { outbox: Outbox }) {
  const status = useOutboxStatus(outbox);
  // A delivery takes some hundredths of a second; a word that flickers at each rating would only disturb.
  const [settled] = useDebouncedValue(status, 700);
  const shown = status.state === 'saving' || status.state === 'saved' ? settled : status;
  const [open, setOpen] = useState(false);
  const { text, icon: Icon, title } = describe(shown);
  return (
    <>
      <span
        className={classes.status}
        role="status"
        data-outbox={status.state}
        data-waiting={status.waiting}
        title={title}
      >
        <Icon size={16} aria-hidden />
        {text}
      </span>
      {status.problems.length > 0 ? (
        <button type="button" className={classes.problems} onClick={() => setOpen(true)}>
          <IconAlertTriangle size={16} aria-hidden />
          {formatPlural(status.problems.length, 'rating')} refused
        </button>
      ) : null}
      <RefusedRatings
        opened={open && status.problems.length > 0}
        onClose={() => setOpen(false)}
        ratings={status.problems}
        outbox={outbox}
      />
    </>
  );
}

function describe({ state, waiting, mode }: Status) {
  const kept = 'They are safe on this device and go out by themselves.';
  switch (state) {
    case 'offline':
      return waiting > 0
        ? { text: `Offline · ${waiting} kept here`, icon: IconCloudOff, title: kept }
        : {
            text: 'Offline',
            icon: IconCloudOff,
            title: 'You can go on with the pairs that are already here.',
          };
    case 'retrying':
      return { text: `${waiting} waiting`, icon: IconCloudUp, title: `The server does not answer. ${kept}` };
    case 'sign-in':
      return {
        text: `${waiting} waiting for sign-in`,
        icon: IconCloudUp,
        title: `Your session is over. ${kept}`,
      };
    case 'saving':
      return { text: waiting > 1 ? `Saving ${waiting}` : 'Saving', icon: IconCloudUp, title: kept };
    case 'saved':
      return mode === 'kept'
        ? { text: 'Saved', icon: IconCheck, title: 'Every rating is with the server.' }
        : {
            text: 'Saved',
            icon: IconCheck,
            title:
              'This browser keeps nothing, so each rating waits for the server before the next pair comes.',
          };
  }
}
