import { memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cutSlices, type Slice } from './cut-slices.ts';
import classes from './formatted-text.module.css';
import { FormattingGuard } from './formatting-guard.tsx';
import { Markdown } from './markdown.tsx';
import { RawText } from './raw-text.tsx';
import type { SplitText } from './split-blocks.ts';
import { useDrawn } from './use-drawn.ts';
import { languageOf } from './writing.ts';

/** A single block (a table, a list) beyond this holds up the screen; it is shown as it is until somebody asks. */
const formatUpTo = 40_000;

/**
 * Formatted text. A long one stands there whole at once, as it is, and is formatted slice by slice from the top while
 * the page has nothing else to do: keys never wait for more than one slice.
 */
export const FormattedBlocks = memo(function FormattedBlocks({ split }: { split: SplitText }) {
  const root = useRef<HTMLDivElement>(null);
  const slices = useMemo(() => cutSlices(split), [split]);
  const drawn = useDrawn(root, slices.length);
  const language = useMemo(() => languageOf(split.blocks.join('\n')), [split]);
  return (
    <div
      ref={root}
      className={classes.text}
      lang={language}
      data-slices={slices.length > 1 ? slices.length : undefined}
      data-drawing={drawn < slices.length || undefined}
    >
      {slices.map((slice, place) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the slices of one text never move
          key={place}
          className={classes.slice}
          style={
            slices.length > 1 ? { containIntrinsicBlockSize: `auto ${guessedHeight(slice)}px` } : undefined
          }
        >
          {place < drawn ? (
            <SliceView slice={slice} />
          ) : (
            <div className={classes.waiting}>{slice.text.trim()}</div>
          )}
        </div>
      ))}
    </div>
  );
});

const SliceView = memo(function SliceView({ slice }: { slice: Slice }) {
  const { t } = useTranslation('rating');
  const [asked, setAsked] = useState(false);
  const { text, definitions } = slice;
  const code = /^\s*(?:```|~~~)/.test(text);
  if (text.length > formatUpTo && !code && !asked) {
    return (
      <>
        <p className={classes.note} dir="auto">
          {t('text.long')}{' '}
          <button type="button" className={classes.inlineButton} onClick={() => setAsked(true)}>
            {t('text.format')}
          </button>
        </p>
        <RawText text={text} />
      </>
    );
  }
  return (
    <FormattingGuard
      fallback={
        <>
          <p className={classes.note} dir="auto">
            {t('text.unformattable')}
          </p>
          <RawText text={text} />
        </>
      }
    >
      <Markdown text={definitions === '' ? text : `${definitions}\n\n${text}`} />
    </FormattingGuard>
  );
});

/** Until a slice was laid out once: 60 characters in a line of 26 pixels, and no line of less than its own. */
function guessedHeight({ text }: Slice): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(0.5, Math.ceil(line.length / 60)), 0);
  return Math.round(lines * 26);
}
