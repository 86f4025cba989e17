import { describe, expect, it } from 'vitest';
import { chooseShownOrder, mirrorStrength } from './shown-order.ts';

const even = { first: 0, second: 0 };

describe('the order a pair is shown in', () => {
  it.each([
    ['the task saw position 0 left once', { first: 1, second: 0 }, even, 0, [1, 0]],
    ['the task saw position 1 left once', { first: 0, second: 1 }, even, 0.9, [0, 1]],
    ['the task decides before the annotator', { first: 0, second: 1 }, { first: 9, second: 0 }, 0.9, [0, 1]],
    ['an even task leaves it to the annotator', { first: 1, second: 1 }, { first: 4, second: 3 }, 0, [1, 0]],
    ['the annotator saw position 1 left more often', even, { first: 3, second: 4 }, 0.9, [0, 1]],
    ['all even, low coin', even, even, 0.49, [0, 1]],
    ['all even, high coin', even, even, 0.5, [1, 0]],
  ])('%s', (_, inTask, byAnnotator, coin, expected) => {
    expect(chooseShownOrder(inTask, byAnnotator, coin)).toEqual(expected);
  });

  it('keeps a task within one of even, whoever comes', () => {
    const counts = { first: 0, second: 0 };
    for (let n = 0; n < 50; n += 1) {
      const [left] = chooseShownOrder(counts, { first: n % 7, second: n % 3 }, (n % 10) / 10);
      if (left === 0) counts.first += 1;
      else counts.second += 1;
      expect(Math.abs(counts.first - counts.second)).toBeLessThanOrEqual(1);
    }
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
