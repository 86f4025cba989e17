import { Button } from '@mantine/core';
import type { MyQualification } from '@prefloop/contract';
import { IconCheck, IconX } from '@tabler/icons-react';
import { Prose } from '../../../components/prose.tsx';
import { describeVerdict } from '../options.ts';
import classes from './qualification.module.css';
import { useEnter } from './use-enter.ts';

type Explained = NonNullable<MyQualification['explained']>;
type Props = {
  explained: Explained;
  form: MyQualification['form'];
  last: boolean;
  pending: boolean;
  /** Why going on did not work. */
  failure: string | null;
  onNext: () => void;
};

const answers: Record<Explained['answer'], string> = {
  left: 'A is better',
  right: 'B is better',
  tie: 'neither is better',
  both_good: 'both are good',
  both_bad: 'both are bad',
};

/** At the foot, where the keys for rating were: whether the answer was right, what is, and why. */
export function Explanation({ explained, form, last, pending, failure, onNext }: Props) {
  const { right, verdict, answer, explanation } = explained;
  const { button, ready, press } = useEnter(onNext);
  const Icon = right ? IconCheck : IconX;
  return (
    <section
      className={classes.explanation}
      aria-label="What is right"
      data-explained={ready ? 'ready' : ''}
      data-right={right}
    >
      <div role="status" className={classes.words}>
        <h2 className={classes.verdict}>
          <Icon size={20} aria-hidden /> {right ? 'Right' : 'Not right'}
        </h2>
        <p>
          You said: {describeVerdict(verdict, form.spec)}. {right ? 'That' : 'What'} is right
          {right ? '' : `: ${answers[answer]}`}.
        </p>
        {explanation === '' ? null : <Prose text={explanation} />}
      </div>
      <div className={classes.next}>
        {failure ? <p role="alert">Not gone on: {failure}</p> : null}
        <Button ref={button} loading={pending} rightSection={<kbd>Enter</kbd>} {...press}>
          {last ? 'See the result' : 'Next question'}
        </Button>
      </div>
    </section>
  );
}
