import { Button } from '@mantine/core';
import type { MyQualification } from '@prefloop/contract';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
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

/** At the foot, where the keys for rating were: whether the answer was right, what is, and why. */
export function Explanation({ explained, form, last, pending, failure, onNext }: Props) {
  const { t } = useTranslation('queue');
  const { t: words } = useTranslation('rating');
  const { right, verdict, answer, explanation } = explained;
  const { button, ready, press } = useEnter(onNext);
  const said = describeVerdict(verdict, form.spec, words);
  const Icon = right ? IconCheck : IconX;
  return (
    <section
      className={classes.explanation}
      aria-label={t('qualification.whatIsRight')}
      data-explained={ready ? 'ready' : ''}
      data-right={right}
    >
      <div role="status" className={classes.words}>
        <h2 className={classes.verdict}>
          <Icon size={20} aria-hidden /> {right ? t('qualification.right') : t('qualification.notRight')}
        </h2>
        <p>
          {right
            ? t('qualification.saidRight', { verdict: said })
            : t('qualification.saidWrong', { verdict: said, answer: t(`qualification.answers.${answer}`) })}
        </p>
        {explanation === '' ? null : <Prose text={explanation} />}
      </div>
      <div className={classes.next}>
        {failure ? <p role="alert">{t('qualification.notGoneOn', { why: failure })}</p> : null}
        <Button ref={button} loading={pending} rightSection={<kbd>Enter</kbd>} {...press}>
          {last ? t('qualification.result') : t('qualification.next')}
        </Button>
      </div>
    </section>
  );
}
