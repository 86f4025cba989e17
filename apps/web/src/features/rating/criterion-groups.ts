import type { Criterion, CriterionAnswers } from '@prefloop/contract';

/** Buttons of which one may be chosen: which answer is better by a criterion, or the grade of one answer. */
export type CriterionGroup = { code: string } & (
  | { side: null; options: readonly ('A' | 'equal' | 'B')[] }
  | { side: 'A' | 'B'; options: readonly number[] }
);

export type CriterionChoice = 'A' | 'equal' | 'B' | number;

/** In the order of the keys: criterion by criterion, and of two grades A's first. */
export function groupsOf(criteria: readonly Criterion[]): CriterionGroup[] {
  return criteria.flatMap(({ code, answer }): CriterionGroup[] =>
    answer === 'sides'
      ? [{ code, side: null, options: ['A', 'equal', 'B'] }]
      : (['A', 'B'] as const).map((side) => ({ code, side, options: [1, 2, 3, 4, 5] })),
  );
}

export function chosenIn({ code, side }: CriterionGroup, answers: CriterionAnswers): CriterionChoice | null {
  const answer = answers[code];
  if (side === null) return typeof answer === 'string' ? answer : null;
  return typeof answer === 'object' ? (answer[side] ?? null) : null;
}

/** The answers with one choice more, or with none in this group. */
export function choose(
  { code, side }: CriterionGroup,
  choice: CriterionChoice | null,
  answers: CriterionAnswers,
): CriterionAnswers {
  const { [code]: before, ...others } = answers;
  if (side === null) return typeof choice === 'string' ? { ...others, [code]: choice } : others;
  const { [side]: _, ...kept } = typeof before === 'object' ? before : {};
  if (typeof choice === 'number') return { ...others, [code]: { ...kept, [side]: choice } };
  return Object.keys(kept).length === 0 ? others : { ...others, [code]: kept };
}

/** What a character chooses in a group: by its place, and of sides by their letters too. */
export function choiceFor({ options, side }: CriterionGroup, character: string): CriterionChoice | null {
  const place = Number(character) - 1;
  const letters: Record<string, CriterionChoice> = side === null ? { a: 'A', e: 'equal', b: 'B' } : {};
  return options[place] ?? letters[character] ?? null;
}
