import { useEffect, useId, useRef } from 'react';
import classes from './panel.module.css';

type Props = { value: string; onChange: (value: string) => void; onClose: () => void };

/** The API takes no longer comment. */
const longest = 10_000;

/** A comment that goes with the rating. Ctrl+Enter or Esc leads back to the pair; the text stays. */
export function CommentPanel({ value, onChange, onClose }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  return (
    <section className={classes.panel} aria-label="Comment" data-panel="comment">
      <div className={classes.head}>
        <label className={classes.title} htmlFor={id}>
          Comment on this pair
        </label>
        <button type="button" className={classes.plain} onClick={onClose}>
          Back to the pair <kbd>Ctrl Enter</kbd>
        </button>
      </div>
      <textarea
        ref={field}
        id={id}
        className={classes.field}
        dir="auto"
        rows={3}
        maxLength={longest}
        value={value}
        placeholder="What decided it? It is stored together with your rating."
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          const back = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
          if (!back || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onClose();
        }}
      />
    </section>
  );
}
