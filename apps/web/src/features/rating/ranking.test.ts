import { firstRatingForm } from '@prefloop/contract';
import { expect, it } from 'vitest';
import { placeOf, stillToPlace, togglePlace } from './ranking.ts';

it('puts one response after the other, some equal to the one before', () => {
  let tiers = togglePlace([], 2, true);
  expect(tiers).toEqual([[2]]);
  tiers = togglePlace(tiers, 0, false);
  tiers = togglePlace(tiers, 3, true);
  expect(tiers).toEqual([[2], [0, 3]]);
  expect([0, 1, 2, 3].map((response) => placeOf(tiers, response))).toEqual([2, null, 1, 2]);
});

it('takes a response out again, and its place with it where it stood alone', () => {
  expect(togglePlace([[2], [0, 3]], 2, false)).toEqual([[0, 3]]);
  expect(togglePlace([[2], [0, 3]], 3, true)).toEqual([[2], [0]]);
});

it('says how much is missing, by what the form asks', () => {
  const whole = { ...firstRatingForm, ranking: { ties: true, partial: false } };
  expect([[], [[1]], [[1], [0]]].map((tiers) => stillToPlace(tiers, 4, firstRatingForm))).toEqual([2, 1, 0]);
  expect(
    [
      [[1]],
      [
        [1, 0],
        [2, 3],
      ],
    ].map((tiers) => stillToPlace(tiers, 4, whole)),
  ).toEqual([3, 0]);
});
