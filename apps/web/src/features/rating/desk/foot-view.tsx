import { isAnswered, type RatingFormSpec, type TaskKind, type Verdict } from '@prefloop/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import type { Remarks } from '../remarks.ts';
import classes from './desk-foot.module.css';
import { FootAction } from './foot-action.tsx';
import { type Ranking, RankingBar } from './ranking-bar.tsx';
import { RatingBar } from './rating-bar.tsx';
import type { DeskActions } from './run-key.ts';

type Props = {
  /** What stands before the scale. */
  start?: ReactNode;
  form: RatingFormSpec;
  kind?: TaskKind;
  /** Of a task that is ranked. */
  ranking?: Ranking;
  /** The verdict that the task has already; null for a new one. */
  answer: Verdict | null;
  remarks: Remarks;
  actions: Pick<DeskActions, 'rate' | 'skip' | 'flag' | 'comment' | 'criteria' | 'edit' | 'critique'>;
};

/** One row: what a form lets one say of a task, and what can go with it. */
export function FootView({ start, form, kind = 'pair', ranking, answer, remarks, actions }: Props) {
  const { t } = useTranslation('rating');
  const { nameOf } = useRatingKeys();
  const answered = form.criteria.filter(({ code }) => isAnswered(remarks.criteria[code])).length;
  return (
    <div className={classes.row}>
      <div className={classes.start}>{start}</div>
      {ranking ? (
        <RankingBar form={form} ranking={ranking} onRate={actions.rate} />
      ) : (
        <RatingBar form={form} kind={kind} answer={answer} onRate={actions.rate} />
      )}
      <div className={classes.end}>
        {form.criteria.length > 0 ? (
          <FootAction
            label={t('criteria.count', { answered, asked: form.criteria.length })}
            title={t('criteria.answered', { answered, asked: form.criteria.length })}
            hotkey={nameOf('criteria')}
            active={answered > 0}
            onClick={actions.criteria}
          />
        ) : null}
        {form.skipReasons.length > 0 ? (
          <FootAction
            label={t('skip')}
            hotkey={nameOf('skip')}
            active={answer?.verdict === 'skip'}
            onClick={actions.skip}
          />
        ) : null}
        {form.flags.length > 0 ? (
          <FootAction
            label={t('flag')}
            hotkey={nameOf('flag')}
            active={remarks.flags.length > 0}
            title={remarks.flags.length > 0 ? t('flagThere') : t('flag')}
            onClick={actions.flag}
          />
        ) : null}
        {form.comment.allowed ? (
          <FootAction
            label={t('comment')}
            hotkey={nameOf('comment')}
            active={remarks.comment !== ''}
            title={remarks.comment === '' ? t('comment') : t('commentThere')}
            onClick={actions.comment}
          />
        ) : null}
        {form.editing ? (
          <FootAction
            label={t('edit.button')}
            hotkey={nameOf('edit')}
            active={remarks.edited !== null}
            title={remarks.edited === null ? t('keys.labels.edit') : t('edit.there')}
            onClick={actions.edit}
          />
        ) : null}
        {form.critiquing ? (
          <FootAction
            label={t('critique.button')}
            hotkey={nameOf('critique')}
            active={remarks.critiques.length > 0}
            title={
              remarks.critiques.length === 0
                ? t('keys.labels.critique')
                : t('critique.there', { count: remarks.critiques.length })
            }
            onClick={actions.critique}
          />
        ) : null}
      </div>
    </div>
  );
}
