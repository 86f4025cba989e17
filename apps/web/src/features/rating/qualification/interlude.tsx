import { Button } from '@mantine/core';
import type { MyQualification } from '@prefloop/contract';
import { ErrorState } from '../../../components/error-state.tsx';
import { formatPlural } from '../../../lib/format.ts';
import classes from '../desk/desk.module.css';
import { useEnter } from './use-enter.ts';

type Props = {
  standing: MyQualification;
  pending: boolean;
  error: unknown;
  /** Begins an attempt. */
  onBegin: () => void;
  /** Passed, and read that it was. */
  onDone: () => void;
  onLook: () => void;
};

/** Between attempts: what comes, how the last one went, and the one way on. */
export function Interlude({ standing, pending, error, onBegin, onDone, onLook }: Props) {
  const { title, words, verb } = wordsOf(standing);
  const barred = standing.state !== 'passed' && standing.attemptsLeft === 0;
  const go = barred ? onLook : standing.state === 'passed' ? onDone : onBegin;
  const { button, ready, press } = useEnter(go);
  return (
    <div className={classes.rest} data-qualification={standing.state} data-ready={ready || undefined}>
      <div className={classes.restWords}>
        <div role="status">
          <h2>{title}</h2>
          {words.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {error ? <ErrorState error={error} /> : null}
        <Button
          ref={button}
          variant={barred ? 'default' : 'filled'}
          loading={pending}
          rightSection={<kbd>Enter</kbd>}
          {...press}
        >
          {verb}
        </Button>
      </div>
    </div>
  );
}

function wordsOf({ state, questions, passMark, right, attemptsLeft }: MyQualification) {
  const result = `${right} of ${questions} right; it takes ${passMark}.`;
  switch (state) {
    case 'passed':
      return { title: 'Passed', words: [result, 'From here on every pair counts.'], verb: 'Start rating' };
    case 'failed':
      return attemptsLeft > 0
        ? {
            title: 'Not passed this time',
            words: [
              result,
              `${formatPlural(attemptsLeft, 'attempt')} left. Read the guidelines once more before you begin.`,
            ],
            verb: 'Try again',
          }
        : {
            title: 'Not passed',
            words: [
              result,
              'No attempt is left. Ask your lead for another one; this page looks again every half minute.',
            ],
            verb: 'Look now',
          };
    default:
      return {
        title: 'First a qualification',
        words: [
          `${formatPlural(questions, 'pair')} whose right answer is known. Who answers ${passMark} of them right gets pairs to rate.`,
          `After each answer you are told what is right and why; the answer itself cannot be changed then. You have ${formatPlural(attemptsLeft, 'attempt')}.`,
        ],
        verb: 'Begin',
      };
  }
}
