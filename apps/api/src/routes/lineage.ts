import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { lineage, lineageQuery } from '@prefloop/contract';
import { type Db, getLineage } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { found } from '../found.ts';
import { projectOf } from '../plugins/access.ts';

/** Where a thing comes from and what came of it. */
export const lineageRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/projects/:project/lineage',
    {
      schema: {
        operationId: 'getLineage',
        tags: ['lineage'],
        summary:
          'All that a prompt source, batch, snapshot, run or version came from, and all that came of it',
        params: z.object({ project: z.string() }),
        querystring: lineageQuery,
        response: { 200: lineage },
      },
    },
    async (request) => {
      const { kind, id } = request.query;
      const isRow = kind === 'prompts' || z.uuid().safeParse(id).success;
      return found(isRow && (await getLineage(db, projectOf(request).project.id, { kind, id })), what[kind]);
    },
  );
};

const what = {
  prompts: 'prompt source',
  batch: 'batch',
  snapshot: 'snapshot',
  run: 'run',
  version: 'model version',
};
