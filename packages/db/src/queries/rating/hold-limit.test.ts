import { expect, it } from 'vitest';
import { holdLimit, plenty } from './hold-limit.ts';

it.each([
  [{ wanted: 5, free: plenty, people: 0 }, 5],
  [{ wanted: 5, free: 100, people: 1 }, 5],
  [{ wanted: 5, free: 100, people: 20 }, 5],
  [{ wanted: 5, free: 99, people: 20 }, 4],
  [{ wanted: 5, free: 10, people: 5 }, 2],
  [{ wanted: 5, free: 3, people: 5 }, 1],
  [{ wanted: 5, free: 0, people: 5 }, 1],
  [{ wanted: 2, free: 4, people: 0 }, 2],
])('%o may hold %i', (situation, expected) => {
  expect(holdLimit(situation)).toBe(expected);
});
