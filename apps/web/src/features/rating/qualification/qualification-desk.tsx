import { IconBook2, IconKeyboard, IconTypography } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import classes from '../desk/desk.module.css';
import headClasses from '../desk/desk-head.module.css';
import { GuidelinesDrawer } from '../desk/guidelines-drawer.tsx';
import { HelpSheet } from '../desk/help-sheet.tsx';
import { Tool } from '../desk/tool.tsx';
import { ReadingGate } from '../guidelines/reading-gate.tsx';
import { useDue } from '../guidelines/use-due.ts';
import { keysOf } from '../keys.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { TaskQueue } from '../queue/task-queue.ts';
import { Interlude } from './interlude.tsx';
import { QuestionView } from './question-view.tsx';
import { useQualification } from './use-qualification.ts';

type Props = {
  queue: TaskQueue;
  outbox: Outbox;
  project: string;
  /** Nothing stands in the way of the work any more. */
  onDone: () => void;
};

/**
 * What is to be passed before the first pair: the rating screen, with one question after the other and what is right
 * about each. The server knows where somebody stands, so that another tab or a reload goes on there.
 */
export function QualificationDesk({ queue, outbox, project, onDone }: Props) {
  const { t } = useTranslation('queue');
  const { t: words } = useTranslation('rating');
  const { standing, answer, step } = useQualification(project);
  const { nameOf, keys } = useRatingKeys();
  const [sheet, setSheet] = useState<'help' | 'guidelines' | null>(null);
  const [raw, setRaw] = useState(false);
  const due = useDue(queue.duty);
  const now = standing.data;
  const over = now?.state === 'none';
  const done = useEffectEvent(onDone);
  useEffect(() => {
    if (over) done();
  }, [over]);

  const tools = {
    raw: () => setRaw(!raw),
    guidelines: () => setSheet('guidelines'),
    help: () => setSheet('help'),
  };
  // There is no way back here.
  const bindings = now ? keysOf(now.form.spec, words, keys).filter(({ group }) => group !== 'Move') : [];
  const asking = now?.state === 'question' || now?.state === 'explained';
  return (
    <div className={classes.desk} data-fill>
      <title>{`${t('qualification.title')} · Prefloop`}</title>
      <header className={headClasses.head}>
        <h1 className={headClasses.title}>{t('qualification.title')}</h1>
        {now && asking ? (
          <p className={headClasses.progress}>
            <span>
              <Trans
                t={t}
                i18nKey="qualification.place"
                values={{
                  place: now.answered + (now.state === 'question' ? 1 : 0),
                  questions: now.questions,
                }}
                components={{ strong: <strong /> }}
              />
            </span>
            <span>
              <Trans
                t={t}
                i18nKey="qualification.soFar"
                values={{ right: now.right }}
                components={{ strong: <strong /> }}
              />
            </span>
          </p>
        ) : null}
        <div className={headClasses.status} />
        <nav className={headClasses.tools} aria-label={words('tools')}>
          <Tool
            label={raw ? words('formatted') : words('raw')}
            hotkey={nameOf('raw')}
            pressed={raw}
            onClick={tools.raw}
          >
            <IconTypography size={18} aria-hidden />
          </Tool>
          <Tool label={words('guidelines')} hotkey={nameOf('guidelines')} onClick={tools.guidelines}>
            <IconBook2 size={18} aria-hidden />
          </Tool>
          <Tool label={words('keysTool')} hotkey={nameOf('help')} onClick={tools.help}>
            <IconKeyboard size={18} aria-hidden />
          </Tool>
        </nav>
      </header>
      {due ? (
        <ReadingGate
          key={due.newest.version}
          due={due}
          onRead={(version) => queue.duty.acknowledge(version)}
        />
      ) : standing.isError && !now ? (
        <ErrorState error={standing.error} onRetry={() => void standing.refetch()} />
      ) : !now || over ? (
        <Loading label={t('qualification.looking')} />
      ) : now.question ? (
        <QuestionView
          key={now.question.token}
          standing={now}
          question={now.question}
          outbox={outbox}
          guidelineVersion={queue.duty.acknowledged}
          raw={raw}
          tools={tools}
          answer={answer}
          step={step}
        />
      ) : (
        <Interlude
          key={`${now.state} ${now.attempt} ${now.attemptsLeft}`}
          standing={now}
          pending={step.isPending}
          error={step.error}
          onBegin={() => step.mutate(null)}
          onDone={onDone}
          onLook={() => void standing.refetch()}
        />
      )}
      <HelpSheet bindings={bindings} opened={sheet === 'help'} onClose={() => setSheet(null)} />
      <GuidelinesDrawer
        project={project}
        version={queue.getLine().queue?.guidelineVersion ?? null}
        opened={sheet === 'guidelines'}
        onClose={() => setSheet(null)}
      />
    </div>
  );
}
