import { expect, it } from 'vitest';
import { binomialTail } from '../statistics/binomial.ts';
import { type AttemptCounts, defaultQualification, judgeQualification } from './qualification.ts';

type Row = [
  /** attempt, answered, right */
  counts: [number, number, number],
  result: 'passed' | 'failed' | 'open',
  canPass: boolean,
  attemptsLeft: number,
  sentence: string,
];

const table: Row[] = [
  [[1, 0, 0], 'open', true, 1, '0 of 0 right, 10 to go, 8 of 10 are needed: 8 more.'],
  [[1, 7, 6], 'open', true, 1, '6 of 7 right, 3 to go, 8 of 10 are needed: 2 more.'],
  [[1, 9, 7], 'open', true, 1, '7 of 9 right, 1 to go, 8 of 10 are needed: 1 more.'],
  [[1, 8, 8], 'passed', true, 1, 'Passed: 8 of 8 right, 8 of 10 are needed.'],
  [[2, 10, 9], 'passed', true, 0, 'Passed: 9 of 10 right, 8 of 10 are needed.'],
  [
    [1, 5, 2],
    'open',
    false,
    1,
    '2 of 5 right, 5 to go, 8 of 10 are needed: out of reach in this attempt. 1 attempt is left.',
  ],
  [[1, 10, 7], 'failed', false, 1, 'Not passed: 7 of 10 right, 8 of 10 are needed. 1 attempt is left.'],
  [[2, 10, 0], 'failed', false, 0, 'Not passed: 0 of 10 right, 8 of 10 are needed. No attempt is left.'],
  // The rule was tightened since.
  [[3, 10, 7], 'failed', false, 0, 'Not passed: 7 of 10 right, 8 of 10 are needed. No attempt is left.'],
];

it.each(table)('attempt, answered, right %j: %s', (counts, result, canPass, attemptsLeft, sentence) => {
  const [attempt, answered, right] = counts;
  const given: AttemptCounts = { attempt, answered, right };
  expect(judgeQualification(given)).toEqual({ result, canPass, attemptsLeft, sentence });
});

it('tells apart a coin and somebody who is right 90% of the time, as its figures say', () => {
  const { questions, passMark } = defaultQualification;
  const [coin, good] = [binomialTail(questions, passMark, 0.5), binomialTail(questions, passMark, 0.9)];
  expect(coin).toBeCloseTo(0.0547, 4);
  expect(1 - (1 - coin) ** 2).toBeCloseTo(0.1064, 4);
  expect(good).toBeCloseTo(0.9298, 4);
  expect(1 - (1 - good) ** 2).toBeCloseTo(0.9951, 4);
});
