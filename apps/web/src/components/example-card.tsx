import { IconCheck, IconX } from '@tabler/icons-react';
import type { Example } from '../lib/read-example.ts';
import classes from './example-card.module.css';
import { Prose } from './prose.tsx';

const words = { good: 'Good answer', bad: 'Bad answer' } as const;

/** A prompt with a good and a bad answer, side by side where there is room, and what makes the difference. */
export function ExampleCard({ example: { prompt, answers, why } }: { example: Example }) {
  return (
    <figure className={classes.card} aria-label="Example">
      <div className={classes.part}>
        <p className={classes.label}>Prompt</p>
        <Prose text={prompt} />
      </div>
      <div className={classes.answers}>
        {answers.map(({ quality, text }) => (
          <div key={quality} className={classes.part} data-quality={quality}>
            <p className={classes.label}>
              {quality === 'good' ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
              {words[quality]}
            </p>
            <Prose text={text} />
          </div>
        ))}
      </div>
      {why === null ? null : (
        <figcaption className={classes.part}>
          <p className={classes.label}>Why</p>
          <Prose text={why} />
        </figcaption>
      )}
    </figure>
  );
}
