import { expect, test } from 'vitest';
import type { PairEvaluationRow } from '../trainer/rows.ts';
import { reportPairs } from './pair-report.ts';

function row(
  right: boolean | null,
  group: string | null = null,
  lengthRight: PairEvaluationRow['lengthRight'] = 0,
): PairEvaluationRow {
  const chosenScore = right === null ? 0 : right ? 1 : -1;
  return {
    line: 1,
    group,
    taskType: null,
    chosenScore,
    rejectedScore: 0,
    chosenLength: 1,
    rejectedLength: 1,
    lengthRight,
  };
}
const rows = <Made>(count: number, make: (n: number) => Made) =>
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

test('the lead over length is told pair by pair', () => {
  // Both right on 60 of 100, the model alone on 15, length alone on 5.
  const told = rows(100, (n) => row(n < 75, `${n}`, n < 60 || n >= 95 ? 1 : 0));
  const { overLength } = reportPairs(told) ?? {};
  expect(overLength?.baseline).toBe(0.65);
  expect(overLength?.difference).toBeCloseTo(0.1, 12);
  // Newcombe's method 10 with a phi of 0.5447, worked out apart.
  expect(overLength?.low).toBeCloseTo(0.0142, 3);
  expect(overLength?.high).toBeCloseTo(0.1845, 3);
  const copies = rows(300, (n) => ({ ...(told[n % 100] ?? row(null)), line: n + 1 }));
  expect(reportPairs(copies)?.overLength?.low).toBeCloseTo(overLength?.low ?? 1, 2);
});

test('a lead on every pair still has an interval, and so has none on any', () => {
  const all = reportPairs(rows(8, (n) => row(true, `${n}`)))?.overLength;
  expect(all).toMatchObject({ baseline: 0, difference: 1, high: 1 });
  expect(all?.low).toBeLessThan(0.7);
  const none = reportPairs(rows(8, (n) => row(n < 4, `${n}`, n < 4 ? 1 : 0)))?.overLength;
  expect(none?.low).toBeLessThanOrEqual(0);
  expect(none?.high).toBeGreaterThanOrEqual(0);
});

test("the lead's interval holds the truth about 95 times in 100", () => {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const trials = 600;
  let held = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    // Prompts of three pairs that are alike: right .75 and .65 of the time.
    const told = rows(60, (n) => n).flatMap(() => {
      const [easy, group] = [random() < 0.5, `${random()}`];
      return rows(3, () =>
        row(random() < (easy ? 0.95 : 0.55), group, random() < (easy ? 0.9 : 0.4) ? 1 : 0),
      );
    });
    const lead = reportPairs(told)?.overLength;
    held += Number(lead !== undefined && lead.low <= 0.1 && lead.high >= 0.1);
  }
  expect(held / trials).toBeGreaterThan(0.92);
  expect(held / trials).toBeLessThan(0.98);
});
