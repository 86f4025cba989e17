import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import classes from './cover.module.css';

type Props = {
  onLift: () => void;
  onLeave: () => void;
  /** Null where the form has no skipping. */
  onSkip: (() => void) | null;
};

/** Stands over a task of a sensitive topic until its reader wants to see it. The focus is on its first button. */
export function Cover({ onLift, onLeave, onSkip }: Props) {
  const { t } = useTranslation('rating');
  const { nameOf } = useRatingKeys();
  const lift = useRef<HTMLButtonElement>(null);
  useEffect(() => lift.current?.focus({ preventScroll: true }), []);
  const hint = (key: string | null) => (key === null ? null : <kbd className={classes.key}>{key}</kbd>);
  const [leave, skip] = [nameOf('leave'), nameOf('skip')];
  return (
    <section className={classes.cover} aria-label={t('cover.title')} data-cover>
      <div className={classes.words}>
        <h2>{t('cover.title')}</h2>
        <p>{t('cover.note')}</p>
        <div className={classes.choices}>
          <Button ref={lift} onClick={onLift} rightSection={hint(t('ranking.enter'))}>
            {t('cover.show')}
          </Button>
          <Button variant="default" onClick={onLeave} rightSection={hint(leave)}>
            {t('cover.leave')}
          </Button>
          {onSkip ? (
            <Button variant="default" onClick={onSkip} rightSection={hint(skip)}>
              {t('skip')}
            </Button>
          ) : null}
        </div>
      </div>
    </section>
  );
}
