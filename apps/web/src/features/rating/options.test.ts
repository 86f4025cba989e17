import { firstRatingForm, offForm, type RatingFormSpec, verdict } from '@prefloop/contract';
import { describe, expect, it } from 'vitest';
import { i18n } from '../../lib/i18n/i18n.ts';
import { describeVerdict, optionFor, optionsOf } from './options.ts';

const t = i18n.getFixedT('en', 'rating');
const form = (pair: Partial<RatingFormSpec['pair']>): RatingFormSpec => ({
  ...firstRatingForm,
  pair: { ...firstRatingForm.pair, ...pair },
});
const strengths = (spec: RatingFormSpec) =>
  optionsOf(spec, t).scale.map(({ verdict }) => (verdict.verdict === 'preference' ? verdict.strength : 0));

describe('what can be said of a pair', () => {
  it.each([
    [2, [-1, 1]],
    [3, [-1, 0, 1]],
    [4, [-2, -1, 1, 2]],
    [7, [-3, -2, -1, 0, 1, 2, 3]],
    [8, [-4, -3, -2, -1, 1, 2, 3, 4]],
  ] as const)('a scale of %i points runs from left to right', (scale, expected) => {
    const options = optionsOf(form({ scale }), t);
    expect(strengths(form({ scale }))).toEqual(expected);
    expect(options.scale.map(({ id }) => id)).toEqual(expected.map((_, n) => `option-${n + 1}`));
    expect(new Set(options.scale.map(({ label }) => label)).size).toBe(scale);
    expect(new Set(options.scale.map((option) => option.tiny)).size).toBe(scale);
  });

  it('says nothing that its form would refuse, and finds every option again', () => {
    for (const scale of [2, 3, 4, 7, 8] as const) {
      for (const bits of [0, 1, 2, 3, 4, 5, 6, 7]) {
        const tie = scale % 2 === 1 || (bits & 1) > 0;
        const spec = form({ scale, tie, bothGood: (bits & 2) > 0, bothBad: (bits & 4) > 0 });
        const options = optionsOf(spec, t);
        const all = [...options.scale, ...options.beside];
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        for (const option of all) {
          expect(offForm(spec, { verdict: verdict.parse(option.verdict) })).toBeNull();
          expect(optionFor(options, { ...option.verdict })).toBe(option);
        }
      }
    }
  });

  it('has the tie on a key of its own where the scale has no middle', () => {
    expect(optionsOf(form({ scale: 4, tie: true }), t).beside.map(({ id }) => id)).toEqual([
      'tie',
      'both-bad',
    ]);
    expect(optionsOf(form({ scale: 4, tie: false }), t).beside.map(({ id }) => id)).toEqual(['both-bad']);
    expect(optionsOf(form({ scale: 7 }), t).scale[3]?.id).toBe('option-4');
  });
});

it('puts every verdict into words', () => {
  const spec = form({ scale: 4 });
  expect(describeVerdict({ verdict: 'preference', strength: -2 }, spec, t)).toBe('A is much better');
  expect(describeVerdict({ verdict: 'both_bad' }, spec, t)).toBe('Both bad');
  expect(describeVerdict({ verdict: 'skip', reason: 'broken' }, spec, t)).toBe('Skipped: Broken');
  expect(describeVerdict({ verdict: 'skip', reason: 'gone-since' }, spec, t)).toBe('Skipped: gone-since');
});
