import { Component, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './markdown.module.css';
import { Markdown } from './markdown.tsx';

/** Formatting longer texts would hold up the screen; they are shown as they are until somebody asks. */
const formatUpTo = 60_000;

/** Formatted text, or the text as it is: on wish, when it is very long, and when formatting fails. */
export function FormattedText({ text, raw }: { text: string; raw: boolean }) {
  const { t } = useTranslation('rating');
  const [asked, setAsked] = useState(false);
  if (text.trim() === '')
    return (
      <p className={classes.note} dir="auto">
        {t('text.empty')}
      </p>
    );
  if (raw) return <RawText text={text} />;
  if (text.length > formatUpTo && !asked) {
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
      <Markdown text={text} />
    </FormattingGuard>
  );
}

function RawText({ text }: { text: string }) {
  return (
    <div className={classes.raw} dir="auto">
      {text}
    </div>
  );
}

class FormattingGuard extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
