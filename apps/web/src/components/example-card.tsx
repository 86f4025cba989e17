import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Example } from '../lib/read-example.ts';
import classes from './example-card.module.css';
import { Prose } from './prose.tsx';

/** A prompt with a good and a bad answer, side by side where there is room, and what makes the difference. */
export function ExampleCard({ example: { prompt, answers, why } }: { example: Example }) {
  const { t } = useTranslation();
  return (
    <figure className={classes.card} aria-label={t('example.label')}>
      <div className={classes.part}>
        <p className={classes.label}>{t('example.prompt')}</p>
        <Prose text={prompt} />
      </div>
      <div className={classes.answers}>
        {answers.map(({ quality, text }) => (
          <div key={quality} className={classes.part} data-quality={quality}>
            <p className={classes.label}>
              {quality === 'good' ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
              {t(`example.${quality}`)}
            </p>
            <Prose text={text} />
          </div>
        ))}
      </div>
      {why === null ? null : (
        <figcaption className={classes.part}>
          <p className={classes.label}>{t('example.why')}</p>
          <Prose text={why} />
        </figcaption>
      )}
    </figure>
  );
}
