import { describe, expect, it } from 'vitest';
import { seededRandom } from '../statistics/seeded-random.ts';
import { defaultGoldRule, judgeGolds } from './gold-rule.ts';
import {
  chancesToPass,
  defaultQualification,
  judgeAttempt,
  type QualificationRule,
} from './qualification.ts';

it.each([
  [0, 0, 'open'],
  [8, 8, 'open'],
  [9, 0, 'open'],
  [10, 8, 'passed'],
  [10, 10, 'passed'],
  [10, 7, 'failed'],
  [10, 0, 'failed'],
] as const)('%i answered, %i right: %s', (answered, right, result) => {
  expect(judgeAttempt({ answered, right }, defaultQualification)).toBe(result);
});

it('tells apart a coin and somebody who is right 90% of the time, as its figures say', () => {
  const coin = chancesToPass(defaultQualification, 0.5);
  const good = chancesToPass(defaultQualification, 0.9);
  expect(coin.one).toBeCloseTo(0.0547, 4);
  expect(coin.any).toBeCloseTo(0.1064, 4);
  expect(good.one).toBeCloseTo(0.9298, 4);
  expect(good.any).toBeCloseTo(0.9951, 4);
});

const people = 10_000;

/** How many of them a qualification lets pass, and how many of all are paused within 20 golds after it. */
function work(accuracy: number, rule: QualificationRule, seed: number) {
  const random = seededRandom(seed);
  const isRight = () => random() < accuracy;
  const passesOnce = () => {
    const right = Array.from({ length: rule.questions }, isRight).filter(Boolean).length;
    return judgeAttempt({ answered: rule.questions, right }, rule) === 'passed';
  };
  const isPaused = () => {
    let wrong = 0;
    for (let seen = 1; seen <= defaultGoldRule.window; seen += 1) {
      if (!isRight()) wrong += 1;
      if (judgeGolds({ seen, wrong }).decision === 'pause') return true;
    }
    return false;
  };
  let passed = 0;
  let paused = 0;
  for (let person = 0; person < people; person += 1) {
    if (!Array.from({ length: rule.attempts }, passesOnce).some(Boolean)) continue;
    passed += 1;
    if (isPaused()) paused += 1;
  }
  return { passed, paused };
}

describe.each<[string, QualificationRule]>([
  ['as it is at first', defaultQualification],
  ['of 20 questions', { questions: 20, passMark: 16, attempts: 2 }],
])('a qualification %s, then 20 golds', (_, rule) => {
  it.each([0.5, 0.75, 0.9])('lets pass as many at %f as the chances say', (accuracy) => {
    const { any } = chancesToPass(rule, accuracy);
    const error = Math.sqrt((any * (1 - any)) / people);
    expect(Math.abs(work(accuracy, rule, 5).passed / people - any)).toBeLessThan(4 * error);
  });

  it('stops coins before the work or in it, and spares people at 90%', () => {
    const coins = work(0.5, rule, 6);
    // Of those who got through by luck as many are paused as of any coins.
    expect(coins.paused / coins.passed).toBeGreaterThanOrEqual(0.95);
    expect((coins.passed - coins.paused) / people).toBeLessThan(0.005);
    const good = work(0.9, rule, 7);
    expect(good.passed / people).toBeGreaterThan(0.99);
    expect(good.paused / good.passed).toBeLessThan(0.02);
  });
});
