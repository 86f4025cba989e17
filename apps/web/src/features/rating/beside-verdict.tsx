import type {
  Criterion,
  CriterionAnswer,
  CriterionAnswers,
  Critiques,
  EditedResponse,
} from '@prefloop/contract';
import { useTranslation } from 'react-i18next';
import type { RatingT } from '../../lib/i18n/i18n.ts';
import classes from './beside-verdict.module.css';

type Props = {
  criteria: CriterionAnswers;
  edited: EditedResponse | null;
  critiques: Critiques;
  /** Of the form, for the names; an answer to another stands under its code. */
  asked: readonly Criterion[];
};

function words(answer: CriterionAnswer, t: RatingT): string {
  if (typeof answer === 'string') return t(`criteria.said.${answer}`);
  return (['A', 'B'] as const)
    .flatMap((side) => (answer[side] === undefined ? [] : [`${side} ${answer[side]}`]))
    .join(', ');
}

/** What was said of a pair under its criteria, of parts of its answers, and the answer that somebody wrote as better. */
export function BesideVerdict({ criteria, edited, critiques, asked }: Props) {
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
      {critiques.length > 0 ? (
        <ul className={classes.critiques} aria-label={t('critique.list')}>
          {critiques.map(({ side, start, quote, text }) => (
            <li key={`${side} ${start} ${quote} ${text}`}>
              {side}: <q dir="auto">{quote}</q> <span dir="auto">{text}</span>
            </li>
          ))}
        </ul>
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
