import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './api.ts';

/** What runs here. Asked for often while the training environment is on its way, rarely once it is there. */
export const platformQuery = queryOptions({
  queryKey: ['platform'],
  queryFn: () => ok(api.GET('/v1/platform')),
  refetchInterval: ({ state }) => (state.data?.training.state === 'ready' ? 60_000 : 3_000),
});
