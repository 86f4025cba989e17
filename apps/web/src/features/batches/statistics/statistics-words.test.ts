import { expect, test } from 'vitest';
import { commonReason, describeVotes, formatPull } from './statistics-words.ts';

test('a pull has its sign, and none where it rounds to nothing', () => {
  expect([0.041, -0.25, 0.004, -0.004, 0].map(formatPull)).toEqual([
    '+0.04',
    '-0.25',
    '0.00',
    '0.00',
    '0.00',
  ]);
});

test('votes are told by verdict, those that nobody gave left out', () => {
  expect(describeVotes({ first: 2, second: 0, tie: 1, both_good: 0, both_bad: 0 })).toBe(
    '2 for the first, 1 equal',
  );
});

test('a reason stands for a column only where it holds for all of it', () => {
  const missing = { value: null, n: 0, why: 'Nobody knows.' };
  expect(commonReason([missing, missing])).toBe('Nobody knows.');
  expect(commonReason([missing, { value: 1, n: 2, why: null }])).toBeNull();
  expect(commonReason([missing, { ...missing, why: 'Another.' }])).toBeNull();
  expect(commonReason([])).toBeNull();
});
