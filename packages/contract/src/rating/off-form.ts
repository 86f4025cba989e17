import type { Tiers, Verdict } from '../resources/rating.ts';
import type { CriterionAnswers, Critiques, EditedResponse } from '../resources/rating-answers.ts';
import type { RatingFlag, RatingFormSpec, SingleScale, VerdictKind } from '../resources/rating-form.ts';
import type { TaskKind } from '../resources/task-kinds.ts';
import { missingCriteria, verdictOnly } from './criteria.ts';

type Said = {
  verdict: Verdict;
  comment?: string | undefined;
  flags?: readonly RatingFlag[] | undefined;
  criteria?: CriterionAnswers | undefined;
  edited?: EditedResponse | undefined;
  critiques?: Critiques | undefined;
};

/** What is rated: of which kind, and how many responses there are. */
type Rated = { kind: TaskKind; responses: number };

/** What a rating says that its form does not ask, or leaves out that it asks for; null where it fits. */
export function offForm(
  asked: RatingFormSpec,
  said: Said,
  rated: Rated = { kind: 'pair', responses: 2 },
): string | null {
  const form = formFor(rated.kind, asked);
  const { verdict, comment = '', flags = [], criteria = {}, edited, critiques = [] } = said;
  const flag = flags.find((each) => !form.flags.includes(each));
  if (flag !== undefined) return `It has no flag “${flag}”.`;
  if (!form.comment.allowed && comment.trim() !== '') return 'It takes no comment.';
  if (form.comment.requiredFor.includes(verdict.verdict) && comment.trim() === '') {
    return `It asks for a comment with every rating of the kind “${verdict.verdict}”.`;
  }
  if (edited && !form.editing) return 'It takes no edited response.';
  if (critiques.length > 0 && !form.critiquing) return 'It takes no critique of parts.';
  return (
    offKind(rated.kind, verdict) ?? offCriteria(form, verdict, criteria) ?? offVerdict(form, verdict, rated)
  );
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

/** What a form asks about a task of this kind: criteria, edits and critiques belong to pairs. */
export function formFor(kind: TaskKind, form: RatingFormSpec): RatingFormSpec {
  return kind === 'pair' ? form : verdictOnly(form);
}

/** The grade that is best on a scale for single responses. */
export const bestGrade: Readonly<Record<SingleScale, 2 | 5>> = { thumbs: 2, grades: 5 };

const verdictsOf: Readonly<Record<TaskKind, readonly VerdictKind[]>> = {
  pair: ['preference', 'tie', 'both_good', 'both_bad', 'skip'],
  single: ['grade', 'skip'],
  ranking: ['ranking', 'skip'],
};

const askedFor: Readonly<Record<TaskKind, string>> = {
  pair: 'asks which of two responses is better',
  single: 'asks for a grade of one response',
  ranking: 'asks for a ranking',
};

function offKind(kind: TaskKind, { verdict }: Verdict): string | null {
  return verdictsOf[kind].includes(verdict) ? null : `The task ${askedFor[kind]}, not for “${verdict}”.`;
}

function offRanking({ ranking }: RatingFormSpec, places: Tiers, responses: number): string | null {
  const strange = places.flat().find((place) => place >= responses);
  if (strange !== undefined) return `There are ${responses} responses, and none at place ${strange}.`;
  if (!ranking.ties && places.some((tier) => tier.length > 1)) return 'It takes no ties in a ranking.';
  const left = responses - places.flat().length;
  return left === 0 || ranking.partial ? null : `It asks for every response to be placed; ${left} are not.`;
}

function offVerdict(form: RatingFormSpec, verdict: Verdict, { responses }: Rated): string | null {
  const { pair, single, skipReasons } = form;
  switch (verdict.verdict) {
    case 'grade':
      return verdict.grade <= bestGrade[single.scale]
        ? null
        : `Its grades for a single response end at ${bestGrade[single.scale]}.`;
    case 'ranking':
      return offRanking(form, verdict.tiers, responses);
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
