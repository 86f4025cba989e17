import { defaultRatingKeys, firstRatingForm, type RatingFormSpec } from '@prefloop/contract';
import { describe, expect, it } from 'vitest';
import { i18n } from '../../lib/i18n/i18n.ts';
import { actionFor, characterOf, type KeyPress, keysOf } from './keys.ts';

const t = i18n.getFixedT('en', 'rating');
const press = (over: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  repeat: false,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...over,
});

describe('keys of the rating screen', () => {
  it.each([2, 3, 4, 7, 8] as const)('binds every key once, whatever a form of %i points asks', (scale) => {
    const spec: RatingFormSpec = {
      ...firstRatingForm,
      pair: { scale, tie: true, bothGood: true, bothBad: true },
    };
    const keys = keysOf(spec, t).map((binding) => binding.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has no key for what the form does not ask', () => {
    const bare: RatingFormSpec = {
      ranking: { ties: true, partial: true },
      single: { scale: 'thumbs' },
      pair: { scale: 2, tie: false, bothGood: false, bothBad: false },
      skipReasons: [],
      flags: [],
      criteria: [],
      editing: false,
      critiquing: false,
      comment: { allowed: false, requiredFor: [] },
    };
    const rating = keysOf(bare, t).filter(({ group }) => group === 'Rate');
    expect(rating.map(({ key }) => key)).toEqual(['1', '2']);
  });

  it('goes by the keys of the person', () => {
    const bindings = keysOf(firstRatingForm, t, { ...defaultRatingKeys, skip: 'n', 'option-1': '0' });
    expect(actionFor(press({ key: 'n', code: 'KeyN' }), bindings)).toEqual({ type: 'skip' });
    expect(actionFor(press({ key: 's', code: 'KeyS' }), bindings)).toBeNull();
    expect(actionFor(press({ key: '0', code: 'Digit0' }), bindings)).toMatchObject({ type: 'rate' });
  });

  it.each([
    ['digit', press({ key: '1', code: 'Digit1' }), '1'],
    ['numeric pad', press({ key: '7', code: 'Numpad7' }), '7'],
    ['digit row of a French layout', press({ key: '&', code: 'Digit1' }), '1'],
    ['letter where the layout puts it, not where Latin would', press({ key: 'z', code: 'KeyW' }), 'z'],
    ['capital, caps lock or Shift', press({ key: 'X', code: 'KeyX' }), 'x'],
    ['Cyrillic letter in the place of S', press({ key: 'ы', code: 'KeyS' }), 's'],
    ['question mark', press({ key: '?', code: 'Slash' }), '?'],
    ['question mark on a digit key', press({ key: '?', code: 'Digit7' }), '?'],
  ])('reads a %s', (_, event, expected) => {
    expect(characterOf(event)).toBe(expected);
  });

  it.each([
    ['held key', press({ key: '1', code: 'Digit1', repeat: true })],
    ['Ctrl', press({ key: 'c', code: 'KeyC', ctrlKey: true })],
    ['Cmd', press({ key: 'z', code: 'KeyZ', metaKey: true })],
    ['Alt', press({ key: '2', code: 'Digit2', altKey: true })],
    ['composition', press({ key: 'x', code: 'KeyX', isComposing: true })],
    ['named key', press({ key: 'Shift', code: 'ShiftLeft' })],
    ['Tab', press({ key: 'Tab', code: 'Tab' })],
  ])('lets a %s pass by', (_, event) => {
    expect(actionFor(event, keysOf(firstRatingForm, t))).toBeNull();
  });

  it('has 4 as the tie, in the middle', () => {
    expect(actionFor(press({ key: '4', code: 'Digit4' }), keysOf(firstRatingForm, t))).toEqual({
      type: 'rate',
      verdict: { verdict: 'tie' },
    });
  });
});
