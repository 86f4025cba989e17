import { defaultRatingKeys, ratingKeys, usualRatingKeys } from '@prefloop/contract';
import { expect, it } from 'vitest';
import { changeKey } from './change-key.ts';

it('gives a free key, and keeps only what differs', () => {
  const keys = changeKey(usualRatingKeys, 'skip', 'n');
  expect(keys).toEqual({ on: true, own: { skip: 'n' } });
  expect(changeKey(keys, 'skip', 's')).toEqual(usualRatingKeys);
});

it('swaps with whatever has the key', () => {
  const keys = changeKey(usualRatingKeys, 'skip', 'c');
  expect(keys.own).toEqual({ skip: 'c', comment: 's' });
  expect(changeKey(keys, 'comment', 'c')).toEqual(usualRatingKeys);
});

it('never makes what the account would refuse', () => {
  let keys = usualRatingKeys;
  const ids = Object.keys(defaultRatingKeys);
  for (let n = 0; n < 200; n += 1) {
    const id = ratingKeys.shape.own.keyType.parse(ids[(n * 7) % ids.length]);
    keys = changeKey(keys, id, 'abcdefghijklmnopqrstuvwxyz0123456789?'.charAt((n * 11) % 37));
    expect(ratingKeys.safeParse(keys).error).toBeUndefined();
  }
});
