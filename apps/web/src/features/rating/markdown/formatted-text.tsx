import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FormattedBlocks } from './formatted-blocks.tsx';
import classes from './formatted-text.module.css';
import { RawText } from './raw-text.tsx';
import { type SplitText, splitBlocks } from './split-blocks.ts';

type Props = {
  text: string;
  raw: boolean;
  /** The text cut into blocks, where that was done already. */
  split?: SplitText;
};

/** Formatted text, or the text as it is on wish. */
export const FormattedText = memo(function FormattedText({ text, raw, split }: Props) {
  const { t } = useTranslation('rating');
  const blocks = useMemo(() => split ?? splitBlocks(text), [text, split]);
  if (text.trim() === '')
    return (
      <p className={classes.note} dir="auto">
        {t('text.empty')}
      </p>
    );
  return raw ? <RawText text={text} /> : <FormattedBlocks split={blocks} />;
});
