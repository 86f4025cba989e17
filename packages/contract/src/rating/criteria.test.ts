import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CriterionAnswer, type CriterionAnswers, criterionAnswer } from '../resources/rating-answers.ts';
import { type Criterion, firstRatingForm } from '../resources/rating-form.ts';
import { criterionVerdict, mirrorCriteria, mirrorEdited, missingCriteria } from './criteria.ts';
import { offForm } from './off-form.ts';

const grade = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
const answers: fc.Arbitrary<CriterionAnswer> = fc.oneof(
  fc.constantFrom('A' as const, 'B' as const, 'equal' as const),
  fc
    .record({ A: grade, B: grade })
    .filter(({ A, B }) => A !== undefined || B !== undefined)
    .map((grades) => criterionAnswer.parse(JSON.parse(JSON.stringify(grades)))),
);

describe('criteria', () => {
  it('twice mirrored are as they were, and once mirrored say the opposite', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), answers), (said: CriterionAnswers) => {
        const mirrored = mirrorCriteria(said);
        expect(mirrorCriteria(mirrored)).toEqual(said);
        for (const [code, answer] of Object.entries(said)) {
          const [one, other] = [criterionVerdict(answer), criterionVerdict(mirrored[code])];
          if (one?.verdict === 'preference') expect(other).toEqual({ ...one, strength: -one.strength });
          else expect(other).toEqual(one);
        }
      }),
    );
  });

  it.each<[CriterionAnswer | undefined, ReturnType<typeof criterionVerdict>]>([
    ['A', { verdict: 'preference', strength: -1, scale: 3 }],
    ['B', { verdict: 'preference', strength: 1, scale: 3 }],
    ['equal', { verdict: 'tie' }],
    [
      { A: 5, B: 1 },
      { verdict: 'preference', strength: -4, scale: 8 },
    ],
    [
      { A: 2, B: 3 },
      { verdict: 'preference', strength: 1, scale: 8 },
    ],
    [{ A: 3, B: 3 }, { verdict: 'tie' }],
    [{ A: 3 }, null],
    [undefined, null],
  ])('%j as a verdict is %j', (answer, expected) => {
    expect(criterionVerdict(answer)).toEqual(expected);
  });

  const criterion = (code: string, change: Partial<Criterion> = {}): Criterion => ({
    code,
    label: code,
    hint: '',
    answer: 'sides',
    required: true,
    ...change,
  });
  const form = {
    ...firstRatingForm,
    criteria: [
      criterion('helpful'),
      criterion('honest', { answer: 'grades' }),
      criterion('kind', { required: false }),
    ],
  };
  const tie = { verdict: 'tie' } as const;

  it('are wanted in full with every verdict but a skip, where they are required', () => {
    const codes = (said: CriterionAnswers) => missingCriteria(form, tie, said).map(({ code }) => code);
    expect(codes({})).toEqual(['helpful', 'honest']);
    expect(codes({ helpful: 'equal', honest: { A: 3 } })).toEqual(['honest']);
    expect(codes({ helpful: 'equal', honest: { A: 3, B: 1 } })).toEqual([]);
    expect(missingCriteria(form, { verdict: 'skip' }, {})).toEqual([]);
  });

  it.each<[string, CriterionAnswers, RegExp | null]>([
    ['all that is asked', { helpful: 'A', honest: { A: 1, B: 2 } }, null],
    ['and what is not required', { helpful: 'A', honest: { A: 1, B: 2 }, kind: 'B' }, null],
    ['without what is required', { helpful: 'A' }, /answer to “honest”/],
    [
      'a criterion that is not asked',
      { helpful: 'A', honest: { A: 1, B: 2 }, brief: 'A' },
      /no criterion “brief”/,
    ],
    ['grades for sides', { helpful: { A: 1, B: 2 }, honest: { A: 1, B: 2 } }, /“helpful” asks which/],
    ['a side for grades', { helpful: 'A', honest: 'A' }, /“honest” asks for grades/],
  ])('fit a form: %s', (_, criteria, fault) => {
    const found = offForm(form, { verdict: tie, criteria });
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });

  it('and an edited response only where the form takes one', () => {
    const edited = { text: 'Better.', from: 'A' } as const;
    expect(offForm(firstRatingForm, { verdict: tie, edited })).toMatch(/no edited response/);
    expect(offForm({ ...firstRatingForm, editing: true }, { verdict: tie, edited })).toBeNull();
    expect(mirrorEdited(edited)).toEqual({ text: 'Better.', from: 'B' });
    expect(mirrorEdited({ text: 'New.', from: null })).toEqual({ text: 'New.', from: null });
  });
});
