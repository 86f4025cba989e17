import { createHash } from 'node:crypto';
import { AppError } from '@prefloop/contract';
import { closeRequest, type Db, forgetRequest, openRequest } from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer holds a secret that is shown once: it is not kept for repeats. */
    secretAnswer?: boolean;
  }
  interface FastifyRequest {
    idempotencyKey: string | null;
  }
}

function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || typeof key !== 'string' || !request.principal) return null;
  if (request.routeOptions.config.secretAnswer) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new AppError('BAD_REQUEST', {
      message: 'Idempotency-Key must be 1 to 200 visible ASCII characters, such as a UUID.',
    });
  }
  return key;
}

/** Names the whole request: the same key on another path or with another body is another request. */
function hashOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex');
}

function refuseUnlikeOrUnfinished(
  first: { operationId: string; requestHash: string; status: number | null },
  request: { operationId: string; requestHash: string },
): void {
  if (first.operationId !== request.operationId || first.requestHash !== request.requestHash) {
    throw new AppError('IDEMPOTENCY_MISMATCH', {
      message: 'This Idempotency-Key was used for another request. Send a new request under a new key.',
    });
  }
  if (first.status === null) {
    throw new AppError('CONFLICT', {
      message:
        'The first request under this Idempotency-Key has not answered. Ask again in a few seconds; if this stays, look whether it took effect before you send it under a new key.',
    });
  }
}

/**
 * Idempotency-Key on POST: a repeat gets the first answer and changes nothing. The key belongs to its user and is
 * kept for a day. A request that was refused is forgotten, so that it can be sent again.
 */
export const idempotencyPlugin = fp(async (app: FastifyInstance, { db }: { db: Db }) => {
  app.decorateRequest('idempotencyKey', null);

  app.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request);
    if (key === null || !request.principal) return;
    const name = {
      userId: request.principal.userId,
      key,
      operationId: request.routeOptions.schema?.operationId ?? request.url,
      requestHash: hashOf(request),
    };
    const first = await openRequest(db, name);
    if (first === null) {
      request.idempotencyKey = key;
      return;
    }
    refuseUnlikeOrUnfinished(first, name);
    void reply.header('idempotency-replayed', 'true').status(first.status ?? 200);
    if (first.body === null) return reply.send();
    void reply.header('content-type', 'application/json; charset=utf-8');
    return reply.serializer((body: unknown) => JSON.stringify(body)).send(first.body);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { idempotencyKey: key, principal } = request;
    if (key === null || !principal) return payload;
    request.idempotencyKey = null;
    const name = { userId: principal.userId, key };
    const keeps = reply.statusCode < 300 && (typeof payload === 'string' || payload == null);
    if (!keeps) await forgetRequest(db, name);
    else
      await closeRequest(db, name, { status: reply.statusCode, body: payload ? JSON.parse(payload) : null });
    return payload;
  });
});
