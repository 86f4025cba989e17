import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outbox, OutboxStatus as Status } from '../outbox/outbox.ts';
import { useOutboxStatus } from '../outbox/use-outbox-status.ts';
import classes from './outbox-status.module.css';
import { RefusedRatings } from './refused-ratings.tsx';

/** Where the ratings are: with the server, or still on this device and why. Always in sight, told politely. */
export function OutboxStatus({ outbox }: { outbox: Outbox }) {
  const { t } = useTranslation('queue');
  const status = useOutboxStatus(outbox);
  // A delivery takes some hundredths of a second; a word that flickers at each rating would only disturb.
  const [settled] = useDebouncedValue(status, 700);
  const shown = status.state === 'saving' || status.state === 'saved' ? settled : status;
  const [open, setOpen] = useState(false);
  const { text, icon: Icon, title } = describe(shown, t);
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
        <span className={classes.word}>{text}</span>
      </span>
      {status.problems.length > 0 ? (
        <button type="button" className={classes.problems} onClick={() => setOpen(true)}>
          <IconAlertTriangle size={16} aria-hidden />
          {t('outbox.refused', { count: status.problems.length })}
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

function describe({ state, waiting, mode }: Status, t: TFunction<'queue'>) {
  const kept = t('outbox.kept');
  switch (state) {
    case 'offline':
      return waiting > 0
        ? { text: t('outbox.offlineKept', { waiting }), icon: IconCloudOff, title: kept }
        : { text: t('outbox.offline'), icon: IconCloudOff, title: t('outbox.offlineNote') };
    case 'retrying':
      return {
        text: t('outbox.waiting', { waiting }),
        icon: IconCloudUp,
        title: `${t('outbox.silent')} ${kept}`,
      };
    case 'sign-in':
      return {
        text: t('outbox.waitingForSignIn', { waiting }),
        icon: IconCloudUp,
        title: `${t('outbox.sessionOver')} ${kept}`,
      };
    case 'saving':
      return {
        text: waiting > 1 ? t('outbox.savingMany', { waiting }) : t('outbox.saving'),
        icon: IconCloudUp,
        title: kept,
      };
    case 'saved':
      return {
        text: t('outbox.saved'),
        icon: IconCheck,
        title: mode === 'kept' ? t('outbox.savedNote') : t('outbox.savedDirectly'),
      };
  }
}
