import { Button } from '@mantine/core';
import type { MyQualification } from '@prefloop/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
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
  const { t } = useTranslation('queue');
  const { title, words, verb } = wordsOf(standing, t);
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

function wordsOf(
  { state, questions, passMark, right, attemptsLeft }: MyQualification,
  t: TFunction<'queue'>,
) {
  const tally = t('qualification.tally', { right, questions, passMark });
  switch (state) {
    case 'passed':
      return {
        title: t('qualification.passed'),
        words: [tally, t('qualification.fromHere')],
        verb: t('qualification.start'),
      };
    case 'failed':
      return attemptsLeft > 0
        ? {
            title: t('qualification.failedOnce'),
            words: [tally, t('qualification.attemptsLeft', { count: attemptsLeft })],
            verb: t('qualification.again'),
          }
        : {
            title: t('qualification.failed'),
            words: [tally, t('qualification.noneLeft')],
            verb: t('qualification.lookNow'),
          };
    default:
      return {
        title: t('qualification.first'),
        words: [
          t('qualification.whatItIs', { count: questions, passMark }),
          t('qualification.rules', { count: attemptsLeft }),
        ],
        verb: t('qualification.begin'),
      };
  }
}
