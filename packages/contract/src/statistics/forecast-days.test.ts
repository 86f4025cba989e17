import { expect, test } from 'vitest';
import { forecastDays } from './forecast-days.ts';

test('even days give one day, whatever is drawn', () => {
  expect(forecastDays(1_000, Array(10).fill(100))).toEqual({ soonest: 10, likely: 10, latest: 10 });
  expect(forecastDays(1_001, Array(10).fill(100))).toEqual({ soonest: 11, likely: 11, latest: 11 });
  expect(forecastDays(0, [3])).toEqual({ soonest: 0, likely: 0, latest: 0 });
});

test('uneven days give a range around the mean, the same one each time', () => {
  const days = [0, 0, 50, 60, 40, 55, 45, 0, 0, 52, 48, 61, 39, 50];
  const told = forecastDays(1_000, days);
  expect(told).toEqual(forecastDays(1_000, days));
  const perDay = days.reduce((sum, count) => sum + count, 0) / days.length;
  expect(Math.abs((told?.likely ?? 0) - 1_000 / perDay)).toBeLessThan(3);
  expect(told?.soonest).toBeLessThan(told?.likely ?? 0);
  expect(told?.latest).toBeGreaterThan(told?.likely ?? 0);
});

test('the range holds the true day in about 95 of 100 cases', () => {
  // Days of a known kind: 5 of 7 are worked on, with 20 to 60 ratings, by a generator of its own.
  let state = 7;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const day = () => (random() < 5 / 7 ? 20 + Math.floor(random() * 41) : 0);
  let held = 0;
  const cases = 200;
  for (let one = 0; one < cases; one += 1) {
    const told = forecastDays(600, Array.from({ length: 28 }, day));
    let length = 0;
    for (let rated = 0; rated < 600; length += 1) rated += day();
    if (told && length >= told.soonest && length <= told.latest) held += 1;
  }
  expect(held / cases).toBeGreaterThan(0.9);
});

test('what takes more than two years has no date', () => {
  expect(forecastDays(1_000_000, [1, 0, 2, 1, 1, 1])).toBeNull();
});
