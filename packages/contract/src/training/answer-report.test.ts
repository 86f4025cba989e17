import { expect, test } from 'vitest';
import type { AnswerEvaluationRow } from '../trainer/rows.ts';
import { reportAnswers } from './answer-report.ts';

function row(
  label: boolean,
  score: number,
  lengthScore = 0,
  group: string | null = null,
): AnswerEvaluationRow {
  return { line: 1, group, taskType: null, label, score, lengthScore };
}

/** Park and Miller's generator: the same draws everywhere. */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('counts the couples whose good answer scores higher, and ties as half', () => {
  const told = reportAnswers([row(true, 3), row(true, 1), row(false, 2), row(false, 1)]);
  // 3 is above both, 1 is below 2 and equals 1.
  expect(told).toMatchObject({ good: 2, bad: 2, prompts: 4, auc: (1 + 1 + 0 + 0.5) / 4 });
  expect(told?.overLength).toMatchObject({ baseline: 0.5, difference: 0.125 });
});

test('says nothing without good answers or without bad ones', () => {
  expect(reportAnswers([])).toBeNull();
  expect(reportAnswers([row(true, 1), row(true, 2)])).toBeNull();
});

test('an interval reaches beyond what a few answers that are all right can show', () => {
  const told = reportAnswers([row(true, 2), row(true, 2), row(false, 1), row(false, 1)]);
  expect(told?.auc).toBe(1);
  expect(told?.low).toBeLessThan(0.7);
  expect(told?.high).toBe(1);
});

test('a model that says what length says leads it by nothing, and next to nothing is in doubt', () => {
  const draw = drawer(5);
  const rows = Array.from({ length: 60 }, (_, at) => {
    const length = draw() + (at % 2 ? 0.3 : 0);
    return row(at % 2 === 1, length, length);
  });
  const lead = reportAnswers(rows)?.overLength;
  expect(lead?.difference).toBe(0);
  // The area's own interval is some 0.13 to either side.
  expect(lead?.low).toBeGreaterThan(-0.05);
  expect(lead?.high).toBeLessThan(0.05);
});

/** Answers to `groups` prompts whose scores share a part; a good answer lies 1 higher. The true area is known. */
function sample(draw: () => number, groups: number, shared: number): AnswerEvaluationRow[] {
  const normal = () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
  return Array.from({ length: groups }, (_, group) => {
    const common = shared * normal();
    return Array.from({ length: 4 }, () => {
      const label = draw() < 0.5;
      return row(label, common + Math.sqrt(1 - shared ** 2) * normal() + Number(label), 0, `g${group}`);
    });
  }).flat();
}

test.each([0, 0.8])(
  'the interval holds the true area in about 95 of 100 cases, prompts sharing %d',
  (shared) => {
    const draw = drawer(11);
    // Two unit normals one apart: Phi(1 / sqrt 2).
    const truth = 0.7602;
    let held = 0;
    const tries = 400;
    for (let n = 0; n < tries; n += 1) {
      const told = reportAnswers(sample(draw, 40, shared));
      if (told && told.low <= truth && truth <= told.high) held += 1;
    }
    expect(held / tries).toBeGreaterThan(0.92);
    expect(held / tries).toBeLessThan(0.98);
  },
);
