import type { Actor } from '@prefloop/db';
import type { FastifyRequest } from 'fastify';

/** The caller as the audit log names it. */
export function actorOf(request: FastifyRequest): Actor {
  return { actorId: request.principal?.userId ?? null, ip: request.ip };
}
