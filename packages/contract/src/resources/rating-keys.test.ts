import { expect, it } from 'vitest';
import { defaultRatingKeys, keysWith, newRatingKeys, ratingKeys } from './rating-keys.ts';

it('what came after somebody gave its usual key away has a free letter, and nothing shares one', () => {
  // Kept before there were criteria and edits, whose usual keys these are.
  const kept = ratingKeys.parse({ on: true, own: { flag: 'r', skip: 'e' } });
  const keys = keysWith(kept.own);
  expect(keys).toMatchObject({ flag: 'r', skip: 'e', comment: defaultRatingKeys.comment });
  expect(new Set(Object.values(keys)).size).toBe(Object.keys(keys).length);
  expect(newRatingKeys.safeParse(kept).success).toBe(false);
  expect(keysWith({})).toEqual(defaultRatingKeys);
});
