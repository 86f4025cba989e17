import { useMemo } from 'react';
import { formatPlural } from '../lib/format.ts';
import { foldUnchanged, textChanges } from '../lib/text-changes.ts';
import classes from './text-changes-view.module.css';

/** What became of a text since an earlier version: marked where it changed, folded where it did not. */
export function TextChangesView({ before, after }: { before: string; after: string }) {
  const folded = useMemo(() => foldUnchanged(textChanges(before, after)), [before, after]);
  if (!folded.some((part) => 'passage' in part)) {
    return <p className={classes.note}>Nothing changed but the space between the paragraphs.</p>;
  }
  return (
    <>
      <p className={classes.note}>
        Marked: what was <ins>added</ins> and what was <del>removed</del>. Shown without formatting.
      </p>
      <div className={classes.text}>
        {folded.map((part, place) =>
          'unchanged' in part ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move
            <p key={place} className={classes.folded}>
              {formatPlural(part.unchanged, 'paragraph')} unchanged
            </p>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move
            <div key={place} className={classes.passage} data-changed={part.passage.changed} dir="auto">
              {part.passage.pieces.map(({ kind, text }, run) => {
                const key = `${run} ${kind}`;
                if (kind === 'added') return <ins key={key}>{text}</ins>;
                return kind === 'removed' ? <del key={key}>{text}</del> : text;
              })}
            </div>
          ),
        )}
      </div>
    </>
  );
}
