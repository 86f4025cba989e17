import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { auditEntry, page, pageQuery, projectSlug } from '@prefloop/contract';
import { type Db, listAudit } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { toPage } from '../page.ts';

type Row = Awaited<ReturnType<typeof listAudit>>[number];

function present(row: Row): z.infer<typeof auditEntry> {
  return {
    id: row.id,
    at: row.createdAt.toISOString(),
    actor: row.actorId === null ? null : { id: row.actorId, name: row.actorName },
    action: row.action,
    project: row.project,
    subject: row.subject,
    detail: row.detail,
    address: row.ip,
  };
}

/** Who did what to whom, when and from where. Rows are only ever added. */
export const auditLogRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/audit-log',
    {
      schema: {
        operationId: 'listAuditLog',
        tags: ['people'],
        summary: 'Security events of the deployment, newest first',
        querystring: pageQuery.extend({
          cursor: z.uuid().optional(),
          project: projectSlug.optional(),
          action: z
            .string()
            .regex(/^[a-z.-]{1,60}$/)
            .optional(),
          actor: z.uuid().optional(),
        }),
        response: { 200: page(auditEntry) },
      },
    },
    async (request) => {
      const { limit, cursor, project, action, actor } = request.query;
      const rows = await listAudit(db, {
        limit: limit + 1,
        ...(cursor === undefined ? {} : { before: cursor }),
        ...(project === undefined ? {} : { projectSlug: project }),
        ...(action === undefined ? {} : { action }),
        ...(actor === undefined ? {} : { actorId: actor }),
      });
      return toPage(rows, limit, (row) => row.id, present);
    },
  );
};
