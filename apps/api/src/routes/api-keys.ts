import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { type ApiKey, apiKey, issuedApiKey, keyScope, newApiKey, page } from '@prefloop/contract';
import { listApiKeys, recordAudit, revokeApiKey } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import type { AccountRouteDeps } from '../accounts/deps.ts';
import { found } from '../found.ts';
import { caller } from '../plugins/access.ts';

const permissions = z.object({ prefloop: z.array(keyScope) });

type KeyRow = Awaited<ReturnType<typeof listApiKeys>>[number];

function present(row: KeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name ?? '',
    start: row.start ?? '',
    scopes: permissions.parse(JSON.parse(row.permissions ?? '{"prefloop":[]}')).prefloop,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastRequest?.toISOString() ?? null,
  };
}

/** The caller's API keys. Only their hashes are kept. */
export const apiKeyRoutes = async (app: FastifyInstance, { db, auth }: AccountRouteDeps) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/me/keys',
    {
      schema: {
        operationId: 'listApiKeys',
        tags: ['account'],
        summary: "The caller's API keys",
        response: { 200: page(apiKey) },
      },
    },
    async (request) => ({
      items: (await listApiKeys(db, caller(request).userId)).map(present),
      nextCursor: null,
    }),
  );

  typed.post(
    '/v1/me/keys',
    {
      config: { secretAnswer: true },
      schema: {
        operationId: 'createApiKey',
        tags: ['account'],
        summary: 'Make an API key; it is shown this once',
        body: newApiKey,
        response: { 201: issuedApiKey },
      },
    },
    async (request, reply) => {
      const { name, expiresInDays } = request.body;
      const scopes = [...new Set(request.body.scopes)];
      const made = await auth.api.createApiKey({
        body: {
          userId: caller(request).userId,
          name,
          permissions: { prefloop: scopes },
          ...(expiresInDays === undefined ? {} : { expiresIn: expiresInDays * 24 * 60 * 60 }),
        },
      });
      const detail = { name, scopes };
      await recordAudit(db, actorOf(request), { action: 'api-key.created', subject: made.id, detail });
      const row = { ...made, permissions: JSON.stringify(made.permissions) };
      return reply.status(201).send({ ...present(row), key: made.key });
    },
  );

  typed.delete(
    '/v1/me/keys/:key',
    {
      schema: {
        operationId: 'revokeApiKey',
        tags: ['account'],
        summary: 'Revoke an API key at once',
        params: z.object({ key: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { userId } = caller(request);
      found(await revokeApiKey(db, actorOf(request), userId, request.params.key), 'API key');
      return reply.status(204).send(null);
    },
  );
};
