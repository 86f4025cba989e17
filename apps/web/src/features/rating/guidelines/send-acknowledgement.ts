import { acknowledgement } from '@prefloop/contract';
import { ApiError } from '@prefloop/sdk';
import { api, ok } from '../../../lib/api.ts';
import type { DeliveryAnswer } from '../outbox/judge-answer.ts';

/** A connection that swallows requests must not hold an acknowledgement for ever. */
const patienceMs = 20_000;

/**
 * Tells the server that the given user has read a version. Never rejects. Another person may have signed in to this
 * browser meanwhile: they have not read anything, so it waits for its owner.
 */
export async function sendAcknowledgement(
  userId: string,
  project: string,
  version: number,
): Promise<DeliveryAnswer> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const { id } = await ok(api.GET('/v1/me', { signal }));
    if (id !== userId) return { kind: 'refused', status: 401, code: 'AUTH_REQUIRED', detail: '' };
    const answer = await ok(
      api.PUT('/v1/projects/{project}/rate/guidelines/acknowledged', {
        params: { path: { project } },
        body: { version },
        signal,
      }),
    );
    // A log-in page of somebody's network answers 200 as well.
    return acknowledgement.safeParse(answer).success ? { kind: 'stored' } : { kind: 'unreachable' };
  } catch (error) {
    if (!(error instanceof ApiError)) return { kind: 'unreachable' };
    return { kind: 'refused', status: error.status, code: error.code, detail: error.message };
  }
}
