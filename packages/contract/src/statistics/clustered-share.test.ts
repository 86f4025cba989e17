import { expect, test } from 'vitest';
import { clusteredShare, sumByGroup } from './clustered-share.ts';
import { scoreInterval } from './score-interval.ts';

type Value = { group: string; value: number };

const shareOf = (values: Value[]) => clusteredShare(sumByGroup(values));
const apart = (...values: number[]): Value[] => values.map((value, n) => ({ group: `${n}`, value }));

test('values of groups of their own get the score interval of one value less', () => {
  const share = shareOf(apart(1, 1, 1, 1, 1, 0, 0, 0, 0, 0));
  expect(share).toEqual({ value: 0.5, ...scoreInterval(0.5, 9) });
});

test('equals a case worked by hand', () => {
  // Groups (1, 1), (1, 0), (0, 0), (1, 0.5): 4.5 of 8. Residual sums .875, -.125, -1.125, .375, squares 2.1875;
  // between = 2.1875 / 64 * 4 / 3 = 0.045573; binomial = 0.5625 * 0.4375 / 8 = 0.030762; design effect 1.481481;
  // 5.4 effective values; centre (0.5625 + 0.355691) / 1.711381 = 0.536520, half width 0.320890.
  const groups = [
    [1, 1],
    [1, 0],
    [0, 0],
    [1, 0.5],
  ];
  const share = shareOf(groups.flatMap((values, n) => values.map((value) => ({ group: `${n}`, value }))));
  expect(share?.value).toBe(0.5625);
  expect(share?.low).toBeCloseTo(0.53652 - 0.32089, 4);
  expect(share?.high).toBeCloseTo(0.53652 + 0.32089, 4);
});

test('groups that agree in themselves count as groups, however many values they hold', () => {
  const copies = ['a', 'b', 'c', 'd'].flatMap((group, n) =>
    Array.from({ length: 50 }, () => ({ group, value: n % 2 })),
  );
  const [many, few] = [shareOf(copies), shareOf(apart(0, 1, 0, 1))];
  expect(many?.low).toBeCloseTo(few?.low ?? 0, 12);
  expect(many?.high).toBeCloseTo(few?.high ?? 0, 12);
});

test('groups that differ less than chance do not make it surer than its number of values', () => {
  const even = Array.from({ length: 20 }, (_, n) => ({ group: `${n >> 1}`, value: n % 2 }));
  expect(shareOf(even)).toEqual({ value: 0.5, ...scoreInterval(0.5, 20) });
});

test('one group is one value, and so is each of groups that all say the same', () => {
  const one = Array.from({ length: 40 }, (_, n) => ({ group: 'same', value: n % 2 }));
  expect((shareOf(one)?.high ?? 0) - (shareOf(one)?.low ?? 1)).toBeGreaterThan(0.85);
  const all = Array.from({ length: 30 }, (_, n) => ({ group: `${n % 3}`, value: 1 }));
  expect(shareOf(all)).toEqual(shareOf(apart(1, 1, 1)));
  expect(shareOf(all)).toMatchObject({ value: 1, high: 1 });
});

test('sums add up: large groups and small ones give what the formula over residuals gives', () => {
  const values = Array.from({ length: 5_000 }, (_, n) => ({
    group: `${Math.floor(Math.sqrt(n))}`,
    value: [0, 0.5, 1][(n * 7919) % 3] ?? 0,
  }));
  const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
  const residuals = new Map<string, number>();
  for (const { group, value } of values) residuals.set(group, (residuals.get(group) ?? 0) + value - mean);
  const squares = [...residuals.values()].reduce((sum, one) => sum + one ** 2, 0);
  const sums = sumByGroup(values);
  const fromSums = sums.sumSquares - 2 * mean * sums.sumBySize + mean ** 2 * sums.sizeSquares;
  expect(sums).toMatchObject({ n: 5_000, groups: residuals.size });
  expect(fromSums).toBeCloseTo(squares, 6);
});

test('no value has no share', () => {
  expect(shareOf([])).toBeNull();
});
