import type { RatingFlag } from '@prefloop/contract';
import { useEffect, useRef } from 'react';
import { flagWords } from '../../../lib/flag-words.ts';
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
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <section className={classes.panel} aria-label="Flag this pair" data-panel="flag">
      <div className={classes.head}>
        <h2 className={classes.title}>Flag this pair</h2>
        <button type="button" className={classes.plain} onClick={onClose}>
          Back to the pair <kbd>Esc</kbd>
        </button>
      </div>
      <p className={classes.question}>The lead sees it. You still rate or skip the pair as usual.</p>
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
              {flagWords[flag].label}
              <small>{flagWords[flag].hint}</small>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
