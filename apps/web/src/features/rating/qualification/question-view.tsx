import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type MyQualification, type Verdict, verdictOnly } from '@prefloop/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainError } from '../../../lib/explain-error.ts';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { useKeys } from '../../../lib/use-keys.ts';
import { deadMs } from '../dead-time.ts';
import { chooseFrom } from '../desk/choose-from.ts';
import footClasses from '../desk/desk-foot.module.css';
import { FootView } from '../desk/foot-view.tsx';
import { FormPanel, type FormPanelKind } from '../desk/form-panel.tsx';
import { PairView } from '../desk/pair-view.tsx';
import { runKey } from '../desk/run-key.ts';
import { useActiveTime } from '../desk/use-active-time.ts';
import { useRemarks } from '../desk/use-remarks.ts';
import { noDraft } from '../draft.ts';
import { keysOf } from '../keys.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { TaskItem } from '../queue/task-item.ts';
import { lacking, sentRemarks, toggled } from '../remarks.ts';
import { Explanation } from './explanation.tsx';
import classes from './qualification.module.css';
import type { useQualification } from './use-qualification.ts';

type Props = Pick<ReturnType<typeof useQualification>, 'answer' | 'step'> & {
  standing: MyQualification;
  question: NonNullable<MyQualification['question']>;
  outbox: Outbox;
  guidelineVersion: number;
  raw: boolean;
  tools: { raw: () => void; guidelines: () => void; help: () => void };
};

/** One question, with the keys of the rating screen, and then what is right about it. */
export function QuestionView(props: Props) {
  const { standing, question, outbox, guidelineVersion, raw, tools, answer, step } = props;
  const { t } = useTranslation('queue');
  const { t: words } = useTranslation('rating');
  const { t: errors } = useTranslation('errors');
  const { t: server } = useTranslation('server');
  const { on, keys } = useRatingKeys();
  const narrow = useMediaQuery('(max-width: 1023px)', undefined, { getInitialValueInEffect: false });
  const [panel, setPanel] = useState<FormPanelKind | null>(null);
  const [folded, setFolded] = useState(false);
  const [compared, setCompared] = useState(false);
  const { explained } = standing;
  const form = useMemo(() => ({ ...standing.form, spec: verdictOnly(standing.form.spec) }), [standing.form]);
  const item = useMemo<TaskItem>(
    () => ({
      token: question.token,
      task: { kind: 'pair', ...question },
      sensitive: false,
      form,
      answer: null,
    }),
    [question, form],
  );
  const { remarks, change, takeBack } = useRemarks(outbox, item);
  const bindings = useMemo(() => keysOf(form.spec, words, keys), [form, words, keys]);
  const time = useActiveTime();
  const [accepting, setAccepting] = useState(false);
  const work = useRef<HTMLDivElement>(null);
  useEffect(() => {
    time.restart();
    work.current?.querySelector<HTMLElement>('[data-prompt]')?.focus({ preventScroll: true });
    const timer = setTimeout(() => setAccepting(true), deadMs);
    return () => clearTimeout(timer);
  }, [time]);

  const mayAct = accepting && explained === null && !answer.isPending;
  const commit = (verdict: Verdict) => {
    // A pair has no key for either of these.
    if (!mayAct || verdict.verdict === 'grade' || verdict.verdict === 'ranking') return;
    const wanted = lacking(form.spec, verdict, remarks);
    if (wanted !== null) {
      setPanel({ kind: wanted, verdict });
      return;
    }
    const { token } = question;
    const comment = remarks.comment.replaceAll('\0', '').trim();
    const body = {
      token,
      verdict,
      ...sentRemarks({ ...remarks, comment }),
      activeMs: time.read(),
      formVersion: form.version,
      guidelineVersion,
    };
    answer.mutate(body, {
      onSuccess: () => {
        setPanel(null);
        // It is answered: nothing is left to be kept for it.
        void outbox.keepDraft(token, noDraft).catch(() => undefined);
      },
    });
  };
  const open = (kind: 'skip' | 'flag') => () => setPanel({ kind });
  const actions = {
    rate: commit,
    place: () => undefined,
    join: () => undefined,
    leave: () => undefined,
    skip: open('skip'),
    flag: open('flag'),
    comment: () => setPanel({ kind: 'comment', verdict: null }),
    criteria: () => undefined,
    edit: () => undefined,
    undo: () => takeBack?.(),
    critique: () => undefined,
    keep: () => undefined,
    compare: () => setCompared(!compared),
    fold: () => setFolded(!folded),
    show: () => undefined,
    ...tools,
  };
  const reading = { ...actions, skip: () => undefined, flag: () => undefined, comment: () => undefined };
  useKeys((event) => {
    if (event.key === 'Escape' && panel !== null) {
      setPanel(null);
      return true;
    }
    if (!on) return false;
    if (panel?.kind === 'skip')
      return chooseFrom(form.spec.skipReasons, event, ({ code }) =>
        commit({ verdict: 'skip', reason: code }),
      );
    if (panel?.kind === 'flag')
      return chooseFrom(form.spec.flags, event, (flag) => change({ flags: toggled(remarks.flags, flag) }));
    return runKey(event, bindings, explained ? reading : actions);
  });

  const whyOf = (error: Error | null) => error && explainError(error, errors, server).why;
  const failure = whyOf(answer.error);
  return (
    <>
      <div
        ref={work}
        className={classes.work}
        data-token={question.token}
        data-shown={explained === null || undefined}
        data-accepting={mayAct ? question.token : undefined}
      >
        <PairView
          task={question}
          view={compared ? 'compared' : raw ? 'raw' : 'formatted'}
          folded={folded}
          onFold={actions.fold}
          side={null}
          columns={narrow !== true}
          stacked={narrow === true}
        />
      </div>
      {panel && explained === null ? (
        <FormPanel
          panel={panel}
          form={form.spec}
          texts={[question.responses[0].text, question.responses[1].text]}
          remarks={remarks}
          onRemark={change}
          onRate={commit}
          onClose={() => setPanel(null)}
        />
      ) : null}
      {explained ? (
        <Explanation
          explained={explained}
          form={form}
          last={standing.answered === standing.questions}
          pending={step.isPending}
          failure={whyOf(step.error)}
          onNext={() => step.mutate(question.token)}
        />
      ) : (
        <section className={footClasses.foot} aria-label={t('qualification.yourAnswer')}>
          {failure ? (
            <p className={footClasses.failure} role="alert">
              {t('qualification.notAnswered', { why: failure })}
            </p>
          ) : null}
          <p className={classes.note}>{t('qualification.final')}</p>
          <FootView form={form.spec} answer={null} remarks={remarks} actions={actions} />
        </section>
      )}
      <VisuallyHidden role="status">{answer.isPending ? t('qualification.sending') : ''}</VisuallyHidden>
    </>
  );
}
