import { expect, test } from 'vitest';
import { describeMiss, estimatedFigures, formatAbout, formatRange } from './estimate-words.ts';

test('times are told as exactly as an estimate can be', () => {
  expect([12.4, 89, 90, 3_000, 5_400, 9_000].map(formatAbout)).toEqual([
    '12 s',
    '89 s',
    '2 min',
    '50 min',
    '1.5 h',
    '2.5 h',
  ]);
});

test('a range whose ends read alike is one figure', () => {
  const steps = estimatedFigures.find(({ figure }) => figure === 'steps');
  const memory = estimatedFigures.find(({ figure }) => figure === 'memoryBytes');
  if (!steps || !memory) throw new Error('a figure is missing');
  expect(formatRange({ low: 30, high: 30 }, steps.format)).toBe('30');
  expect(formatRange({ low: 5.5e7, high: 6.25e9 }, memory.format)).toBe('55 MB to 6.25 GB');
});

test('what a run took is held against what was expected', () => {
  expect(describeMiss(112, 100)).toBe('12% more');
  expect(describeMiss(50, 100)).toBe('50% less');
  expect(describeMiss(100.2, 100)).toBe('as expected');
});
