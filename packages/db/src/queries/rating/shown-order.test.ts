import { describe, expect, it } from 'vitest';
import { chooseShownOrder, mirrorStrength, shownTiers, storedTiers } from './shown-order.ts';

const even = new Map<number, number>();
const counts = (...times: number[]) => new Map(times.entries());
/** The same coin for all that chance decides: low leaves positions swapped, high as they are. */
const always = (coin: number) => () => coin;

describe('the order a pair is shown in', () => {
  it.each([
    ['the task saw position 0 left once', counts(1, 0), even, 0, [1, 0]],
    ['the task saw position 1 left once', counts(0, 1), even, 0.9, [0, 1]],
    ['the task decides before the annotator', counts(0, 1), counts(9, 0), 0.9, [0, 1]],
    ['an even task leaves it to the annotator', counts(1, 1), counts(4, 3), 0, [1, 0]],
    ['the annotator saw position 1 left more often', even, counts(3, 4), 0.9, [0, 1]],
    ['all even, low coin', even, even, 0.49, [1, 0]],
    ['all even, high coin', even, even, 0.5, [0, 1]],
  ])('%s', (_, inTask, byAnnotator, coin, expected) => {
    expect(chooseShownOrder(2, inTask, byAnnotator, always(coin))).toEqual(expected);
  });

  it('keeps a task within one of even, whoever comes', () => {
    const seen = counts(0, 0);
    for (let n = 0; n < 50; n += 1) {
      const [left = 0] = chooseShownOrder(2, seen, counts(n % 7, n % 3), always((n % 10) / 10));
      seen.set(left, (seen.get(left) ?? 0) + 1);
      expect(Math.abs((seen.get(0) ?? 0) - (seen.get(1) ?? 0))).toBeLessThanOrEqual(1);
    }
  });
});

describe('the order a ranking is shown in', () => {
  it('is every response once, and each stands first in its turn', () => {
    for (const responses of [1, 3, 8]) {
      const seen = new Map<number, number>();
      for (let n = 0; n < 3 * responses; n += 1) {
        const order = chooseShownOrder(responses, seen, even, Math.random);
        expect(order.toSorted((a, b) => a - b)).toEqual([...Array(responses).keys()]);
        const [first = 0] = order;
        seen.set(first, (seen.get(first) ?? 0) + 1);
      }
      expect([...seen.values()]).toEqual(Array(responses).fill(3));
    }
  });

  it('comes in all orders about as often', () => {
    const orders = new Map<string, number>();
    for (let n = 0; n < 6_000; n += 1) {
      const order = chooseShownOrder(3, even, even, Math.random).join();
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    // Six standard deviations of a binomial of 6,000 draws at 1 in 6.
    for (const times of orders.values()) expect(Math.abs(times - 1_000)).toBeLessThan(174);
  });
});

describe('a ranking', () => {
  it('on screen survives the way to positions and back, however it was shown', () => {
    const tiers = [[2], [0, 3], [1]];
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 2, 0, 1, 3],
    ]) {
      expect(shownTiers(storedTiers(tiers, order), order)).toEqual(tiers);
    }
    expect(storedTiers(tiers, [4, 2, 0, 1, 3])).toEqual([[0], [1, 4], [2]]);
  });
});

describe('strength', () => {
  it.each([-3, -2, -1, 1, 2, 3])('%i on screen survives the way to positions and back', (strength) => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      expect(mirrorStrength(mirrorStrength(strength, order), order)).toBe(strength);
    }
  });

  it('for the left means position 0 only where position 0 was left', () => {
    expect(mirrorStrength(-2, [0, 1])).toBe(-2);
    expect(mirrorStrength(-2, [1, 0])).toBe(2);
  });
});
