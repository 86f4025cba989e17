import type { Verdict } from '../resources/rating.ts';
import type {
  CriterionAnswer,
  CriterionAnswers,
  Critiques,
  EditedResponse,
} from '../resources/rating-answers.ts';
import type { Criterion, RatingFormSpec } from '../resources/rating-form.ts';

/** Criteria that the form does not take this verdict without, and that have no full answer yet. */
export function missingCriteria(
  { criteria }: Pick<RatingFormSpec, 'criteria'>,
  { verdict }: Pick<Verdict, 'verdict'>,
  answers: CriterionAnswers,
): Criterion[] {
  if (verdict === 'skip') return [];
  return criteria.filter(({ code, required }) => required && !isAnswered(answers[code]));
}

/** The form for where the verdict alone is asked: in a qualification, and where a lead decides. */
export function verdictOnly(form: RatingFormSpec): RatingFormSpec {
  return { ...form, criteria: [], editing: false, critiquing: false };
}

/** Whether an answer says all that can be said: both grades, where it is grades. */
export function isAnswered(answer: CriterionAnswer | undefined): boolean {
  return typeof answer === 'string' || (answer?.A !== undefined && answer.B !== undefined);
}

const otherSide = { A: 'B', B: 'A' } as const;

/** The same answers with the two sides exchanged. Its own inverse. */
export function mirrorCriteria(answers: CriterionAnswers): CriterionAnswers {
  return Object.fromEntries(Object.entries(answers).map(([code, answer]) => [code, mirrored(answer)]));
}

function mirrored(answer: CriterionAnswer): CriterionAnswer {
  if (typeof answer === 'string') return answer === 'equal' ? answer : otherSide[answer];
  return {
    ...(answer.B === undefined ? {} : { A: answer.B }),
    ...(answer.A === undefined ? {} : { B: answer.A }),
  };
}

/** The same text with the two sides exchanged. Its own inverse. */
export function mirrorEdited<Edited extends EditedResponse | null>(edited: Edited): Edited {
  return edited === null || edited.from === null ? edited : { ...edited, from: otherSide[edited.from] };
}

/** The same critiques with the two sides exchanged. Its own inverse. */
export function mirrorCritiques(critiques: Critiques): Critiques {
  return critiques.map((critique) => ({ ...critique, side: otherSide[critique.side] }));
}

/**
 * A criterion's answer as a verdict on the pair: `strength` in steps on a scale of so many points, negative for A.
 * Grades are told apart by their difference, at most 4 steps; null where there is no full answer.
 */
export function criterionVerdict(
  answer: CriterionAnswer | undefined,
): { verdict: 'preference'; strength: number; scale: number } | { verdict: 'tie' } | null {
  if (answer === undefined) return null;
  if (typeof answer === 'string') {
    if (answer === 'equal') return { verdict: 'tie' };
    return { verdict: 'preference', strength: answer === 'A' ? -1 : 1, scale: 3 };
  }
  if (answer.A === undefined || answer.B === undefined) return null;
  const strength = answer.B - answer.A;
  return strength === 0 ? { verdict: 'tie' } : { verdict: 'preference', strength, scale: 8 };
}
