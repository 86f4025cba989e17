import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { AppError, firstAdmin, me, setupState } from '@prefloop/contract';
import { createFirstAdmin, findLink, hasAdmin } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import type { AccountRouteDeps } from '../accounts/deps.ts';
import { hashPassword } from '../accounts/hash-password.ts';
import { byAddress, byLink, limited } from '../accounts/limited.ts';
import { openSession } from '../accounts/open-session.ts';

/** The first admin, by the one-time link that the server prints. */
export const setupRoutes = async (app: FastifyInstance, deps: AccountRouteDeps) => {
  const { db, auth } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/setup',
    {
      schema: {
        operationId: 'getSetup',
        tags: ['account'],
        summary: 'Whether the deployment still waits for its first admin',
        response: { 200: setupState },
      },
    },
    async () => ({ needed: !(await hasAdmin(db)) }),
  );

  typed.post(
    '/v1/setup',
    {
      schema: {
        operationId: 'createFirstAdmin',
        tags: ['account'],
        summary: 'Make the first admin and sign in',
        body: firstAdmin,
        response: { 201: me },
      },
    },
    async (request, reply) => {
      const { secret, name, email, password } = request.body;
      const created = await limited(db, reply, [byAddress(request.ip), byLink(secret)], async () => {
        if (await hasAdmin(db)) {
          throw new AppError('SETUP_DONE', {
            message: 'This deployment has an admin already. Sign in instead.',
          });
        }
        // Hashing costs a tenth of a second: nobody gets that without a link.
        if (!(await findLink(db, 'setup', secret))) {
          throw new AppError('LINK_INVALID', {
            message: 'This set-up link is used or too old. The server prints a new one when it starts.',
          });
        }
        const passwordHash = await hashPassword(auth, password, { name, email });
        await createFirstAdmin(db, { name, email, passwordHash }, secret, request.ip);
        return openSession({ ...deps, app }, request, reply, { email, password });
      });
      return reply.status(201).send(created);
    },
  );
};
