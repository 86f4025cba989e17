import { expect, it } from 'vitest';
import { strengthWords } from './strength-words.ts';

it.each([
  [2, ['better']],
  [3, ['better']],
  [4, ['slightly better', 'much better']],
  [7, ['slightly better', 'better', 'much better']],
  [8, ['barely better', 'slightly better', 'better', 'much better']],
])('a scale of %i points has a word for each of its strengths', (points, expected) => {
  expect(expected.map((_, n) => strengthWords(n + 1, points))).toEqual(expected);
  expect(strengthWords(-expected.length, points)).toBe(expected.at(-1));
});
