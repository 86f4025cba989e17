import type { Criterion, RatingFormSpec, RatingScale, VerdictKind } from '@prefloop/contract';

/** What each scale is for. */
export const scaleWords: Record<RatingScale, string> = {
  2: 'A or B. The quickest, and the least said.',
  3: 'A, tie or B.',
  4: 'A or B, much or slightly.',
  7: 'Three strengths on each side and a tie in the middle.',
  8: 'Four strengths on each side, no middle to rest on.',
};

export const verdictKindWords: Record<VerdictKind, string> = {
  preference: 'a preference',
  tie: 'a tie',
  both_good: 'both good',
  both_bad: 'both bad',
  grade: 'a grade',
  ranking: 'a ranking',
  skip: 'a skip',
};

export const criterionAnswerWords: Record<Criterion['answer'], string> = {
  sides: 'A, equal or B',
  grades: '1 to 5 for each',
};

/** The kinds of rating that can be given with a form. */
export function kindsOf({ pair, skipReasons }: RatingFormSpec): VerdictKind[] {
  return [
    'preference',
    ...(pair.tie ? (['tie'] as const) : []),
    ...(pair.bothGood ? (['both_good'] as const) : []),
    ...(pair.bothBad ? (['both_bad'] as const) : []),
    'grade',
    'ranking',
    ...(skipReasons.length > 0 ? (['skip'] as const) : []),
  ];
}
