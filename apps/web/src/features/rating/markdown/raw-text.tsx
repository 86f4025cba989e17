import { useMemo } from 'react';
import { cutLines } from './cut-slices.ts';
import classes from './formatted-text.module.css';

/** Text as it is; each of its lines runs in its own direction. */
export function RawText({ text }: { text: string }) {
  const pieces = useMemo(() => cutLines(text), [text]);
  return (
    <div className={classes.raw} dir="auto">
      {pieces.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
        <div key={place} className={classes.slice}>
          {piece === '' ? '\n' : piece}
        </div>
      ))}
    </div>
  );
}
