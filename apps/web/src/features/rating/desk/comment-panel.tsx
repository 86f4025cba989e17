import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './panel.module.css';

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
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
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
      <textarea
        ref={field}
        id={id}
        className={classes.field}
        dir="auto"
        rows={3}
        maxLength={longest}
        required={wanted !== null}
        value={value}
        placeholder={t('commentPanel.placeholder')}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const done = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
          if (!done && event.key !== 'Escape') return;
          event.preventDefault();
          if (!done) onClose();
          else if (!missing) onDone();
        }}
      />
    </section>
  );
}
