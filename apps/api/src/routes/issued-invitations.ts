import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  type Invitation,
  invitation,
  issuedLink,
  newDeploymentInvitation,
  newInvitation,
  page,
  pageQuery,
} from '@prefloop/contract';
import { invite, listInvitations, revokeInvitation } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import type { AccountRouteDeps } from '../accounts/deps.ts';
import { linkUrl } from '../accounts/link-url.ts';
import { found } from '../found.ts';
import { toPage } from '../page.ts';
import { projectOf } from '../plugins/access.ts';

const querystring = pageQuery.extend({ cursor: z.uuid().optional() });
const projectParams = z.object({ project: z.string() });

type Row = Awaited<ReturnType<typeof listInvitations>>[number];

function present(row: Row): Invitation {
  return { ...row, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() };
}

/** Invitations from the side of those who send them: into a project by its leads, into the deployment by admins. */
export const issuedInvitationRoutes = async (app: FastifyInstance, { db, config }: AccountRouteDeps) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  const list = async (projectId: string | null, query: z.infer<typeof querystring>) => {
    const { limit, cursor } = query;
    const rows = await listInvitations(db, projectId, {
      limit: limit + 1,
      ...(cursor === undefined ? {} : { before: cursor }),
    });
    return toPage(rows, limit, (row) => row.id, present);
  };

  const issued = (link: { id: string; secret: string; expiresAt: Date }) => ({
    id: link.id,
    url: linkUrl(config.publicUrl, 'invite', link.secret),
    expiresAt: link.expiresAt.toISOString(),
  });

  typed.get(
    '/v1/projects/:project/invitations',
    {
      schema: {
        operationId: 'listInvitations',
        tags: ['people'],
        summary: 'Invitations into the project, newest first',
        params: projectParams,
        querystring,
        response: { 200: page(invitation) },
      },
    },
    async (request) => list(projectOf(request).project.id, request.query),
  );

  typed.post(
    '/v1/projects/:project/invitations',
    {
      config: { secretAnswer: true },
      schema: {
        operationId: 'createInvitation',
        tags: ['people'],
        summary: 'Invite somebody into the project; the link is shown this once',
        params: projectParams,
        body: newInvitation,
        response: { 201: issuedLink },
      },
    },
    async (request, reply) => {
      const { email, role } = request.body;
      const to = { projectId: projectOf(request).project.id, role };
      return reply.status(201).send(issued(await invite(db, actorOf(request), email, to)));
    },
  );

  typed.delete(
    '/v1/projects/:project/invitations/:invitation',
    {
      schema: {
        operationId: 'revokeInvitation',
        tags: ['people'],
        summary: 'Withdraw an invitation into the project',
        params: projectParams.extend({ invitation: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { project } = projectOf(request);
      const gone = await revokeInvitation(db, actorOf(request), project.id, request.params.invitation);
      found(gone, 'open invitation');
      return reply.status(204).send(null);
    },
  );

  typed.get(
    '/v1/invitations',
    {
      schema: {
        operationId: 'listDeploymentInvitations',
        tags: ['people'],
        summary: 'Invitations into the deployment, newest first',
        querystring,
        response: { 200: page(invitation) },
      },
    },
    async (request) => list(null, request.query),
  );

  typed.post(
    '/v1/invitations',
    {
      config: { secretAnswer: true },
      schema: {
        operationId: 'createDeploymentInvitation',
        tags: ['people'],
        summary: 'Invite somebody into the deployment; the link is shown this once',
        body: newDeploymentInvitation,
        response: { 201: issuedLink },
      },
    },
    async (request, reply) => {
      const { email, role } = request.body;
      const link = await invite(db, actorOf(request), email, { projectId: null, role });
      return reply.status(201).send(issued(link));
    },
  );

  typed.delete(
    '/v1/invitations/:invitation',
    {
      schema: {
        operationId: 'revokeDeploymentInvitation',
        tags: ['people'],
        summary: 'Withdraw an invitation into the deployment',
        params: z.object({ invitation: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const gone = await revokeInvitation(db, actorOf(request), null, request.params.invitation);
      found(gone, 'open invitation');
      return reply.status(204).send(null);
    },
  );
};
