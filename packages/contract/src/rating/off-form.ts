import type { Verdict } from '../resources/rating.ts';
import type { CriterionAnswers, Critiques, EditedResponse } from '../resources/rating-answers.ts';
import type { RatingFlag, RatingFormSpec } from '../resources/rating-form.ts';
import { missingCriteria } from './criteria.ts';

type Said = {
  verdict: Verdict;
  comment?: string | undefined;
  flags?: readonly RatingFlag[] | undefined;
  criteria?: CriterionAnswers | undefined;
  edited?: EditedResponse | undefined;
  critiques?: Critiques | undefined;
};

/** What a rating says that its form does not ask, or leaves out that it asks for; null where it fits. */
export function offForm(form: RatingFormSpec, said: Said): string | null {
  const { verdict, comment = '', flags = [], criteria = {}, edited, critiques = [] } = said;
  const flag = flags.find((each) => !form.flags.includes(each));
  if (flag !== undefined) return `It has no flag “${flag}”.`;
  if (!form.comment.allowed && comment.trim() !== '') return 'It takes no comment.';
  if (form.comment.requiredFor.includes(verdict.verdict) && comment.trim() === '') {
    return `It asks for a comment with every rating of the kind “${verdict.verdict}”.`;
  }
  if (edited && !form.editing) return 'It takes no edited response.';
  if (critiques.length > 0 && !form.critiquing) return 'It takes no critique of parts.';
  return offCriteria(form, verdict, criteria) ?? offVerdict(form, verdict);
}

function offCriteria(form: RatingFormSpec, verdict: Verdict, answers: CriterionAnswers): string | null {
  for (const [code, answer] of Object.entries(answers)) {
    const criterion = form.criteria.find((each) => each.code === code);
    if (!criterion) return `It has no criterion “${code}”.`;
    if ((criterion.answer === 'sides') !== (typeof answer === 'string')) {
      return criterion.answer === 'sides'
        ? `Its criterion “${code}” asks which response is better, not for grades.`
        : `Its criterion “${code}” asks for grades, not which response is better.`;
    }
  }
  const [missing] = missingCriteria(form, verdict, answers);
  return missing ? `It asks for an answer to “${missing.label}” with every rating.` : null;
}

function offVerdict({ pair, skipReasons }: RatingFormSpec, verdict: Verdict): string | null {
  switch (verdict.verdict) {
    case 'preference': {
      const most = strongest(pair.scale);
      return Math.abs(verdict.strength) <= most
        ? null
        : `Its scale of ${pair.scale} points ends at a strength of ${most}.`;
    }
    case 'tie':
      return pair.tie ? null : 'It has no tie.';
    case 'both_good':
      return pair.bothGood ? null : 'It does not tell both good from a tie.';
    case 'both_bad':
      return pair.bothBad ? null : 'It does not tell both bad from a tie.';
    case 'skip':
      return skipReasons.some(({ code }) => code === verdict.reason)
        ? null
        : `It has no reason “${verdict.reason}” to skip.`;
  }
}

/** Steps from the middle of a scale to its end. */
export function strongest(scale: number): number {
  return Math.floor(scale / 2);
}
