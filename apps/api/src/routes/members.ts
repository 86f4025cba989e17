import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { type Member, member, memberUpdate, page, pageQuery } from '@prefloop/contract';
import { changeMember, type Db, listMembers, removeMember } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { found } from '../found.ts';
import { toPage } from '../page.ts';
import { projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
const memberParams = params.extend({ user: z.uuid() });

type Row = Awaited<ReturnType<typeof listMembers>>[number];

function present({ disabledAt, joinedAt, pausedAt, ...row }: Row): Member {
  const ratingPausedAt = pausedAt?.toISOString() ?? null;
  return { ...row, disabled: disabledAt !== null, joinedAt: joinedAt.toISOString(), ratingPausedAt };
}

/** Who is in a project, and as what. People come in by invitation. */
export const memberRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/members',
    {
      schema: {
        operationId: 'listMembers',
        tags: ['people'],
        summary: 'Members of the project',
        params,
        querystring: pageQuery.extend({ cursor: z.uuid().optional() }),
        response: { 200: page(member) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? {} : { after: cursor };
      const rows = await listMembers(db, projectOf(request).project.id, { limit: limit + 1, ...after });
      return toPage(rows, limit, (row) => row.userId, present);
    },
  );

  typed.patch(
    '/v1/projects/:project/members/:user',
    {
      schema: {
        operationId: 'updateMember',
        tags: ['people'],
        summary: 'Give a member another role, other skills and languages, or a quota for the day',
        params: memberParams,
        body: memberUpdate,
        response: { 200: member },
      },
    },
    async (request) => {
      const { project } = projectOf(request);
      const userId = request.params.user;
      const changed = await changeMember(
        db,
        actorOf(request),
        { projectId: project.id, userId },
        request.body,
      );
      found(changed, 'member');
      const [row] = await listMembers(db, project.id, { userId, limit: 1 });
      return present(found(row, 'member'));
    },
  );

  typed.delete(
    '/v1/projects/:project/members/:user',
    {
      schema: {
        operationId: 'removeMember',
        tags: ['people'],
        summary: 'Take somebody out of the project; their ratings stay',
        params: memberParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { project } = projectOf(request);
      found(await removeMember(db, actorOf(request), project.id, request.params.user), 'member');
      return reply.status(204).send(null);
    },
  );
};
