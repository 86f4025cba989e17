import type { SkipReason } from '@prefloop/contract';
import { useEffect, useRef } from 'react';
import { skipReasons } from '../verdicts.ts';
import classes from './panel.module.css';

type Props = { onChoose: (reason: SkipReason) => void; onCancel: () => void };

/** Why this pair is skipped: 1 to 6, or Esc to go on rating it. */
export function SkipPanel({ onChoose, onCancel }: Props) {
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
        {skipReasons.map(({ reason, label, hint }, place) => (
          <button
            key={reason}
            ref={place === 0 ? first : undefined}
            type="button"
            className={classes.reason}
            onClick={() => onChoose(reason)}
          >
            <kbd>{place + 1}</kbd>
            <span>
              {label}
              <small>{hint}</small>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
