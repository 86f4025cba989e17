import type { Piece } from './compare-texts.ts';
import classes from './compared-text.module.css';

/** An answer as it is, with what it alone says marked. */
export function ComparedText({ pieces, side }: { pieces: readonly Piece[]; side: 'A' | 'B' }) {
  return (
    <div className={classes.text} dir="auto">
      {pieces.map(({ text, own }, place) =>
        own ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one comparison never move
          <mark key={place} className={classes.own} data-side={side}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </div>
  );
}
