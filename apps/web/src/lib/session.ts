import type { components } from '@prefloop/sdk';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, ok } from './api.ts';
import { createStore } from './store.ts';

export type Me = components['schemas']['Me'];

/** Who is signed in. Rejects with code AUTH_REQUIRED when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => ok(api.GET('/v1/me')),
  staleTime: 5 * 60_000,
});

/** The signed-in user, on every page behind the sign-in. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/**
 * True while a request has been refused because the session is over. The page stays as it is under a sign-in
 * dialog; whatever waits for a session (a rating to be delivered) subscribes and goes on when this turns false.
 */
export const sessionOver = createStore(false);
