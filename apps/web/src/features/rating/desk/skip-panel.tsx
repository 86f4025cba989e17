import type { SkipChoice } from '@prefloop/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { skipWords } from '../skip-words.ts';
import classes from './panel.module.css';

type Props = {
  /** In the order of their keys, 1 and up. */
  reasons: readonly SkipChoice[];
  onChoose: (reason: string) => void;
  onCancel: () => void;
};

/** Why this pair is skipped: a digit for each reason, or Esc to go on rating it. */
export function SkipPanel({ reasons, onChoose, onCancel }: Props) {
  const { t } = useTranslation('rating');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <section className={classes.panel} aria-label={t('skipPanel.title')} data-panel="skip">
      <div className={classes.head}>
        <h2 className={classes.title}>{t('skipPanel.title')}</h2>
        <button type="button" className={classes.plain} onClick={onCancel}>
          {t('skipPanel.cancel')} <kbd>Esc</kbd>
        </button>
      </div>
      <div className={classes.reasons}>
        {reasons.map((reason, place) => {
          const { label, hint } = skipWords(reason, t);
          return (
            <button
              key={reason.code}
              ref={place === 0 ? first : undefined}
              type="button"
              className={classes.reason}
              onClick={() => onChoose(reason.code)}
            >
              <kbd>{place + 1}</kbd>
              <span>
                {label}
                {hint === '' ? null : <small>{hint}</small>}
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
}
