import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Side } from './pair-view.tsx';
import classes from './panel.module.css';

type Props = { unseen: Side; onShow: () => void; onRateAnyway: () => void };

/** Where one answer is shown at a time: a rating of a pair that was only half read takes one confirmation. */
export function UnseenPanel({ unseen, onShow, onRateAnyway }: Props) {
  const { t } = useTranslation('rating');
  const show = useRef<HTMLButtonElement>(null);
  useEffect(() => show.current?.focus(), []);
  return (
    <section className={classes.panel} aria-label={t('unseenPanel.region')} data-panel="unseen">
      <p className={classes.question}>{t('unseenPanel.note', { side: unseen })}</p>
      <div className={classes.choices}>
        <button ref={show} type="button" className={classes.choice} onClick={onShow}>
          {t('unseenPanel.show', { side: unseen })}
        </button>
        <button type="button" className={classes.choice} onClick={onRateAnyway}>
          {t('unseenPanel.anyway')}
        </button>
      </div>
    </section>
  );
}
