import { describe, expect, test } from 'vitest';
import { curvesOf, withoutAfter, withPoints } from './curves.ts';

const bucket = { min: 1, max: 3, count: 2, nonFinite: 0 };

describe('curves', () => {
  test('come from buckets, with what was no number marked', () => {
    const curves = curvesOf({
      cursor: '1.5',
      series: [
        {
          name: 'loss',
          points: [
            { step: 2, last: 2, ...bucket },
            { step: 4, last: 'NaN', ...bucket, nonFinite: 1 },
          ],
        },
      ],
    });
    expect(curves.get('loss')).toEqual({
      steps: [2, 4],
      last: [2, null],
      min: [1, 1],
      max: [3, 3],
      broken: [4],
    });
  });

  test('take new points in any order, and the newest value of a step', () => {
    const before = withPoints(new Map(), [
      ['loss', 2, 2],
      ['loss', 1, 1],
      ['reward', 1, 'Infinity'],
    ]);
    const after = withPoints(before, [
      ['loss', 2, 5],
      ['loss', 3, 3],
      ['reward', 1, 7],
    ]);
    expect(before.get('loss')).toMatchObject({ steps: [1, 2], last: [1, 2] });
    expect(before.get('reward')).toMatchObject({ last: [null], broken: [1] });
    expect(after.get('loss')).toMatchObject({ steps: [1, 2, 3], last: [1, 5, 3], max: [1, 5, 3] });
    expect(after.get('reward')).toMatchObject({ last: [7], broken: [] });
  });

  test('told twice are the same as told once', () => {
    const points: [string, number, number][] = [
      ['a', 1, 1],
      ['a', 2, 2],
      ['b', 1, 3],
    ];
    const once = withPoints(new Map(), points);
    expect(withPoints(once, points)).toEqual(once);
  });

  test('lose what a new attempt makes void', () => {
    const curves = withPoints(new Map(), [
      ['a', 1, 1],
      ['a', 5, 'NaN'],
      ['b', 9, 1],
    ]);
    expect([...withoutAfter(curves, 4)]).toEqual([
      ['a', { steps: [1], last: [1], min: [1], max: [1], broken: [] }],
    ]);
    expect(withoutAfter(curves, null).size).toBe(0);
  });
});
