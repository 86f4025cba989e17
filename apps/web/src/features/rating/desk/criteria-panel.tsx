import type { Criterion, CriterionAnswers } from '@prefloop/contract';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { useKeys } from '../../../lib/use-keys.ts';
import {
  type CriterionChoice,
  type CriterionGroup,
  choiceFor,
  choose,
  chosenIn,
  groupsOf,
} from '../criterion-groups.ts';
import { characterOf } from '../keys.ts';
import classes from './criteria-panel.module.css';
import panelClasses from './panel.module.css';

type Props = {
  criteria: readonly Criterion[];
  answers: CriterionAnswers;
  /** The rating that is not taken without answers, in words, where one waits for them. */
  wanted: string | null;
  onChange: (answers: CriterionAnswers) => void;
  /** Done answering: rates where a rating waits, else leads back to the pair. */
  onDone: () => void;
  onClose: () => void;
};

/**
 * The criteria, one row each. A digit answers where the focus is and moves on; the arrow keys move, Enter goes to the
 * next row and after the last one back to the pair, Backspace takes an answer back.
 */
export function CriteriaPanel({ criteria, answers, wanted, onChange, onDone, onClose }: Props) {
  const { t } = useTranslation('rating');
  const { on } = useRatingKeys();
  const root = useRef<HTMLElement>(null);
  const groups = useMemo(() => groupsOf(criteria), [criteria]);
  const open = groups.findIndex((group) => chosenIn(group, answers) === null);
  const [at, setAt] = useState(Math.max(0, open));
  const missing = criteria.filter(
    ({ code, required }) =>
      required && groups.some((group) => group.code === code && chosenIn(group, answers) === null),
  );
  const blocked = wanted !== null && missing.length > 0;

  useEffect(() => {
    const group = root.current?.querySelector<HTMLElement>(`[data-group="${at}"]`);
    group?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [at]);

  const answer = (place: number, choice: CriterionChoice | null) => {
    const group = groups[place];
    if (group) onChange(choose(group, choice, answers));
  };
  const next = () => {
    if (at < groups.length - 1) setAt(at + 1);
    else if (blocked) setAt(Math.max(0, open));
    else onDone();
  };
  const byArrow = (key: string): boolean => {
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      setAt(Math.min(groups.length - 1, Math.max(0, at + (key === 'ArrowUp' ? -1 : 1))));
      return true;
    }
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const radios = [
      ...(root.current?.querySelectorAll<HTMLElement>(`[data-group="${at}"] [role=radio]`) ?? []),
    ];
    const from = radios.findIndex((radio) => radio.matches(':focus'));
    if (by === undefined || from < 0) return false;
    radios[(from + by + radios.length) % radios.length]?.focus();
    return true;
  };
  useKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Escape') {
      onClose();
      return true;
    }
    // Buttons in the head do what they say.
    const onButton = event.target instanceof HTMLElement && event.target.closest('button:not([role])');
    if (event.key === 'Enter' && !onButton && !event.repeat) {
      const radio = event.target instanceof HTMLElement ? event.target.closest('[role=radio]') : null;
      const choice = radio?.getAttribute('data-choice');
      const group = groups[at];
      if (group && choice && chosenIn(group, answers) === null) {
        answer(at, group.options.find((option) => String(option) === choice) ?? null);
      }
      next();
      return true;
    }
    if (event.key === 'Backspace' || event.key === 'Delete') {
      answer(at, null);
      return true;
    }
    if (byArrow(event.key)) return true;
    const character = on ? characterOf(event) : null;
    const group = groups[at];
    if (character === null || !group) return false;
    const choice = choiceFor(group, character);
    if (choice === null) return /[0-9]/.test(character);
    answer(at, choice);
    if (at < groups.length - 1) setAt(at + 1);
    return true;
  });

  return (
    <section ref={root} className={panelClasses.panel} aria-label={t('criteria.title')} data-panel="criteria">
      <div className={panelClasses.head}>
        <h2 className={panelClasses.title}>
          {wanted === null || missing.length === 0
            ? t('criteria.title')
            : t('criteria.needed', {
                verdict: wanted,
                missing: missing.map(({ label }) => t('criteria.quoted', { label })).join(', '),
              })}
        </h2>
        <button
          type="button"
          className={panelClasses.plain}
          disabled={blocked}
          onClick={wanted === null ? onClose : onDone}
        >
          {wanted === null ? t('toThePair') : t('commentPanel.rate')}{' '}
          <kbd>{wanted === null ? 'Esc' : 'Enter'}</kbd>
        </button>
      </div>
      <div className={classes.rows}>
        {criteria.map((criterion) => (
          <Row
            key={criterion.code}
            criterion={criterion}
            groups={groups.flatMap((group, place) =>
              group.code === criterion.code ? [{ group, place }] : [],
            )}
            at={at}
            answers={answers}
            onChoose={(place, choice) => {
              setAt(place);
              answer(place, choice);
            }}
          />
        ))}
      </div>
    </section>
  );
}

type RowProps = {
  criterion: Criterion;
  groups: readonly { group: CriterionGroup; place: number }[];
  at: number;
  answers: CriterionAnswers;
  onChoose: (place: number, choice: CriterionChoice | null) => void;
};

function Row({ criterion, groups, at, answers, onChoose }: RowProps) {
  const { t } = useTranslation('rating');
  const id = useId();
  return (
    <div className={classes.row} data-current={groups.some(({ place }) => place === at) || undefined}>
      <div className={classes.name} id={id}>
        {criterion.label}
        {criterion.required ? <span className={classes.required}> {t('criteria.required')}</span> : null}
        {criterion.hint === '' ? null : <small>{criterion.hint}</small>}
      </div>
      {groups.map(({ group, place }) => (
        <Choices
          key={place}
          name={id}
          group={group}
          place={place}
          chosen={chosenIn(group, answers)}
          onChoose={(choice) => onChoose(place, choice)}
        />
      ))}
    </div>
  );
}

type ChoicesProps = {
  /** The element that names the criterion. */
  name: string;
  group: CriterionGroup;
  place: number;
  chosen: CriterionChoice | null;
  onChoose: (choice: CriterionChoice | null) => void;
};

function Choices({ name, group, place, chosen, onChoose }: ChoicesProps) {
  const id = useId();
  const { t } = useTranslation('rating');
  const { side, options } = group;
  return (
    <div
      className={classes.choices}
      role="radiogroup"
      aria-labelledby={`${name} ${id}`}
      data-group={place}
      data-side={side ?? 'both'}
    >
      <span className={classes.side} id={id}>
        {side ?? ''}
      </span>
      {options.map((option, index) => (
        <button
          key={option}
          type="button"
          role="radio"
          aria-checked={option === chosen}
          aria-label={
            typeof option === 'number'
              ? t('criteria.grade', { side: side ?? '', grade: option })
              : t(`criteria.sides.${option}`)
          }
          className={classes.choice}
          data-choice={option}
          tabIndex={option === chosen || (chosen === null && index === 0) ? 0 : -1}
          // A second click on what is chosen takes it back.
          onClick={() => onChoose(option === chosen ? null : option)}
        >
          {option === 'equal' ? t('criteria.sides.equal') : option}
        </button>
      ))}
    </div>
  );
}
