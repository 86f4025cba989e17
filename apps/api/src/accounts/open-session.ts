import { AppError, type Me } from '@prefloop/contract';
import { endSession, getLanguage } from '@prefloop/db';
import { APIError } from 'better-auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccountDeps } from './deps.ts';
import { rememberDevice } from './device-cookie.ts';

/** What better-auth may know of a request: never the client's own forwarding headers, which anyone can write. */
function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ 'x-forwarded-for': request.ip });
  const agent = request.headers['user-agent'];
  if (agent) headers.set('user-agent', agent.slice(0, 300));
  return headers;
}

/**
 * Checks a password and opens a fresh session; a session that the browser brought along ends. Throws LOGIN_FAILED,
 * the same for an unknown address, a wrong password and a disabled user, after the same work.
 */
export async function openSession(
  { app, auth, db, config }: AccountDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: { email: string; password: string },
): Promise<Me> {
  const before = await app.identify(request);
  const { headers, response } = await auth.api
    .signInEmail({ body: credentials, headers: headersOf(request), returnHeaders: true })
    .catch((cause: unknown) => {
      if (!(cause instanceof APIError)) throw cause;
      throw new AppError('LOGIN_FAILED', { message: 'E-mail address or password is wrong.', cause });
    });
  if (before?.sessionId) await endSession(db, before.userId, before.sessionId);
  for (const cookie of headers.getSetCookie()) void reply.header('set-cookie', cookie);
  rememberDevice(reply, config, credentials.email);
  const user = response.user as typeof response.user & { role?: string };
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role === 'admin' ? 'admin' : 'member',
    language: await getLanguage(db, user.id),
    via: 'session',
  };
}
