import { formFor } from '@prefloop/contract';
import { Trans, useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { describeVerdict } from '../options.ts';
import type { TaskLine } from '../queue/task-item.ts';
import type { Remarks } from '../remarks.ts';
import { BreakReminder } from './break-reminder.tsx';
import classes from './desk-foot.module.css';
import { FootAction } from './foot-action.tsx';
import { FootView } from './foot-view.tsx';
import type { Side } from './pair-view.tsx';
import type { Ranking } from './ranking-bar.tsx';
import type { DeskActions } from './run-key.ts';

type Props = {
  line: TaskLine;
  actions: DeskActions;
  /** The answer on screen where there is room for one only. */
  side: Side | null;
  unseen: Side | null;
  remarks: Remarks;
  /** Of a task that is ranked. */
  ranking: Ranking | undefined;
  /** What was last said beside the rating can be taken back, before anything else. */
  takesBack: boolean;
  /** What is on screen cannot be read yet, and not be rated. */
  covered: boolean;
  /** That the last rating could not be kept, and why; or whatever else was asked for. */
  failure: string | null;
};

/** What can be done with the pair: rate it, skip it, comment on it, or go back to the one before. */
export function DeskFoot({
  line,
  actions,
  side,
  unseen,
  remarks,
  ranking,
  takesBack,
  covered,
  failure,
}: Props) {
  const { t } = useTranslation('rating');
  const { nameOf } = useRatingKeys();
  const item = line.items[line.index];
  const before = line.items[line.index - 1];
  const back = takesBack ? (
    <FootAction
      label={t('takeBack.label')}
      hotkey={nameOf('undo')}
      title={t('takeBack.title')}
      onClick={actions.undo}
    />
  ) : (
    <FootAction
      label={t('back')}
      hotkey={nameOf('undo')}
      disabled={!before?.answer}
      title={
        before?.answer
          ? t('backTo', { verdict: describeVerdict(before.answer.verdict, before.form.spec, t) })
          : t('noneBefore')
      }
      onClick={actions.undo}
    />
  );
  return (
    <section className={classes.foot} aria-label={t('yourRating')}>
      {failure ? (
        <p className={classes.failure} role="alert">
          {failure}
        </p>
      ) : null}
      <BreakReminder />
      {item?.answer ? (
        <div className={classes.earlier}>
          <p>
            <Trans
              t={t}
              i18nKey="ratedBefore"
              values={{ verdict: describeVerdict(item.answer.verdict, item.form.spec, t) }}
              components={{ strong: <strong /> }}
            />
          </p>
          <FootAction label={t('keepIt')} hotkey={nameOf('keep')} onClick={actions.keep} />
        </div>
      ) : null}
      {item && side && !covered ? <SideSwitch side={side} unseen={unseen} onShow={actions.show} /> : null}
      {item && !covered ? (
        <FootView
          start={
            item.sensitive ? (
              <>
                {back}
                <FootAction label={t('cover.leave')} hotkey={nameOf('leave')} onClick={actions.leave} />
              </>
            ) : (
              back
            )
          }
          form={formFor(item.task.kind, item.form.spec)}
          kind={item.task.kind}
          {...(ranking ? { ranking } : {})}
          answer={item.answer?.verdict ?? null}
          remarks={remarks}
          actions={actions}
        />
      ) : (
        back
      )}
    </section>
  );
}

function SideSwitch({
  side,
  unseen,
  onShow,
}: {
  side: Side;
  unseen: Side | null;
  onShow: (side: Side) => void;
}) {
  const { t } = useTranslation('rating');
  return (
    <div className={classes.sides} role="group" aria-label={t('answerOnScreen')}>
      {(['A', 'B'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={side === name} onClick={() => onShow(name)}>
          {t('answer', { side: name })}
          {unseen === name ? <span className={classes.unseen}>{t('notSeen')}</span> : null}
        </button>
      ))}
    </div>
  );
}
