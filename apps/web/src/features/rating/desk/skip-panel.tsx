import type { SkipChoice } from '@prefloop/contract';
import { useEffect, useRef } from 'react';
import classes from './panel.module.css';

type Props = {
  /** In the order of their keys, 1 and up. */
  reasons: readonly SkipChoice[];
  onChoose: (reason: string) => void;
  onCancel: () => void;
};

/** Why this pair is skipped: a digit for each reason, or Esc to go on rating it. */
export function SkipPanel({ reasons, onChoose, onCancel }: Props) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <section className={classes.panel} aria-label="Why skip this pair?" data-panel="skip">
      <div className={classes.head}>
        <h2 className={classes.title}>Why skip this pair?</h2>
        <button type="button" className={classes.plain} onClick={onCancel}>
          Cancel <kbd>Esc</kbd>
        </button>
      </div>
      <div className={classes.reasons}>
        {reasons.map(({ code, label, hint }, place) => (
          <button
            key={code}
            ref={place === 0 ? first : undefined}
            type="button"
            className={classes.reason}
            onClick={() => onChoose(code)}
          >
            <kbd>{place + 1}</kbd>
            <span>
              {label}
              {hint === '' ? null : <small>{hint}</small>}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
