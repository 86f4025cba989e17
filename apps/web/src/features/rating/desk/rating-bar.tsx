import type { Verdict } from '@prefloop/contract';
import { type KeyboardEvent, useRef } from 'react';
import { keyFor } from '../keys.ts';
import { scale, stepOfVerdict } from '../verdicts.ts';
import classes from './rating-bar.module.css';

type Props = {
  /** The verdict that the pair on screen has already; null for a new one. */
  answer: Verdict | null;
  /** Whether the keys printed on the buttons work. */
  keys: boolean;
  onRate: (verdict: Verdict) => void;
};

const bothBad: Verdict = { verdict: 'both_bad' };

/**
 * The seven options in screen order, the tie in the middle, and "both bad". A radio group in which the arrow keys only
 * move the focus: choosing sends the rating, so that takes Space, Enter or a click.
 */
export function RatingBar({ answer, keys, onRate }: Props) {
  const group = useRef<HTMLDivElement>(null);
  const chosen = answer === null ? null : stepOfVerdict(answer);
  const isBothBad = answer?.verdict === 'both_bad';
  // One stop for Tab: the option chosen before, else the tie.
  const stop = isBothBad ? 'both-bad' : (chosen ?? 4);

  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const radios = [...(group.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
    const at = radios.findIndex((radio) => radio.matches(':focus'));
    if (by === undefined || at < 0) return;
    event.preventDefault();
    radios[(at + by + radios.length) % radios.length]?.focus();
  };

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label="Which answer is better?"
      className={classes.scale}
      onKeyDown={move}
    >
      <span className={classes.end} aria-hidden>
        A
      </span>
      <div className={classes.steps}>
        {scale.map((option) => (
          <button
            key={option.step}
            type="button"
            role="radio"
            aria-checked={chosen === option.step}
            aria-label={option.label}
            aria-keyshortcuts={keys ? String(option.step) : undefined}
            title={option.label}
            tabIndex={stop === option.step ? 0 : -1}
            className={classes.step}
            data-side={option.side}
            data-strength={Math.abs(option.step - 4)}
            onClick={() => onRate(option.verdict)}
          >
            {keys ? <kbd className={classes.key}>{option.step}</kbd> : null}
            <span className={classes.word}>{option.short}</span>
            <span className={classes.tiny}>{option.tiny}</span>
          </button>
        ))}
      </div>
      <span className={classes.end} aria-hidden>
        B
      </span>
      <button
        type="button"
        role="radio"
        aria-checked={isBothBad}
        aria-label="Both are bad"
        aria-keyshortcuts={keys ? keyFor('both-bad') : undefined}
        tabIndex={stop === 'both-bad' ? 0 : -1}
        className={classes.bothBad}
        onClick={() => onRate(bothBad)}
      >
        {keys ? <kbd className={classes.key}>{keyFor('both-bad')}</kbd> : null}
        <span className={classes.word}>Both bad</span>
      </button>
    </div>
  );
}
