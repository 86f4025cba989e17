import { skipReason, verdict } from '@prefloop/contract';
import { expect, it } from 'vitest';
import { describeVerdict, scale, skipReasons, stepOfVerdict, verdictOfStep } from './verdicts.ts';

it('gives every step a verdict that the API takes, and finds the step again', () => {
  for (const { step } of scale) {
    const parsed = verdict.parse(verdictOfStep(step));
    expect(stepOfVerdict(parsed)).toBe(step);
  }
});

it('runs from left much better to right much better with the tie in the middle', () => {
  const strengths = scale.map(({ verdict }) => (verdict.verdict === 'preference' ? verdict.strength : 0));
  expect(strengths).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  expect(scale[3]?.side).toBe('tie');
});

it('offers every reason to skip that there is', () => {
  expect(skipReasons.map(({ reason }) => reason).toSorted()).toEqual(skipReason.options.toSorted());
});

it('has words for verdicts outside the scale', () => {
  expect(stepOfVerdict({ verdict: 'both_bad' })).toBeNull();
  expect(describeVerdict({ verdict: 'both_bad' })).toBe('Both bad');
  expect(describeVerdict({ verdict: 'skip', reason: 'broken' })).toBe('Skipped: Broken');
});
