import { useEffect, useRef } from 'react';
import type { Side } from './pair-view.tsx';
import classes from './panel.module.css';

type Props = { unseen: Side; onShow: () => void; onRateAnyway: () => void };

/** Where one answer is shown at a time: a rating of a pair that was only half read takes one confirmation. */
export function UnseenPanel({ unseen, onShow, onRateAnyway }: Props) {
  const show = useRef<HTMLButtonElement>(null);
  useEffect(() => show.current?.focus(), []);
  return (
    <section className={classes.panel} aria-label="Half read" data-panel="unseen">
      <p className={classes.question}>You have not looked at answer {unseen} yet.</p>
      <div className={classes.choices}>
        <button ref={show} type="button" className={classes.choice} onClick={onShow}>
          Show {unseen}
        </button>
        <button type="button" className={classes.choice} onClick={onRateAnyway}>
          Rate anyway
        </button>
      </div>
    </section>
  );
}
