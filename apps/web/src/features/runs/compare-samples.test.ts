import type { RunSample } from '@prefloop/contract';
import { describe, expect, test } from 'vitest';
import { compareSamples } from './compare-samples.ts';

const sample = (
  step: number,
  ordinal: number,
  completion: string,
  reward: number | null = null,
): RunSample => ({
  step,
  ordinal,
  prompt: `prompt ${ordinal}`,
  completion,
  reward,
});

const items = [
  sample(0, 0, 'the sky is blue', 1),
  sample(0, 1, 'yes', 1),
  sample(0, 2, '', 1),
  sample(10, 0, 'the sky is green', 1.1),
  sample(10, 1, 'yes', -2),
  sample(10, 2, 'at last'),
  sample(10, 3, 'new', 5),
];

describe('answers beside earlier ones', () => {
  test('tell how much of them changed, and the reward', () => {
    const [sky, yes, empty, fresh] = compareSamples(items, 10, 0, 'asked');
    expect(sky?.changed).toBeCloseTo(9 / (9 + 2 * 8));
    expect(sky?.rewardBy).toBeCloseTo(0.1);
    expect(sky?.passages.flatMap(({ pieces }) => pieces.map(({ kind }) => kind))).toEqual([
      'same',
      'removed',
      'added',
    ]);
    expect(yes).toMatchObject({ changed: 0, rewardBy: -3 });
    expect(empty).toMatchObject({ changed: 1, rewardBy: null });
    expect(fresh).toMatchObject({ before: undefined, changed: 0, rewardBy: null });
  });

  test('come with those first that changed most', () => {
    const order = (by: 'change' | 'reward') => compareSamples(items, 10, 0, by).map(({ now }) => now.ordinal);
    expect(order('change')).toEqual([2, 0, 1, 3]);
    expect(order('reward')).toEqual([1, 0, 2, 3]);
  });
});
