import { describe, expect, it } from 'vitest';
import { seededRandom } from '../statistics/seeded-random.ts';
import { goldDue, goldPlace } from './gold-due.ts';

/** The gaps between golds over so many tasks handed out, and how many tasks there were up to the last gold. */
function gapsOver(tasks: number, rate: number, random: () => number): number[] {
  const gaps: number[] = [];
  let since = 0;
  for (let task = 0; task < tasks; task += 1) {
    if (goldDue(since, rate, random())) {
      gaps.push(since + 1);
      since = 0;
    } else since += 1;
  }
  return gaps;
}

describe.each([0.02, 0.05, 0.1, 0.15, 0.3])('at a rate of %f', (rate) => {
  it('has its share of 1,000 tasks, within a seventh, whatever the seed', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const share = gapsOver(1_000, rate, seededRandom(seed)).length / 1_000;
      expect(Math.abs(share - rate)).toBeLessThanOrEqual(Math.max(0.005, rate / 7));
    }
  });

  it('has a mean gap of one over the rate, and gaps that differ and are bounded', () => {
    const gaps = gapsOver(200_000, rate, seededRandom(7));
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / (1 / rate)).toBeCloseTo(1, 1.7);
    expect(Math.min(...gaps)).toBe(Math.ceil(0.5 / rate));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.ceil(1.5 / rate));
    expect(new Set(gaps).size).toBeGreaterThanOrEqual(Math.floor(1 / rate));
    expect(new Set(gapsOver(1_000, rate, seededRandom(8))).size).toBeGreaterThan(2);
  });

  it('has gaps of which the last says nothing of the next', () => {
    const gaps = gapsOver(200_000, rate, seededRandom(9));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const [now, next] = [gaps.slice(0, -1), gaps.slice(1)];
    const product = now.reduce((sum, gap, i) => sum + (gap - mean) * ((next[i] ?? 0) - mean), 0);
    const square = now.reduce((sum, gap) => sum + (gap - mean) ** 2, 0);
    expect(Math.abs(product / square)).toBeLessThan(0.06);
  });
});

it.each([
  ['never at no rate', 5_000, 0, 0.999, false],
  ['always at a rate of one', 0, 1, 0, true],
  ['not in the first half of the gap', 3, 0.1, 0.999, false],
  ['from half the gap on, by the coin', 4, 0.1, 0.999, true],
  ['from half the gap on, by the coin: not yet', 4, 0.1, 0.5, false],
  ['at the end of the gap', 14, 0.1, 0, true],
  ['still, where it could not be had', 200, 0.1, 0, true],
])('is due %s', (_, since, rate, coin, expected) => {
  expect(goldDue(since, rate, coin)).toBe(expected);
});

it.each([
  ['none', 0, 4, null],
  ['the first that may', 2, 5, 2],
  ['the first, where one is overdue', 20, 5, 0],
  ['none of no places', 20, 0, null],
])('of the places of a claim takes %s', (_, since, places, expected) => {
  expect(goldPlace(since, places, 0.1, () => 0.999)).toBe(expected);
});
