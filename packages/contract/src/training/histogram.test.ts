import { expect, test } from 'vitest';
import { type Histogram, histogramsOf, overlapOf } from './histogram.ts';

test('histograms are read from the metrics that hold their bins', () => {
  const rows = [
    { name: 'histogram/scores/chosen/0.1/3', step: 10, value: 2 },
    { name: 'histogram/scores/chosen/0.1/-2', step: 10, value: 5 },
    { name: 'histogram/reward/1e-05/0', step: 5, value: 1 },
    { name: 'histogram/reward/zero/0', step: 5, value: 1 },
    { name: 'histogram/0.1/3', step: 5, value: 1 },
    { name: 'loss', step: 5, value: 1 },
  ];
  expect(histogramsOf(rows)).toEqual([
    { name: 'reward', step: 5, width: 1e-5, bins: [{ low: 0, count: 1 }] },
    {
      name: 'scores/chosen',
      step: 10,
      width: 0.1,
      bins: [
        { low: -0.2, count: 5 },
        { low: 0.3, count: 2 },
      ],
    },
  ]);
});

test('two histograms overlap wholly, in part, or not at all', () => {
  const of = (...bins: [number, number][]): Histogram => ({
    step: 1,
    name: 'x',
    width: 1,
    bins: bins.map(([low, count]) => ({ low, count })),
  });
  expect(overlapOf(of([0, 2], [1, 2]), of([0, 20], [1, 20]))).toBe(1);
  expect(overlapOf(of([0, 2], [1, 2]), of([1, 1], [2, 3]))).toBe(0.25);
  expect(overlapOf(of([0, 2]), of([3, 1]))).toBe(0);
});
