import { claimAnswer } from '@prefloop/contract';
import { api, ok } from '../../lib/api.ts';
import type { RatingApi } from './rating-api.ts';

/** The rating endpoints of one project. */
export function createRatingApi(project: string): RatingApi {
  const params = { path: { project } };
  return {
    claim: async (hold) =>
      claimAnswer.parse(await ok(api.POST('/v1/projects/{project}/rate/claims', { params, body: { hold } }))),
    setSensitive: (avoid) =>
      ok(api.PUT('/v1/projects/{project}/rate/sensitive-topics', { params, body: { avoid } })),
    renew: (tokens) => ok(api.POST('/v1/projects/{project}/rate/leases/renew', { params, body: { tokens } })),
    release: (tokens) => {
      // keepalive: the request outlives the page. Should it be lost, the lease simply runs out.
      api
        .POST('/v1/projects/{project}/rate/leases/release', { params, body: { tokens }, keepalive: true })
        .catch(() => undefined);
    },
  };
}
