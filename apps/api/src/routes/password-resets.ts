import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { AppError, issuedLink, linkLookup, me, passwordReset, passwordResetOffer } from '@prefloop/contract';
import { findLink, findUserByEmail, issuePasswordReset, usePasswordReset } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import type { AccountRouteDeps } from '../accounts/deps.ts';
import { hashPassword } from '../accounts/hash-password.ts';
import { byAddress, byLink, limited } from '../accounts/limited.ts';
import { linkUrl } from '../accounts/link-url.ts';
import { openSession } from '../accounts/open-session.ts';
import { found } from '../found.ts';

/** A lost password: an admin makes a link, its holder sets a new one. */
export const passwordResetRoutes = async (app: FastifyInstance, deps: AccountRouteDeps) => {
  const { db, auth, config } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();

  const ownerOf = async (secret: string) => {
    const link = await findLink(db, 'password-reset', secret);
    const user = link?.email ? await findUserByEmail(db, link.email) : null;
    if (!link || !user || user.disabledAt) {
      throw new AppError('LINK_INVALID', {
        message: 'This link is used, withdrawn or too old. Ask an admin for a new one.',
      });
    }
    return { user, expiresAt: link.expiresAt };
  };

  typed.post(
    '/v1/users/:user/password-reset',
    {
      config: { secretAnswer: true },
      schema: {
        operationId: 'createPasswordReset',
        tags: ['people'],
        summary: 'Make a link by which a user sets a new password; it is shown this once',
        params: z.object({ user: z.uuid() }),
        response: { 201: issuedLink },
      },
    },
    async (request, reply) => {
      const link = found(await issuePasswordReset(db, actorOf(request), request.params.user), 'user');
      return reply.status(201).send({
        id: link.id,
        url: linkUrl(config.publicUrl, 'reset', link.secret),
        expiresAt: link.expiresAt.toISOString(),
      });
    },
  );

  typed.post(
    '/v1/password-resets/lookup',
    {
      schema: {
        operationId: 'getPasswordReset',
        tags: ['account'],
        summary: 'Whose password a reset link sets',
        body: linkLookup,
        response: { 200: passwordResetOffer },
      },
    },
    async (request, reply) =>
      limited(db, reply, [byAddress(request.ip)], async () => {
        const { user, expiresAt } = await ownerOf(request.body.secret);
        return { email: user.email, expiresAt: expiresAt.toISOString() };
      }),
  );

  typed.post(
    '/v1/password-resets',
    {
      schema: {
        operationId: 'resetPassword',
        tags: ['account'],
        summary: 'Set a new password by a reset link and sign in; every other session ends',
        body: passwordReset,
        response: { 200: me },
      },
    },
    async (request, reply) =>
      limited(db, reply, [byAddress(request.ip), byLink(request.body.secret)], async () => {
        const { secret, password } = request.body;
        const { user } = await ownerOf(secret);
        const passwordHash = await hashPassword(auth, password, user);
        const email = await usePasswordReset(db, secret, passwordHash, request.ip);
        return openSession({ ...deps, app }, request, reply, { email, password });
      }),
  );
};
