import { describe, expect, it } from 'vitest';
import type { Verdict } from '../resources/rating.ts';
import { firstRatingForm, type RatingFormSpec, ratingFormSpec } from '../resources/rating-form.ts';
import { offForm } from './off-form.ts';

const form = (change: Partial<RatingFormSpec>): RatingFormSpec =>
  ratingFormSpec.parse({ ...firstRatingForm, ...change });
const pair = (scale: RatingFormSpec['pair']['scale'], tie = true) =>
  form({ pair: { scale, tie, bothGood: false, bothBad: false } });
const prefer = (strength: number): Verdict => ({ verdict: 'preference', strength });

describe('a rating fits its form', () => {
  it.each([
    [2, 1],
    [3, 1],
    [4, 2],
    [7, 3],
    [8, 4],
  ] as const)('a scale of %i points ends at strength %i, on both sides', (scale, most) => {
    for (const side of [-1, 1]) {
      expect(offForm(pair(scale), { verdict: prefer(side * most) })).toBeNull();
      expect(offForm(pair(scale), { verdict: prefer(side * (most + 1)) })).toMatch(
        `ends at a strength of ${most}`,
      );
    }
  });

  it.each<[string, Verdict, RatingFormSpec, RegExp | null]>([
    ['a tie on an even scale that offers it', { verdict: 'tie' }, pair(4), null],
    ['a tie on an even scale without one', { verdict: 'tie' }, pair(4, false), /no tie/],
    ['both good where it is not asked', { verdict: 'both_good' }, firstRatingForm, /both good/],
    ['both bad where it is not asked', { verdict: 'both_bad' }, pair(7), /both bad/],
    ['both bad where it is asked', { verdict: 'both_bad' }, firstRatingForm, null],
    ['a skip with a known reason', { verdict: 'skip', reason: 'broken' }, firstRatingForm, null],
    ['a skip with another', { verdict: 'skip', reason: 'tired' }, firstRatingForm, /no reason “tired”/],
    [
      'a skip where there is none',
      { verdict: 'skip', reason: 'broken' },
      form({ skipReasons: [] }),
      /no reason/,
    ],
  ])('%s', (_, verdict, spec, fault) => {
    const found = offForm(spec, { verdict });
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });

  it('asks for a comment only with the kinds that the lead chose, and blanks are none', () => {
    const spec = form({ comment: { allowed: true, requiredFor: ['tie', 'skip'] } });
    expect(offForm(spec, { verdict: prefer(1) })).toBeNull();
    expect(offForm(spec, { verdict: { verdict: 'tie' }, comment: ' \n' })).toMatch(/asks for a comment/);
    expect(offForm(spec, { verdict: { verdict: 'tie' }, comment: 'Same facts.' })).toBeNull();
  });

  it('takes only what it asks for', () => {
    const bare = form({ flags: ['broken'], comment: { allowed: false, requiredFor: [] } });
    expect(offForm(bare, { verdict: prefer(1), flags: ['broken'] })).toBeNull();
    expect(offForm(bare, { verdict: prefer(1), flags: ['harmful'] })).toMatch(/no flag “harmful”/);
    expect(offForm(bare, { verdict: prefer(1), comment: 'x' })).toMatch(/no comment/);
  });
});

describe('a form', () => {
  it.each<[string, Partial<RatingFormSpec>, RegExp]>([
    [
      'an odd scale without its tie',
      { pair: { scale: 3, tie: false, bothGood: false, bothBad: false } },
      /middle/,
    ],
    [
      'a comment that is asked for and not allowed',
      { comment: { allowed: false, requiredFor: ['tie'] } },
      /not allowed/,
    ],
    ['a flag twice', { flags: ['broken', 'broken'] }, /twice/],
    [
      'two reasons under one code',
      { skipReasons: [1, 2].map((n) => ({ code: 'same', label: `Reason ${n}`, hint: '' })) },
      /twice/,
    ],
  ])('refuses %s', (_, change, message) => {
    const { error } = ratingFormSpec.safeParse({ ...firstRatingForm, ...change });
    expect(error?.message).toMatch(message);
  });
});
