import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../copy/copy-button.tsx';
import classes from './answer-section.module.css';

type Props = {
  /** What it is called on the screen: A, B, or its number in a ranking; null where it stands alone. */
  name: string | null;
  text: string;
  hidden?: boolean;
  /** What stands beside its name. */
  head?: ReactNode;
  /** The head stays in sight while the answer is read. */
  sticky?: boolean;
  children: ReactNode;
};

/** One answer under its name, with a way to copy it. */
export function AnswerSection({ name, text, hidden, head, sticky, children }: Props) {
  const { t } = useTranslation('rating');
  return (
    <section
      className={classes.answer}
      aria-label={name === null ? t('single.response') : t('pair.response', { side: name })}
      hidden={hidden}
      data-side={name ?? undefined}
      data-answer
    >
      <div className={classes.head} data-sticky={sticky || undefined}>
        <h2 className={classes.name} aria-hidden>
          {name ?? t('single.response')}
        </h2>
        {head}
        <CopyButton
          text={text}
          name={name === null ? t('single.copy') : t('pair.copyAnswer', { side: name })}
        />
      </div>
      <div data-text>{children}</div>
    </section>
  );
}
