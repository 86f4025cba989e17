import { expect, it } from 'vitest';
import { cohenKappa } from './cohen-kappa.ts';

it('equals a case worked by hand', () => {
  // 50 cases, 35 agreed, expected by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5: (0.7 - 0.5) / 0.5.
  const result = cohenKappa([
    { first: 'yes', second: 'yes', count: 20 },
    { first: 'yes', second: 'no', count: 5 },
    { first: 'no', second: 'yes', count: 10 },
    { first: 'no', second: 'no', count: 15 },
  ]);
  expect(result.n).toBe(50);
  expect(result.raw).toBeCloseTo(0.7, 12);
  expect(result.kappa).toBeCloseTo(0.4, 12);
});

it('is below zero where people agree less than by chance', () => {
  const cells = [
    { first: 'a', second: 'b', count: 5 },
    { first: 'b', second: 'a', count: 5 },
  ];
  expect(cohenKappa(cells).kappa).toBeCloseTo(-1, 12);
});

it('says why it is undefined', () => {
  expect(cohenKappa([])).toMatchObject({ kappa: null, why: expect.stringContaining('no task in common') });
  expect(cohenKappa([{ first: 'tie', second: 'tie', count: 9 }])).toMatchObject({
    n: 9,
    raw: 1,
    kappa: null,
    why: expect.stringContaining('same verdict every time'),
  });
});
