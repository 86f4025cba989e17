import type { RatingFormSpec, TaskKind, Verdict } from '@prefloop/contract';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { optionFor, optionsOf, type RatingOption } from '../options.ts';
import classes from './rating-bar.module.css';

type Props = {
  form: RatingFormSpec;
  kind: TaskKind;
  /** The verdict that the pair on screen has already; null for a new one. */
  answer: Verdict | null;
  onRate: (verdict: Verdict) => void;
};

/**
 * What the form lets one say, in screen order: the scale, then what has no place on it. A radio group in which the
 * arrow keys only move the focus: choosing sends the rating, so that takes Space, Enter or a click.
 */
export function RatingBar({ form, kind, answer, onRate }: Props) {
  const { t } = useTranslation('rating');
  const { nameOf } = useRatingKeys();
  const group = useRef<HTMLDivElement>(null);
  const { scale, beside } = useMemo(() => optionsOf(form, t, kind), [form, t, kind]);
  const chosen = answer === null ? undefined : optionFor({ scale, beside }, answer);
  // One stop for Tab: the option chosen before, else the middle of the scale.
  const stop = chosen ?? scale[Math.floor(scale.length / 2)];

  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const radios = [...(group.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
    const at = radios.findIndex((radio) => radio.matches(':focus'));
    if (by === undefined || at < 0) return;
    event.preventDefault();
    radios[(at + by + radios.length) % radios.length]?.focus();
  };
  const radio = (option: RatingOption) => ({
    role: 'radio',
    'aria-checked': option === chosen,
    'aria-label': option.label,
    'aria-keyshortcuts': nameOf(option.id) ?? undefined,
    title: option.label,
    tabIndex: option === stop ? 0 : -1,
    onClick: () => onRate(option.verdict),
  });
  const key = ({ id }: RatingOption) => {
    const name = nameOf(id);
    return name === null ? null : <kbd className={classes.key}>{name}</kbd>;
  };

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={kind === 'pair' ? t('whichIsBetter') : t('single.howGood')}
      className={classes.scale}
      onKeyDown={move}
    >
      {kind === 'pair' ? <End>A</End> : null}
      <div className={classes.steps} data-points={scale.length}>
        {scale.map((option) => (
          <button
            key={option.id}
            type="button"
            className={classes.step}
            // Four depths of colour are as many as can be told apart.
            data-lean={Math.ceil(option.lean * 4)}
            {...radio(option)}
          >
            {key(option)}
            <span className={classes.word}>{option.short}</span>
            <span className={classes.tiny}>{option.tiny}</span>
          </button>
        ))}
      </div>
      {kind === 'pair' ? <End>B</End> : null}
      {beside.length > 0 ? (
        <div className={classes.beside}>
          {beside.map((option) => (
            <button key={option.id} type="button" className={classes.apart} {...radio(option)}>
              {key(option)}
              <span className={classes.word}>{option.short}</span>
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function End({ children }: { children: string }) {
  return (
    <span className={classes.end} aria-hidden>
      {children}
    </span>
  );
}
