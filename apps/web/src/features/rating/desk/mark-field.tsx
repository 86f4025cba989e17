import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Part, partOf } from './marked-part.ts';
import classes from './panel.module.css';

type Props = {
  side: Part['side'];
  /** The answer as it was written: what is marked has to have one place in it. */
  text: string;
  onMark: (part: Part) => void;
  onBack: () => void;
};

/** An answer as it was written, in which a part is selected, by pointer or with Shift and the arrow keys. */
export function MarkField({ side, text, onMark, onBack }: Props) {
  const { t } = useTranslation('rating');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [missed, setMissed] = useState(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(0, 0);
  }, []);
  const mark = () => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    // The field turns CR LF into LF, which moves every place behind it.
    const [start, end] = [selectionStart, selectionEnd].map((at) => placeIn(text, at));
    const part = partOf(side, text, start ?? 0, end ?? 0);
    if (part === null) {
      setMissed(true);
      field.current?.focus();
    } else onMark(part);
  };
  return (
    <>
      <div className={classes.head}>
        <label className={classes.title} htmlFor={id}>
          {t('critique.mark', { side })}
        </label>
        <span>
          <button type="button" className={classes.plain} onClick={onBack}>
            {t('skipPanel.cancel')} <kbd>Esc</kbd>
          </button>
          <button type="button" className={classes.plain} onClick={mark}>
            {t('critique.take')} <kbd>Enter</kbd>
          </button>
        </span>
      </div>
      <textarea
        ref={field}
        id={id}
        className={classes.field}
        dir="auto"
        rows={8}
        value={text}
        aria-describedby={`${id}-note`}
        // Not read-only: such a field shows no caret, without which nobody can select by keyboard.
        onBeforeInput={(event) => event.preventDefault()}
        onChange={() => undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          if (event.key === 'Enter') mark();
          else onBack();
        }}
      />
      <p id={`${id}-note`} className={classes.note} role="status">
        {missed ? t('critique.nothing') : t('critique.how')}
      </p>
    </>
  );
}

/** The place in a text that a field, which knows LF alone, calls `at`. */
function placeIn(text: string, at: number): number {
  let place = at;
  for (let found = text.indexOf('\r\n'); found >= 0 && found < place; found = text.indexOf('\r\n', found + 2))
    place += 1;
  return place;
}
