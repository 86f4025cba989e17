import { useEffect, useId, useRef } from 'react';
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
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  const missing = wanted !== null && value.trim() === '';
  return (
    <section className={classes.panel} aria-label="Comment" data-panel="comment">
      <div className={classes.head}>
        <label className={classes.title} htmlFor={id}>
          {wanted === null ? 'Comment on this pair' : `“${wanted}” needs a comment`}
        </label>
        <button
          type="button"
          className={classes.plain}
          disabled={missing}
          onClick={wanted === null ? onClose : onDone}
        >
          {wanted === null ? 'Back to the pair' : 'Rate'} <kbd>Ctrl Enter</kbd>
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
        placeholder="What decided it? It is stored together with your rating."
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
