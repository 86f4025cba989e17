import { expect, test } from 'vitest';
import type { PairEvaluationRow } from '../trainer/rows.ts';
import { reportPairs } from './pair-report.ts';

function row(right: boolean | null, group: string | null = null): PairEvaluationRow {
  const chosenScore = right === null ? 0 : right ? 1 : -1;
  return {
    line: 1,
    group,
    taskType: null,
    chosenScore,
    rejectedScore: 0,
    chosenLength: 1,
    rejectedLength: 1,
  };
}
const rows = (count: number, make: (n: number) => PairEvaluationRow) =>
  Array.from({ length: count }, (_, n) => make(n));

test('pairs of different prompts get the plain score interval', () => {
  // 132 of 178: .742 (.673 to .800), as published for one reward model.
  const report = reportPairs(rows(178, (n) => row(n < 132, `prompt ${n}`)));
  expect(report).toMatchObject({ pairs: 178, prompts: 178 });
  expect(report?.accuracy).toBeCloseTo(0.742, 3);
  expect(report?.low).toBeCloseTo(0.673, 2);
  expect(report?.high).toBeCloseTo(0.8, 2);
});

test('copies of a pair are no more evidence than the pair', () => {
  const once = reportPairs(rows(100, (n) => row(n % 4 !== 0, `${n}`)));
  const thrice = reportPairs(rows(300, (n) => row((n % 100) % 4 !== 0, `${n % 100}`)));
  expect(thrice?.accuracy).toBe(once?.accuracy);
  expect(thrice?.prompts).toBe(100);
  expect(thrice?.low).toBeCloseTo(once?.low ?? 0, 2);
  expect(thrice?.high).toBeCloseTo(once?.high ?? 0, 2);
});

test('a tie counts half, and a perfect score still has an interval', () => {
  expect(reportPairs([row(null), row(null)])?.accuracy).toBe(0.5);
  const perfect = reportPairs(rows(20, (n) => row(true, `${n}`)));
  expect(perfect).toMatchObject({ accuracy: 1, high: 1 });
  expect(perfect?.low).toBeCloseTo(0.839, 2);
});

test('nothing held out is nothing to report', () => {
  expect(reportPairs([])).toBeNull();
});
