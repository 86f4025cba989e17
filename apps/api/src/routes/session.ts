import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { AppError, me, signInRequest } from '@prefloop/contract';
import { findUserByEmail, recordAudit } from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import type { AccountRouteDeps } from '../accounts/deps.ts';
import { knownDevice } from '../accounts/device-cookie.ts';
import { byAddress, limited, throttleKey } from '../accounts/limited.ts';
import { openSession } from '../accounts/open-session.ts';

/** Signing in and out. */
export const sessionRoutes = async (app: FastifyInstance, deps: AccountRouteDeps) => {
  const { db, auth, config } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();

  const record = async (request: FastifyRequest, email: string, action: string) => {
    const user = await findUserByEmail(db, email);
    await recordAudit(db, { actorId: user?.id ?? null, ip: request.ip }, { action });
  };

  typed.post(
    '/v1/session',
    {
      schema: {
        operationId: 'signIn',
        tags: ['account'],
        summary: 'Sign in with a password',
        body: signInRequest,
        response: { 200: me },
      },
    },
    async (request, reply) => {
      const { email } = request.body;
      const device = knownDevice(request, config.secret, email);
      const account = device ? throttleKey('device', device) : throttleKey('account', email);
      const limits = [byAddress(request.ip), { key: account, limit: 10, minutes: 15 }];
      const user = await limited(db, reply, limits, async () =>
        openSession({ ...deps, app }, request, reply, request.body).catch(async (error: unknown) => {
          if (error instanceof AppError && error.code === 'LOGIN_FAILED') {
            await record(request, email, 'session.refused');
          }
          throw error;
        }),
      );
      await recordAudit(db, { actorId: user.id, ip: request.ip }, { action: 'session.opened' });
      return user;
    },
  );

  typed.delete(
    '/v1/session',
    {
      schema: {
        operationId: 'signOut',
        tags: ['account'],
        summary: 'Sign out: the session ends on the server',
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { cookie = '' } = request.headers;
      const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      for (const gone of headers.getSetCookie()) void reply.header('set-cookie', gone);
      await recordAudit(db, actorOf(request), { action: 'session.closed' });
      return reply.status(204).send(null);
    },
  );
};
