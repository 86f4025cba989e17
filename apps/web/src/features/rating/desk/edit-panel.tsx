import type { EditedResponse } from '@prefloop/contract';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberedChoice } from './numbered-choice.tsx';
import classes from './panel.module.css';
import { WritingField } from './writing-field.tsx';

type Props = {
  /** The two answers, A first. */
  texts: readonly [string, string];
  edited: EditedResponse | null;
  onChange: (edited: EditedResponse | null) => void;
  onClose: () => void;
};

/** The API takes no longer text. */
const longest = 100_000;

const sides = ['A', 'B'] as const;

type Draft = { text: string; from: 'A' | 'B' | null };

/** A better answer than both, made of one of them or written anew. What says the same as its source is none. */
export function EditPanel({ texts, edited, onChange, onClose }: Props) {
  const { t } = useTranslation('rating');
  const [draft, setDraft] = useState<Draft | null>(edited);
  const sources = { A: texts[0], B: texts[1] };
  const change = (next: Draft | null) => {
    setDraft(next);
    const text = (next?.text ?? '').replaceAll('\0', '');
    const same = next?.from ? text === sources[next.from] : false;
    onChange(next === null || same || text.trim() === '' ? null : { text, from: next.from });
  };
  const start = (from: Draft['from']) => change({ from, text: from === null ? '' : sources[from] });
  return (
    <section className={classes.panel} aria-label={t('edit.title')} data-panel="edit">
      {draft === null ? (
        <NumberedChoice
          title={t('edit.title')}
          note={t('edit.note')}
          choices={([...sides, null] as const).map((from) => ({
            choice: from,
            label: from === null ? t('edit.write') : t('edit.start', { side: from }),
          }))}
          onChoose={start}
          onClose={onClose}
        />
      ) : (
        <TextField
          draft={draft}
          unchanged={draft.from !== null && draft.text === sources[draft.from]}
          onChange={(text) => change({ ...draft, text })}
          onDiscard={() => change(null)}
          onClose={onClose}
        />
      )}
    </section>
  );
}

type FieldProps = {
  draft: Draft;
  unchanged: boolean;
  onChange: (text: string) => void;
  onDiscard: () => void;
  onClose: () => void;
};

function TextField({ draft, unchanged, onChange, onDiscard, onClose }: FieldProps) {
  const { t } = useTranslation('rating');
  const { t: common } = useTranslation();
  const id = useId();
  return (
    <>
      <div className={classes.head}>
        <label className={classes.title} htmlFor={id}>
          {draft.from === null ? t('edit.yours') : t('edit.edited', { side: draft.from })}
        </label>
        <span>
          <button type="button" className={classes.plain} onClick={onDiscard}>
            {t('edit.discard')}
          </button>
          <button type="button" className={classes.plain} onClick={onClose}>
            {t('toThePair')} <kbd>{common('ctrl')} Enter</kbd>
          </button>
        </span>
      </div>
      <WritingField
        id={id}
        rows={10}
        begin="top"
        maxLength={longest}
        value={draft.text}
        aria-describedby={`${id}-note`}
        onChange={onChange}
        onDone={onClose}
        onClose={onClose}
      />
      <p id={`${id}-note`} className={classes.note}>
        {unchanged
          ? t('edit.same', { side: draft.from ?? '' })
          : draft.text.trim() === ''
            ? t('edit.empty')
            : t('edit.kept')}
      </p>
    </>
  );
}
