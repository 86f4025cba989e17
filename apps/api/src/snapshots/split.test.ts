import fc from 'fast-check';
import { expect, test } from 'vitest';
import { promptGroup, splitOf } from './split.ts';

const ask = (content: string) => [{ role: 'user', content }];

test('prompts that differ in white space or Unicode form alone are one group', () => {
  expect(promptGroup(ask('Caf\u00e9  now'))).toBe(promptGroup(ask(' Cafe\u0301 now\n')));
  expect(promptGroup(ask('Tea now'))).not.toBe(promptGroup(ask('tea now')));
  expect(promptGroup([{ role: 'system', content: 'x' }, ...ask('y')])).not.toBe(promptGroup(ask('x y')));
});

test('the share kept for evaluation is about the one asked for, for any seed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      fc.double({ min: 0.05, max: 0.5, noNaN: true }),
      (seed, share) => {
        const groups = Array.from({ length: 2_000 }, (_, n) => promptGroup(ask(`prompt ${n}`)));
        const kept = groups.filter((group) => splitOf(group, seed, share) === 'eval').length / groups.length;
        // Five standard deviations of a binomial share.
        expect(Math.abs(kept - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / groups.length));
      },
    ),
    { numRuns: 20 },
  );
});

test('a share of zero keeps nothing, and a larger share keeps all that a smaller one kept', () => {
  const groups = Array.from({ length: 500 }, (_, n) => promptGroup(ask(`prompt ${n}`)));
  expect(groups.filter((group) => splitOf(group, 7, 0) === 'eval')).toEqual([]);
  const small = groups.filter((group) => splitOf(group, 7, 0.1) === 'eval');
  expect(small.every((group) => splitOf(group, 7, 0.3) === 'eval')).toBe(true);
});
