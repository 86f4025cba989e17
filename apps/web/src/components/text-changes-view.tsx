import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { foldUnchanged, textChanges } from '../lib/text-changes.ts';
import marks from './change-marks.module.css';
import classes from './text-changes-view.module.css';

/** What became of a text since an earlier version: marked where it changed, folded where it did not. */
export function TextChangesView({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const folded = useMemo(() => foldUnchanged(textChanges(before, after)), [before, after]);
  if (!folded.some((part) => 'passage' in part)) {
    return <p className={classes.note}>{t('changes.none')}</p>;
  }
  return (
    <>
      <p className={`${classes.note} ${marks.marks}`}>
        <Trans t={t} i18nKey="changes.legend" components={{ ins: <ins />, del: <del /> }} />
      </p>
      <div className={`${classes.text} ${marks.marks}`}>
        {folded.map((part, place) =>
          'unchanged' in part ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move
            <p key={place} className={classes.folded}>
              {t('changes.unchanged', { count: part.unchanged })}
            </p>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move
            <div key={place} className={classes.passage} data-changed={part.passage.changed} dir="auto">
              {part.passage.pieces.map(({ kind, text }, run) => {
                const key = `${run} ${kind}`;
                if (kind === 'same') return text;
                // Most screen readers say nothing of ins and del: the style sheet puts this before the text.
                const Mark = kind === 'added' ? 'ins' : 'del';
                return (
                  <Mark key={key} data-said={t(`changes.${kind}`)}>
                    {text}
                  </Mark>
                );
              })}
            </div>
          ),
        )}
      </div>
    </>
  );
}
