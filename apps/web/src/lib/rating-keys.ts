import { keysWith, type RatingKeyId, type RatingKeys, ratingKeys, usualRatingKeys } from '@prefloop/contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, ok } from './api.ts';
import { stored } from './device.ts';

/** What the account said last, for the moment before it is asked again, and for when there is no network. */
const lastSeen = stored('prefloop.rating-keys', '');

function readLastSeen(): RatingKeys {
  try {
    return ratingKeys.parse(JSON.parse(lastSeen.get()));
  } catch {
    // Nothing was kept, or nothing that could be read.
    return usualRatingKeys;
  }
}

const ratingKeysQuery = queryOptions({
  queryKey: ['rating-keys'],
  queryFn: async () => {
    const keys = ratingKeys.parse(await ok(api.GET('/v1/me/rating-keys')));
    lastSeen.set(JSON.stringify(keys));
    return keys;
  },
  placeholderData: () => readLastSeen(),
  staleTime: 5 * 60_000,
});

/** The keys of the signed-in person: kept on the account, so they hold on every device. */
export function useRatingKeys() {
  const client = useQueryClient();
  const { data = usualRatingKeys } = useQuery(ratingKeysQuery);
  const save = useMutation({
    // keepalive: somebody who leaves the page at once has changed their keys all the same.
    mutationFn: (keys: RatingKeys) => ok(api.PUT('/v1/me/rating-keys', { body: keys, keepalive: true })),
    // At once: the next key press goes by it. Taken back where the account did not take it.
    onMutate: async (keys) => {
      await client.cancelQueries({ queryKey: ratingKeysQuery.queryKey });
      const before = client.getQueryData(ratingKeysQuery.queryKey);
      client.setQueryData(ratingKeysQuery.queryKey, keys);
      lastSeen.set(JSON.stringify(keys));
      return before;
    },
    onError: async (_error, _keys, before) => {
      lastSeen.set(JSON.stringify(before ?? usualRatingKeys));
      if (before) client.setQueryData(ratingKeysQuery.queryKey, before);
      // The answer to what they are was broken off for this change, so it is asked for anew.
      else await client.resetQueries({ queryKey: ratingKeysQuery.queryKey });
    },
  });
  return useMemo(() => {
    const keys = keysWith(data.own);
    return {
      on: data.on,
      own: data.own,
      keys,
      /** The key printed on a button; null where single keys are off. */
      nameOf: (id: RatingKeyId): string | null => (data.on ? keys[id].toUpperCase() : null),
      save: save.mutate,
      error: save.error,
    };
  }, [data, save.mutate, save.error]);
}
