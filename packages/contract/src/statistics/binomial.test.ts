import { expect, it } from 'vitest';
import { binomialTail } from './binomial.ts';
import { runTail } from './run-tail.ts';

it.each([
  [10, 0, 0.3, 1],
  [10, 11, 0.3, 0],
  [10, 8, 0.5, 56 / 1024],
  [4, 2, 0.25, 67 / 256],
  [5, 5, 0, 0],
  [5, 5, 1, 1],
])('P(%i trials give %i or more at %f)', (n, least, p, expected) => {
  expect(binomialTail(n, least, p)).toBeCloseTo(expected, 12);
});

it('adds up far beyond what a double can hold of one term', () => {
  expect(binomialTail(5_000, 2_500, 0.5) + binomialTail(5_000, 2_501, 0.5)).toBeCloseTo(1, 9);
  expect(binomialTail(2_000, 1, 0.9)).toBeCloseTo(1, 12);
});

/** P(a run) by trying every sequence. */
function runByEnumeration(n: number, length: number, p: number): number {
  let total = 0;
  for (let bits = 0; bits < 2 ** n; bits += 1) {
    const text = bits.toString(2).padStart(n, '0');
    const ones = [...text].filter((bit) => bit === '1').length;
    if (text.includes('1'.repeat(length))) total += p ** ones * (1 - p) ** (n - ones);
  }
  return total;
}

it.each([
  [1, 1, 0.4],
  [5, 5, 0.4],
  [10, 3, 0.5],
  [12, 4, 0.7],
  [12, 1, 0.1],
])('P(%i trials hold a run of %i at %f) is what trying all of them gives', (n, length, p) => {
  expect(runTail(n, length, p)).toBeCloseTo(runByEnumeration(n, length, p), 12);
});

it.each([
  [3, 4, 0.5, 0],
  [3, 0, 0.5, 1],
  [8, 8, 1, 1],
  [8, 2, 0, 0],
])('P(%i trials hold a run of %i at %f) at the ends', (n, length, p, expected) => {
  expect(runTail(n, length, p)).toBe(expected);
});
