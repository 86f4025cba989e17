import { type RatingSubmission, ratingReceipt, type Verdict } from '@prefloop/contract';
import { ApiError } from '@prefloop/sdk';
import { api, ok } from '../../../lib/api.ts';
import { guidelineNews } from '../guidelines/guideline-news.ts';
import { remarksOf, sentRemarks } from '../remarks.ts';
import type { Send } from './deliver.ts';
import type { DeliveryAnswer } from './judge-answer.ts';

/** A connection that swallows requests must not hold the outbox for ever. */
const patienceMs = 20_000;

/** Delivers ratings of the given user with the browser's session. */
export function sendRatingsOf(userId: string): Send {
  return async ({ id, project, body }): Promise<DeliveryAnswer> => {
    try {
      const answer = await ok(
        api.PUT('/v1/projects/{project}/rate/ratings/{id}', {
          params: { path: { project, id } },
          body: withoutUndefined(body),
          signal: AbortSignal.timeout(patienceMs),
        }),
      );
      // A log-in page of somebody's network answers 200 as well; only our own receipt counts.
      const receipt = ratingReceipt.safeParse(answer).data;
      if (receipt?.id !== id) return { kind: 'unreachable' };
      guidelineNews.tell({ project, version: receipt.guidelineVersion });
      return { kind: 'stored' };
    } catch (error) {
      if (!(error instanceof ApiError)) return { kind: 'unreachable' };
      const { status, code, message: detail } = error;
      if ((status === 403 || status === 404) && (await isSomebodyElse(userId))) {
        return { kind: 'refused', status: 401, code: 'AUTH_REQUIRED', detail };
      }
      return { kind: 'refused', status, code, detail };
    }
  };
}

/** The client's types tell a field that is left out from one that is undefined; JSON does not. */
export function withoutUndefined<Said extends Verdict>(body: RatingSubmission & { verdict: Said }) {
  const { token, verdict, activeMs, formVersion, guidelineVersion } = body;
  return {
    token,
    verdict,
    activeMs,
    ...sentRemarks(remarksOf(body)),
    ...(formVersion === undefined ? {} : { formVersion }),
    ...(guidelineVersion === undefined ? {} : { guidelineVersion }),
  };
}

/** Another person signed in to this browser: what is refused to them waits for its owner. */
async function isSomebodyElse(userId: string): Promise<boolean> {
  try {
    return (await ok(api.GET('/v1/me'))).id !== userId;
  } catch {
    return true;
  }
}
