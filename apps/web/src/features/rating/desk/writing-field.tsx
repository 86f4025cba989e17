import { type ComponentProps, useEffect, useRef } from 'react';
import classes from './panel.module.css';

type Props = Pick<
  ComponentProps<'textarea'>,
  'id' | 'rows' | 'maxLength' | 'required' | 'placeholder' | 'aria-describedby'
> & {
  value: string;
  /** Where writing begins: an answer is read from its top, a comment goes on. */
  begin: 'top' | 'end';
  onChange: (value: string) => void;
  /** Ctrl+Enter. */
  onDone: () => void;
  /** Esc. */
  onClose: () => void;
};

/** A field of a panel that has the focus from the start. */
export function WritingField({ begin, onChange, onDone, onClose, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = field.current;
    element?.focus();
    if (begin === 'end') element?.setSelectionRange(element.value.length, element.value.length);
  }, [begin]);
  return (
    <textarea
      ref={field}
      className={classes.field}
      dir="auto"
      {...rest}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        const done = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        if (!done && event.key !== 'Escape') return;
        event.preventDefault();
        if (done) onDone();
        else onClose();
      }}
    />
  );
}
