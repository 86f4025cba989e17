import type { RatingFlag } from '@prefloop/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './panel.module.css';

type Props = {
  /** In the order of their keys, 1 and up. */
  offered: readonly RatingFlag[];
  flags: readonly RatingFlag[];
  onToggle: (flag: RatingFlag) => void;
  onClose: () => void;
};

/** Marks that go with the rating, for the lead to look at: 1 to 4 set and clear one, Enter or Esc lead back. */
export function FlagPanel({ offered, flags, onToggle, onClose }: Props) {
  const { t } = useTranslation('rating');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <section className={classes.panel} aria-label={t('flagPanel.title')} data-panel="flag">
      <div className={classes.head}>
        <h2 className={classes.title}>{t('flagPanel.title')}</h2>
        <button type="button" className={classes.plain} onClick={onClose}>
          {t('toThePair')} <kbd>Esc</kbd>
        </button>
      </div>
      <p className={classes.question}>{t('flagPanel.note')}</p>
      <div className={classes.reasons}>
        {offered.map((flag, place) => (
          <button
            key={flag}
            ref={place === 0 ? first : undefined}
            type="button"
            className={classes.reason}
            aria-pressed={flags.includes(flag)}
            onClick={() => onToggle(flag)}
          >
            <kbd>{place + 1}</kbd>
            <span>
              {t(`flags.${flag}.label`)}
              <small>{t(`flags.${flag}.hint`)}</small>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
