import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { page, pageQuery, type User, user, userUpdate } from '@prefloop/contract';
import { type Db, listUsers, updateUser } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { found } from '../found.ts';
import { toPage } from '../page.ts';

type Row = Awaited<ReturnType<typeof listUsers>>[number];

function present(row: Row): User {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  };
}

/** The users of the deployment, for its admins. */
export const userRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/users',
    {
      schema: {
        operationId: 'listUsers',
        tags: ['people'],
        summary: 'Users, newest first',
        querystring: pageQuery.extend({
          cursor: z.uuid().optional(),
          /** Part of a name or an address. */
          search: z.string().min(1).max(100).optional(),
        }),
        response: { 200: page(user) },
      },
    },
    async (request) => {
      const { limit, cursor, search } = request.query;
      const rows = await listUsers(db, {
        limit: limit + 1,
        ...(cursor === undefined ? {} : { before: cursor }),
        ...(search === undefined ? {} : { search }),
      });
      return toPage(rows, limit, (row) => row.id, present);
    },
  );

  typed.patch(
    '/v1/users/:user',
    {
      schema: {
        operationId: 'updateUser',
        tags: ['people'],
        summary: 'Make a user admin or member, disable or enable',
        params: z.object({ user: z.uuid() }),
        body: userUpdate,
        response: { 200: user },
      },
    },
    async (request) => {
      const id = request.params.user;
      const { role, disabled } = request.body;
      const change = {
        ...(role === undefined ? {} : { role }),
        ...(disabled === undefined ? {} : { disabled }),
      };
      found(await updateUser(db, actorOf(request), id, change), 'user');
      const [row] = await listUsers(db, { id, limit: 1 });
      return present(found(row, 'user'));
    },
  );
};
