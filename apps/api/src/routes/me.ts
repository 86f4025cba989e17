import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  me,
  meUpdate,
  mySession,
  newRatingKeys,
  page,
  passwordChange,
  ratingKeys,
  usualRatingKeys,
} from '@prefloop/contract';
import {
  changePassword,
  endSession,
  findPasswordHash,
  getRatingKeys,
  listSessions,
  recordAudit,
  setRatingKeys,
  updateOwnAccount,
} from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import type { AccountRouteDeps } from '../accounts/deps.ts';
import { hashPassword } from '../accounts/hash-password.ts';
import { limited, throttleKey } from '../accounts/limited.ts';
import { openSession } from '../accounts/open-session.ts';
import { presentMe } from '../accounts/present-me.ts';
import { found } from '../found.ts';
import { caller } from '../plugins/access.ts';

/** The caller's own account. */
export const meRoutes = async (app: FastifyInstance, deps: AccountRouteDeps) => {
  const { db, auth } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/me',
    {
      schema: {
        operationId: 'getMe',
        tags: ['account'],
        summary: 'Who is calling',
        response: { 200: me },
      },
    },
    async (request) => presentMe(db, caller(request)),
  );

  typed.patch(
    '/v1/me',
    {
      schema: {
        operationId: 'updateMe',
        tags: ['account'],
        summary: 'Change your own name, or the language that the pages speak to you',
        body: meUpdate,
        response: { 200: me },
      },
    },
    async (request) => {
      const principal = caller(request);
      const { name = principal.name, language } = request.body;
      await updateOwnAccount(db, principal.userId, { name, language });
      return presentMe(db, { ...principal, name });
    },
  );

  typed.get(
    '/v1/me/rating-keys',
    {
      schema: {
        operationId: 'getMyRatingKeys',
        tags: ['account'],
        summary: 'Your keys on the rating screen',
        response: { 200: ratingKeys },
      },
    },
    async (request) => (await getRatingKeys(db, caller(request).userId)) ?? usualRatingKeys,
  );

  typed.put(
    '/v1/me/rating-keys',
    {
      schema: {
        operationId: 'setMyRatingKeys',
        tags: ['account'],
        summary: 'Change or switch off your keys on the rating screen',
        body: newRatingKeys,
        response: { 200: ratingKeys },
      },
    },
    async (request) => {
      await setRatingKeys(db, caller(request).userId, request.body);
      return request.body;
    },
  );

  typed.post(
    '/v1/me/password',
    {
      schema: {
        operationId: 'changePassword',
        tags: ['account'],
        summary: 'Change the password; every session ends and this one starts afresh',
        body: passwordChange,
        response: { 200: me },
      },
    },
    async (request, reply) => {
      const { userId, email, name } = caller(request);
      const { currentPassword, newPassword } = request.body;
      const limit = { key: throttleKey('password', userId), limit: 10, minutes: 15 };
      await limited(db, reply, [limit], async () => {
        const { password } = await auth.$context;
        const hash = await findPasswordHash(db, userId);
        if (!hash || !(await password.verify({ hash, password: currentPassword }))) {
          throw new AppError('PASSWORD_WRONG', {
            message: 'The current password is wrong.',
            issues: [{ path: 'body/currentPassword', message: 'is wrong' }],
          });
        }
      });
      const hash = await hashPassword(auth, newPassword, { email, name }, 'newPassword');
      await changePassword(db, actorOf(request), userId, hash);
      return openSession({ ...deps, app }, request, reply, { email, password: newPassword });
    },
  );

  typed.get(
    '/v1/me/sessions',
    {
      schema: {
        operationId: 'listMySessions',
        tags: ['account'],
        summary: 'Where the caller is signed in',
        response: { 200: page(mySession) },
      },
    },
    async (request) => {
      const { userId, sessionId } = caller(request);
      const rows = await listSessions(db, userId);
      const items = rows.map((row) => ({
        id: row.id,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        address: row.ipAddress || null,
        browser: row.userAgent || null,
        current: row.id === sessionId,
      }));
      return { items, nextCursor: null };
    },
  );

  typed.delete(
    '/v1/me/sessions/:session',
    {
      schema: {
        operationId: 'revokeMySession',
        tags: ['account'],
        summary: 'Sign out elsewhere',
        params: z.object({ session: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { userId } = caller(request);
      found(await endSession(db, userId, request.params.session), 'session');
      await recordAudit(db, actorOf(request), { action: 'session.revoked', subject: request.params.session });
      return reply.status(204).send(null);
    },
  );
};
