import type { RatingRow } from '@prefloop/contract';
import { gradeWords, rankingWords } from '../../../lib/grade-words.ts';
import { strengthWords } from '../../../lib/strength-words.ts';

const said = { tie: 'Equally good', both_good: 'Both good', both_bad: 'Both bad' } as const;

type Said = Pick<RatingRow, 'verdict' | 'strength' | 'grade' | 'scale' | 'ranking' | 'side' | 'skipReason'>;

/** "Second much better, shown left". First is the response at position 0, whatever side people saw it on. */
export function verdictWords({ verdict, strength, grade, scale, ranking, side, skipReason }: Said): string {
  switch (verdict) {
    case 'skip':
      return skipReason === null ? 'Skipped' : `Skipped: ${skipReason}`;
    case 'grade':
      return gradeWords(grade ?? 0, scale ?? 0);
    case 'ranking':
      return rankingWords(ranking ?? [], (position) => String(position + 1));
    case 'preference': {
      const which = (strength ?? 0) < 0 ? 'First' : 'Second';
      const words = `${which} ${strengthWords(strength ?? 0, scale ?? 7)}`;
      return side === null ? words : `${words}, shown ${side}`;
    }
    default:
      return said[verdict];
  }
}

const sides = { A: 'first', equal: 'equal', B: 'second' } as const;

/** "helpful: first · honest: first 5, second 2", by the codes of the criteria. */
export function criteriaWords({ criteria }: Pick<RatingRow, 'criteria'>): string {
  return Object.entries(criteria)
    .map(([code, answer]) => {
      if (typeof answer === 'string') return `${code}: ${sides[answer]}`;
      const grades = (['A', 'B'] as const).flatMap((side) =>
        answer[side] === undefined ? [] : [`${sides[side]} ${answer[side]}`],
      );
      return `${code}: ${grades.join(', ')}`;
    })
    .join(' · ');
}

const states: Record<RatingRow['state'], string> = {
  counted: 'counts',
  late: 'late, kept aside',
  voided: 'voided',
  skip: 'skip',
};

const golds: Record<RatingRow['gold'], string | null> = {
  none: null,
  right: 'gold, right',
  wrong: 'gold, wrong',
  unjudged: 'gold',
};

/** Whether it counts, and what else is special about it. */
export function stateWords({ state, gold, origin, revision }: RatingRow): string {
  return [
    states[state],
    golds[gold],
    origin === 'imported' ? 'imported' : null,
    revision > 1 ? `version ${revision}` : null,
  ]
    .filter((word) => word !== null)
    .join(' · ');
}
