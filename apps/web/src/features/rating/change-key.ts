import {
  defaultRatingKeys,
  keysWith,
  type RatingKeyId,
  type RatingKeys,
  ratingKeyId,
} from '@prefloop/contract';

/**
 * Gives `key` to `id`. What had it so far takes the key that `id` gives up: a key never does two things, and nothing is
 * left without one.
 */
export function changeKey(keys: RatingKeys, id: RatingKeyId, key: string): RatingKeys {
  const now = keysWith(keys.own);
  const holder = ratingKeyId.options.find((other) => now[other] === key);
  const next = { ...now, ...(holder === undefined ? {} : { [holder]: now[id] }), [id]: key };
  const own = Object.fromEntries(
    ratingKeyId.options.flatMap((each) =>
      next[each] === defaultRatingKeys[each] ? [] : [[each, next[each]]],
    ),
  );
  return { ...keys, own };
}
