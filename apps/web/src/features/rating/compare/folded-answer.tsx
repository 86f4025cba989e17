import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { changeReading, useReading } from '../desk/reading-settings.ts';
import { partOf } from '../markdown/cut-slices.ts';
import { FormattedBlocks } from '../markdown/formatted-blocks.tsx';
import { RawText } from '../markdown/raw-text.tsx';
import type { SplitText } from '../markdown/split-blocks.ts';
import type { CommonBlocks } from './common-blocks.ts';
import classes from './folded-answer.module.css';

type Props = { split: SplitText; common: CommonBlocks; raw: boolean };

/** An answer of which only what the other one does not say is open; the rest is a line on both sides that opens it. */
export function FoldedAnswer({ split, common: { start, end }, raw }: Props) {
  const { t } = useTranslation('rating');
  const shown = useReading('same-parts');
  const count = split.blocks.length;
  const [first, own, last] = useMemo(
    () =>
      [
        partOf(split, 0, start),
        partOf(split, start, count - end),
        partOf(split, count - end, count),
      ] as const,
    [split, start, end, count],
  );
  const text = (part: SplitText) =>
    raw ? <RawText text={part.blocks.join('\n').trimEnd()} /> : <FormattedBlocks split={part} />;
  return (
    <div className={classes.parts}>
      {start > 0 ? <Mark count={start} place="first" shown={shown} /> : null}
      {start > 0 && shown ? text(first) : null}
      {own.blocks.length > 0 ? text(own) : <p className={classes.nothing}>{t('pair.nothingOwn')}</p>}
      {end > 0 ? <Mark count={end} place="last" shown={shown} /> : null}
      {end > 0 && shown ? text(last) : null}
    </div>
  );
}

function Mark({ count, place, shown }: { count: number; place: 'first' | 'last'; shown: boolean }) {
  const { t } = useTranslation('rating');
  const key = useRatingKeys().nameOf('same-parts');
  return (
    <button
      type="button"
      className={classes.mark}
      aria-expanded={shown}
      aria-keyshortcuts={key ?? undefined}
      onClick={() => changeReading('same-parts')}
    >
      <span>{place === 'first' ? t('pair.sameFirst', { count }) : t('pair.sameLast', { count })}</span>
      <span className={classes.action}>
        {shown ? t('pair.fold') : t('pair.show')} {key === null ? null : <kbd>{key}</kbd>}
      </span>
    </button>
  );
}
