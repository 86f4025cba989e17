import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './panel.module.css';
import { WritingField } from './writing-field.tsx';

type Props = {
  value: string;
  /** The rating that is not taken without a comment, in words, where one waits for it. */
  wanted: string | null;
  onChange: (value: string) => void;
  /** Done writing: rates where a rating waits, else leads back to the pair. */
  onDone: () => void;
  onClose: () => void;
};

/** The API takes no longer comment. */
const longest = 10_000;

/** A comment that goes with the rating. Ctrl+Enter goes on, Esc leads back to the pair; the text stays. */
export function CommentPanel({ value, wanted, onChange, onDone, onClose }: Props) {
  const { t } = useTranslation('rating');
  const { t: common } = useTranslation();
  const id = useId();
  const missing = wanted !== null && value.trim() === '';
  return (
    <section className={classes.panel} aria-label={t('commentPanel.region')} data-panel="comment">
      <div className={classes.head}>
        <label className={classes.title} htmlFor={id}>
          {wanted === null ? t('commentPanel.title') : t('commentPanel.needed', { verdict: wanted })}
        </label>
        <button
          type="button"
          className={classes.plain}
          disabled={missing}
          onClick={wanted === null ? onClose : onDone}
        >
          {wanted === null ? t('toThePair') : t('commentPanel.rate')} <kbd>{common('ctrl')} Enter</kbd>
        </button>
      </div>
      <WritingField
        id={id}
        rows={3}
        begin="end"
        maxLength={longest}
        required={wanted !== null}
        value={value}
        placeholder={t('commentPanel.placeholder')}
        onChange={onChange}
        onDone={() => {
          if (!missing) onDone();
        }}
        onClose={onClose}
      />
    </section>
  );
}
