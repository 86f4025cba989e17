import { expect, it } from 'vitest';
import { type GoldVerdict, isGoldRight, type RatedVerdict } from './gold-verdict.ts';

/** '-3' is a preference for the first response, by three steps. */
const verdictOf = (text: string): RatedVerdict =>
  /\d/.test(text)
    ? { verdict: 'preference', strength: Number(text) }
    : { verdict: text as 'tie' | 'both_good' | 'both_bad' | 'skip' };

const right: [gold: string, said: string][] = [
  ['-3', '-3'],
  ['-3', '-1'],
  ['-1', '-4'],
  ['2', '2'],
  ['4', '1'],
  ['1', '3'],
  ['tie', 'tie'],
  ['tie', 'both_good'],
  ['tie', 'both_bad'],
  ['both_good', 'both_good'],
  ['both_good', 'tie'],
  ['both_bad', 'both_bad'],
];

const wrong: [gold: string, said: string][] = [
  ['-3', '1'],
  ['-1', '1'],
  ['2', '-2'],
  ['1', 'tie'],
  ['-1', 'both_good'],
  ['-4', 'both_bad'],
  ['tie', '-1'],
  ['tie', '1'],
  ['both_good', 'both_bad'],
  ['both_good', '2'],
  ['both_bad', 'tie'],
  ['both_bad', 'both_good'],
  ['both_bad', '-1'],
];

it.each(right)('on a gold %s, %s is right', (gold, said) => {
  expect(isGoldRight(verdictOf(gold) as GoldVerdict, verdictOf(said))).toBe(true);
});

it.each(wrong)('on a gold %s, %s is wrong', (gold, said) => {
  expect(isGoldRight(verdictOf(gold) as GoldVerdict, verdictOf(said))).toBe(false);
});

it.each(['-3', '2', 'tie', 'both_good', 'both_bad'])('on a gold %s a skip is neither', (gold) => {
  expect(isGoldRight(verdictOf(gold) as GoldVerdict, { verdict: 'skip' })).toBeNull();
});
