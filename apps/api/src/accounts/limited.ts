import { createHash } from 'node:crypto';
import { AppError, type ErrorCode } from '@prefloop/contract';
import { type Db, returnTry, type Throttle, takeTry } from '@prefloop/db';
import type { FastifyReply } from 'fastify';

/** A key for the throttle table that keeps typed addresses out of it: people type passwords into the wrong field. */
export function throttleKey(kind: string, subject: string): string {
  return `${kind}:${createHash('sha256').update(subject).digest('base64url')}`;
}

/** What one address may get wrong in a quarter of an hour, over all doors that open without a session. */
export function byAddress(ip: string): Throttle {
  return { key: throttleKey('address', ip), limit: 60, minutes: 15 };
}

/** What the holder of one link may get wrong: many at once with one link cost no more than ten hashes. */
export function byLink(secret: string): Throttle {
  return { key: throttleKey('link', secret), limit: 10, minutes: 15 };
}

/** Failures that can be guesses. A weak password or a missing name is a slip and uses nothing up. */
const guesses = new Set<ErrorCode>(['LINK_INVALID', 'LOGIN_FAILED', 'PASSWORD_WRONG']);

/**
 * Runs `attempt` within the limits. A try is counted before it is evaluated, so that many at once cannot slip
 * through, and taken back unless it turns out to be a wrong guess. Throws RATE_LIMITED.
 */
export async function limited<T>(
  db: Db,
  reply: FastifyReply,
  limits: Throttle[],
  attempt: () => Promise<T>,
): Promise<T> {
  for (const limit of limits) {
    const seconds = await takeTry(db, limit);
    if (seconds > 0) {
      void reply.header('retry-after', String(seconds));
      const wait = seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`;
      throw new AppError('RATE_LIMITED', { message: `Too many failed tries. Try again in ${wait}.` });
    }
  }
  const returnTries = async () => {
    for (const { key } of limits) await returnTry(db, key);
  };
  try {
    const result = await attempt();
    await returnTries();
    return result;
  } catch (error) {
    if (!(error instanceof AppError && guesses.has(error.code))) await returnTries();
    throw error;
  }
}
