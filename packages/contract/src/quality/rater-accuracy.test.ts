import { expect, it } from 'vitest';
import { estimateAccuracy } from './rater-accuracy.ts';

it.each([
  ['nothing is known', [0, 0, 0, 0], 6 / 8],
  ['twenty golds, eighteen right', [20, 18, 0, 0], 24 / 28],
  ['twenty golds at chance', [20, 10, 0, 0], 16 / 28],
  ['agreement alone', [0, 0, 10, 9.2], 15.2 / 18],
  ['both', [20, 18, 100, 84.5], 108.5 / 128],
] as const)('%s', (_, [golds, goldsRight, shared, agreement], expected) => {
  expect(estimateAccuracy({ golds, goldsRight, shared, agreement })).toBeCloseTo(expected, 12);
});

it('takes another prior', () => {
  const record = { golds: 4, goldsRight: 4, shared: 0, agreement: 0 };
  expect(estimateAccuracy(record, { right: 1, wrong: 1 })).toBeCloseTo(5 / 6, 12);
});
