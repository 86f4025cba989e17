import { Button, SegmentedControl, Text } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { GuidelinesText } from '../../../components/guidelines-text.tsx';
import { TextChangesView } from '../../../components/text-changes-view.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { deadMs } from '../dead-time.ts';
import type { Due } from './reading-duty.ts';
import classes from './reading-gate.module.css';

/** Stands before the next pair until the guidelines are read: all of them at first, then what changed. */
export function ReadingGate({ due, onRead }: { due: Due; onRead: (version: number) => void }) {
  const { t } = useTranslation('queue');
  const { t: common } = useTranslation();
  const { newest, before } = due;
  const [view, setView] = useState<'changes' | 'text'>('changes');
  const heading = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    // A sheet that is open keeps the focus until it is closed.
    if (document.querySelector('[aria-modal="true"]') === null)
      button.current?.focus({ preventScroll: true });
    // A press that was meant for the pair before must not pass for having read.
    const timer = setTimeout(() => setReady(true), deadMs);
    return () => clearTimeout(timer);
  }, []);
  const empty = newest.body.trim() === '';
  return (
    <section className={classes.gate} aria-labelledby={heading} data-reading={ready ? 'ready' : ''}>
      <div className={classes.words}>
        <h2 id={heading}>{before ? t('guidelines.changed') : t('guidelines.readFirst')}</h2>
        <Text c="dimmed" mb="md">
          <Trans
            t={common}
            i18nKey={newest.createdBy ? 'versionFromBy' : 'versionFrom'}
            values={{ version: newest.version }}
            components={{ when: <TimeAgo at={newest.createdAt} />, who: <span>{newest.createdBy}</span> }}
          />
          {before ? `. ${t('guidelines.before', { version: before.version })}` : ''}.
        </Text>
        {before ? (
          <SegmentedControl
            aria-label={t('guidelines.whatToShow')}
            mb="md"
            value={view}
            onChange={(next) => setView(next === 'text' ? 'text' : 'changes')}
            data={[
              { value: 'changes', label: t('guidelines.whatChanged') },
              { value: 'text', label: t('guidelines.wholeText') },
            ]}
          />
        ) : null}
        {before && view === 'changes' ? (
          <TextChangesView before={before.body} after={newest.body} />
        ) : empty ? (
          <Text c="dimmed">{t('guidelines.empty')}</Text>
        ) : (
          <GuidelinesText text={newest.body} />
        )}
      </div>
      {/* Within what scrolls, so that the arrow keys scroll while the button has the focus. */}
      <div className={classes.foot}>
        <Button
          ref={button}
          size="md"
          onClick={() => ready && onRead(newest.version)}
          onKeyDown={(event) => {
            if (event.repeat) event.preventDefault();
          }}
          rightSection={<kbd>Enter</kbd>}
        >
          {t('guidelines.read')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('guidelines.again')}
        </Text>
      </div>
    </section>
  );
}
