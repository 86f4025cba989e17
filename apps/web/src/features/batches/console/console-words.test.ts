import { expect, test } from 'vitest';
import { endsWords, formatDay, formatHours, paceWords, targetWords } from './console-words.ts';

test('a day stays itself in every time zone', () => {
  expect(formatDay('2026-12-03')).toBe('3 Dec 2026');
});

const alpha = { value: 0.6, low: 0.5, high: 0.7, n: 9, why: null, asOf: null, computed: 1, rated: 1 };

test.each([
  [0.5, 'target 0.50: reached'],
  [0.55, 'target 0.55: not sure yet'],
  [0.7, 'target 0.70: not sure yet'],
  [0.71, 'target 0.71: below it'],
  [null, null],
])('a target of %s', (target, words) => {
  expect(targetWords({ ...alpha, target })).toBe(words);
});

test('a target without a figure is only named', () => {
  expect(targetWords({ ...alpha, value: null, low: null, high: null, target: 0.6 })).toBe('target 0.60');
});

test('a share tells its ends and its n, or why there is none', () => {
  expect(endsWords({ low: 0.88, high: 0.954, n: 1_200, why: null })).toBe('88% to 95%, n\u00a0=\u00a01,200');
  expect(endsWords({ low: null, high: null, n: 0, why: 'No check answered.' })).toBe('No check answered.');
});

test('the pace names its days', () => {
  expect(paceWords({ range: null, why: null, days: 1, activeDays: 1, perDay: 4.25 })).toBe(
    'by 1 day, 4.3 ratings a day',
  );
});

test('less than an hour is told in minutes', () => {
  expect([0, 89_000, 3_599_000, 3_600_000, 9_000_000].map(formatHours)).toEqual([
    '0 min',
    '1 min',
    '60 min',
    '1.0 h',
    '2.5 h',
  ]);
});
