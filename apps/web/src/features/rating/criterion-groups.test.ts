import type { Criterion } from '@prefloop/contract';
import { expect, it } from 'vitest';
import { choiceFor, choose, chosenIn, groupsOf } from './criterion-groups.ts';

const criterion = (code: string, answer: Criterion['answer']): Criterion => ({
  code,
  label: code,
  hint: '',
  answer,
  required: false,
});
const groups = groupsOf([criterion('helpful', 'sides'), criterion('honest', 'grades')]);

it('keys answer the groups in order, and what was chosen is taken back alone', () => {
  expect(groups.map(({ code, side }) => [code, side])).toEqual([
    ['helpful', null],
    ['honest', 'A'],
    ['honest', 'B'],
  ]);
  const keys = ['3', '5', '2'];
  const answers = groups.reduce(
    (said, group, place) => choose(group, choiceFor(group, keys[place] ?? ''), said),
    {},
  );
  expect(answers).toEqual({ helpful: 'B', honest: { A: 5, B: 2 } });
  expect(groups.map((group) => chosenIn(group, answers))).toEqual(['B', 5, 2]);
  const [helpful, first, second] = groups;
  if (!helpful || !first || !second) throw new Error('three groups');
  expect(choose(first, null, answers)).toEqual({ helpful: 'B', honest: { B: 2 } });
  expect(choose(second, null, choose(first, null, answers))).toEqual({ helpful: 'B' });
  expect(choose(helpful, null, answers)).toEqual({ honest: { A: 5, B: 2 } });
});

it.each([
  ['a', 'A', null],
  ['e', 'equal', null],
  ['2', 'equal', 2],
  ['5', null, 5],
  ['x', null, null],
])('%s is %s among sides and %s among grades', (character, ofSides, ofGrades) => {
  const [sides, grades] = groups;
  if (!sides || !grades) throw new Error('two groups');
  expect(choiceFor(sides, character)).toBe(ofSides);
  expect(choiceFor(grades, character)).toBe(ofGrades);
});
