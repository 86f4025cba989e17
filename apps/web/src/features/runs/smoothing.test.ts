import { describe, expect, test } from 'vitest';
import { smoothed } from './smoothing.ts';

const steps = Array.from({ length: 101 }, (_, at) => at);

describe('a smoothed curve', () => {
  test('of a level one is the same', () => {
    expect(
      smoothed(
        steps,
        steps.map(() => 3),
        'strong',
      ),
    ).toEqual(steps.map(() => expect.closeTo(3)));
  });

  test('begins with its first value and stays within its values', () => {
    const values = steps.map((at) => (at % 2 === 0 ? 0 : 10));
    const made = smoothed(steps, values, 'strong');
    expect(made[0]).toBe(0);
    for (const value of made.slice(20)) expect(value).toBeCloseTo(5, 0);
  });

  test('weighs by distance: after a reach of the axis a jump is gone to all but 1/e, however many points lie there', () => {
    const jump = (at: number) => (at <= 50 ? 0 : 1);
    const sparse = [...steps.slice(0, 51), 60];
    const dense = steps;
    const end = 100;
    const told = (at: number[]) => {
      const made = smoothed([...at, end], [...at.map(jump), 1], 'strong');
      return made[at.indexOf(60)] ?? 0;
    };
    // Ten of a hundred steps are one reach. A single point weighs little against fifty, ten of them more.
    expect(told(sparse)).toBeGreaterThan(0.15);
    expect(told(dense.filter((at) => at <= 60))).toBeCloseTo(1 - Math.exp(-1), 1);
  });

  test('leaves gaps where there was no number, and goes on behind them', () => {
    expect(smoothed([1, 2, 3], [1, null, 1], 'light')).toEqual([1, null, expect.closeTo(1)]);
  });

  test('of one point, or of none, is that', () => {
    expect(smoothed([4], [2], 'light')).toEqual([2]);
    expect(smoothed([], [], 'light')).toEqual([]);
  });
});
