import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './copy-button.module.css';
import { sayCopied } from './copy-status.tsx';
import { copyText } from './copy-text.ts';

/** `name`: what the button does, in words. */
type Props = { text: string | (() => string); name: string };

const shownMs = 2_000;

/** Copies an answer or a piece of code. Pressed with the pointer it takes no focus, so that keys go on rating. */
export function CopyButton({ text, name }: Props) {
  const { t } = useTranslation('rating');
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    const copied = await copyText(typeof text === 'string' ? text : text());
    setOutcome(copied ? 'copied' : 'refused');
    sayCopied(copied ? t('copy.done') : t('copy.refused'));
  };
  return (
    <button
      type="button"
      className={classes.button}
      aria-label={name}
      title={outcome === 'refused' ? t('copy.refused') : name}
      data-outcome={outcome ?? undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void copy()}
    >
      {outcome === 'copied' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
    </button>
  );
}
