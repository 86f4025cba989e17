import { expect, test } from 'vitest';
import { describePlace } from './run-words.ts';

test.each([
  [1, 'Next in line'],
  [2, '2nd of 30 in line'],
  [3, '3rd of 30 in line'],
  [4, '4th of 30 in line'],
  [11, '11th of 30 in line'],
  [22, '22nd of 30 in line'],
])('place %i reads "%s"', (place, words) => {
  expect(describePlace({ line: { place, length: 30 } })).toBe(words);
});

test('a run that is not in line has no place', () => {
  expect(describePlace({ line: null })).toBeNull();
});
