import { type Critiques, longestCritique, mostCritiques } from '@prefloop/contract';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './critique-panel.module.css';
import { MarkField } from './mark-field.tsx';
import { type Part, selectedPart } from './marked-part.ts';
import { NumberedChoice } from './numbered-choice.tsx';
import panelClasses from './panel.module.css';
import { WritingField } from './writing-field.tsx';

type Props = {
  /** The two answers, A first. */
  texts: readonly [string, string];
  critiques: Critiques;
  onChange: (critiques: Critiques) => void;
  onClose: () => void;
};

type Step =
  | { kind: 'list' }
  | { kind: 'mark'; side: Part['side'] }
  /** `others`: all critiques but the one that is being written. */
  | { kind: 'write'; part: Part; text: string; others: Critiques };

/**
 * What is to be said about parts of the answers: an answer is chosen, a part of it marked, and words are written to it.
 * A part that was selected on screen before the panel opened is marked already.
 */
export function CritiquePanel({ texts, critiques, onChange, onClose }: Props) {
  const { t } = useTranslation('rating');
  const write = (part: Part): Step => ({ kind: 'write', part, text: '', others: critiques });
  const [step, setStep] = useState<Step>(() => {
    const part = critiques.length < mostCritiques ? selectedPart(texts, document.getSelection()) : null;
    return part === null ? { kind: 'list' } : write(part);
  });
  const full = critiques.length >= mostCritiques;
  const change = (writing: Extract<Step, { kind: 'write' }>, value: string) => {
    const text = value.replaceAll('\0', '');
    setStep({ ...writing, text });
    const { part, others } = writing;
    onChange(text.trim() === '' ? others : [...others, { ...part, text }]);
  };
  return (
    <section className={panelClasses.panel} aria-label={t('critique.title')} data-panel="critique">
      {step.kind === 'list' ? (
        <NumberedChoice
          title={t('critique.title')}
          note={full ? t('critique.full', { count: mostCritiques }) : t('critique.note')}
          choices={
            full
              ? []
              : (['A', 'B'] as const).map((side) => ({ choice: side, label: t('critique.mark', { side }) }))
          }
          onChoose={(side) => setStep({ kind: 'mark', side })}
          onClose={onClose}
        >
          <CritiqueList
            critiques={critiques}
            onOpen={(place) => {
              const chosen = critiques[place];
              if (chosen === undefined) return;
              const { text, ...part } = chosen;
              setStep({ kind: 'write', part, text, others: critiques.toSpliced(place, 1) });
            }}
            onRemove={(place) => onChange(critiques.toSpliced(place, 1))}
          />
        </NumberedChoice>
      ) : null}
      {step.kind === 'mark' ? (
        <MarkField
          side={step.side}
          text={texts[step.side === 'A' ? 0 : 1]}
          onMark={(part) => setStep(write(part))}
          onBack={() => setStep({ kind: 'list' })}
        />
      ) : null}
      {step.kind === 'write' ? (
        <WriteField
          part={step.part}
          text={step.text}
          onChange={(text) => change(step, text)}
          onDone={() => setStep({ kind: 'list' })}
          onClose={onClose}
        />
      ) : null}
    </section>
  );
}

type WriteProps = {
  part: Part;
  text: string;
  onChange: (text: string) => void;
  onDone: () => void;
  onClose: () => void;
};

function WriteField({ part, text, onChange, onDone, onClose }: WriteProps) {
  const { t } = useTranslation('rating');
  const { t: common } = useTranslation();
  const id = useId();
  return (
    <>
      <div className={panelClasses.head}>
        <label className={panelClasses.title} htmlFor={id}>
          {t('critique.about', { side: part.side })}
        </label>
        <button type="button" className={panelClasses.plain} onClick={onDone}>
          {t('critique.done')} <kbd>{common('ctrl')} Enter</kbd>
        </button>
      </div>
      <blockquote className={classes.quote} dir="auto">
        {part.quote}
      </blockquote>
      <WritingField
        id={id}
        rows={3}
        begin="end"
        maxLength={longestCritique}
        placeholder={t('critique.placeholder')}
        value={text}
        aria-describedby={`${id}-note`}
        onChange={onChange}
        onDone={onDone}
        onClose={onClose}
      />
      <p id={`${id}-note`} className={panelClasses.note}>
        {text.trim() === '' ? t('critique.empty') : t('edit.kept')}
      </p>
    </>
  );
}

type ListProps = { critiques: Critiques; onOpen: (place: number) => void; onRemove: (place: number) => void };

function CritiqueList({ critiques, onOpen, onRemove }: ListProps) {
  const { t } = useTranslation('rating');
  if (critiques.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('critique.list')}>
      {critiques.map(({ side, start, quote, text }, place) => (
        <li key={`${side} ${start} ${quote} ${text}`} className={classes.item}>
          <button
            type="button"
            className={classes.open}
            aria-label={t('critique.change', { side, text })}
            onClick={() => onOpen(place)}
          >
            <span className={classes.part} dir="auto">
              {side}: {quote}
            </span>
            <span dir="auto">{text}</span>
          </button>
          <button
            type="button"
            className={panelClasses.plain}
            aria-label={t('critique.removeOne', { text })}
            onClick={() => onRemove(place)}
          >
            {t('critique.remove')}
          </button>
        </li>
      ))}
    </ul>
  );
}
