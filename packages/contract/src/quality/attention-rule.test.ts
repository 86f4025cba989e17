import { expect, it } from 'vitest';
import { binomialTail } from '../statistics/binomial.ts';
import { attentionRule, judgeAttention } from './attention-rule.ts';

it.each([
  [0, 0, 'continue', 'No attention checks yet.'],
  [1, 1, 'continue', '0 of 1 attention check right.'],
  [3, 3, 'pause', '0 of 3 attention checks right: 3 wrong, and at least 8 of any 10 must be right.'],
  [10, 2, 'continue', '8 of 10 attention checks right.'],
  [40, 2, 'continue', '8 of the last 10 attention checks right.'],
  [
    40,
    3,
    'pause',
    '7 of the last 10 attention checks right: 3 wrong, and at least 8 of any 10 must be right.',
  ],
] as const)('%i attention checks, %i wrong: %s', (seen, wrong, decision, sentence) => {
  expect(judgeAttention({ seen, wrong })).toEqual({ decision, sentence });
});

it('tells a coin from somebody who slips once in fifty, as its figures say', () => {
  const { window, later } = attentionRule;
  expect(binomialTail(window, later, 0.5)).toBeCloseTo(0.9453, 4);
  expect(binomialTail(window, later, 0.02)).toBeCloseTo(0.0009, 4);
});
