import { describe, expect, test } from 'vitest';
import { between, curvesOf, withoutAfter, withPoints } from './curves.ts';

const bucket = { min: 1, max: 3, count: 2, nonFinite: 0, time: 90 };

describe('curves', () => {
  test('come from buckets, with what was no number marked', () => {
    const curves = curvesOf({
      cursor: '1.5',
      now: 100,
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
      times: [90, 90],
      counts: [2, 2],
    });
  });

  test('take new points in any order, and the newest value of a step', () => {
    const before = withPoints(new Map(), [
      ['loss', 2, 2, 20],
      ['loss', 1, 1, 10],
      ['reward', 1, 'Infinity', 10],
    ]);
    const after = withPoints(before, [
      ['loss', 2, 5, 20],
      ['loss', 3, 3, 30],
      ['reward', 1, 7, 10],
    ]);
    expect(before.get('loss')).toMatchObject({ steps: [1, 2], last: [1, 2] });
    expect(before.get('reward')).toMatchObject({ last: [null], broken: [1] });
    expect(after.get('loss')).toMatchObject({ steps: [1, 2, 3], last: [1, 5, 3], max: [1, 5, 3] });
    expect(after.get('reward')).toMatchObject({ last: [7], broken: [] });
  });

  test('told twice are the same as told once', () => {
    const points: [string, number, number, number][] = [
      ['a', 1, 1, 10],
      ['a', 2, 2, 20],
      ['b', 1, 3, 10],
    ];
    const once = withPoints(new Map(), points);
    expect(withPoints(once, points)).toEqual(once);
  });

  test('lose what a new attempt makes void', () => {
    const curves = withPoints(new Map(), [
      ['a', 1, 1, 10],
      ['a', 5, 'NaN', 50],
      ['b', 9, 1, 90],
    ]);
    expect([...withoutAfter(curves, 4)]).toEqual([
      ['a', { steps: [1], last: [1], min: [1], max: [1], broken: [], times: [10], counts: [1] }],
    ]);
    expect(withoutAfter(curves, null).size).toBe(0);
  });

  test('are cut to the steps between two, both with them', () => {
    const curve = withPoints(new Map(), [
      ['a', 1, 1, 10],
      ['a', 3, 'NaN', 30],
      ['a', 5, 5, 50],
    ]).get('a');
    if (!curve) throw new Error('no curve');
    expect(between(curve, 2, 5)).toMatchObject({
      steps: [3, 5],
      last: [null, 5],
      broken: [3],
      times: [30, 50],
    });
    expect(between(curve, 6, 9).steps).toEqual([]);
    expect(between(curve, 0, 1)).toMatchObject({ steps: [1], broken: [] });
  });
});
