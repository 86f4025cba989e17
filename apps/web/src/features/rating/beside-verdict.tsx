import type { Criterion, CriterionAnswer, CriterionAnswers, EditedResponse } from '@prefloop/contract';
import { useTranslation } from 'react-i18next';
import type { RatingT } from '../../lib/i18n/i18n.ts';
import classes from './beside-verdict.module.css';

type Props = {
  criteria: CriterionAnswers;
  edited: EditedResponse | null;
  /** Of the form, for the names; an answer to another stands under its code. */
  asked: readonly Criterion[];
};

function words(answer: CriterionAnswer, t: RatingT): string {
  if (typeof answer === 'string') return t(`criteria.said.${answer}`);
  return (['A', 'B'] as const)
    .flatMap((side) => (answer[side] === undefined ? [] : [`${side} ${answer[side]}`]))
    .join(', ');
}

/** What was said of a pair under its criteria, and the answer that somebody wrote as better than both. */
export function BesideVerdict({ criteria, edited, asked }: Props) {
  const { t } = useTranslation('rating');
  const order = (code: string) => {
    const at = asked.findIndex((criterion) => criterion.code === code);
    return at < 0 ? asked.length : at;
  };
  const codes = Object.keys(criteria).toSorted((one, other) => order(one) - order(other));
  return (
    <>
      {codes.length > 0 ? (
        <dl className={classes.criteria}>
          {codes.map((code) => {
            const answer = criteria[code];
            return (
              <div key={code}>
                <dt>{asked[order(code)]?.label ?? code}</dt>
                <dd>{answer === undefined ? '' : words(answer, t)}</dd>
              </div>
            );
          })}
        </dl>
      ) : null}
      {edited ? (
        <details className={classes.edited}>
          <summary>{edited.from === null ? t('edit.own') : t('edit.madeOf', { side: edited.from })}</summary>
          <div className={classes.text} dir="auto">
            {edited.text}
          </div>
        </details>
      ) : null}
    </>
  );
}
