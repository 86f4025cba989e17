import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { projectOverview } from '@prefloop/contract';
import { type Db, getProjectOverview } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { projectOf } from '../plugins/access.ts';

export const overviewRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/projects/:project/overview',
    {
      schema: {
        operationId: 'getProjectOverview',
        tags: ['projects'],
        summary: 'How much there is at each station of the loop',
        params: z.object({ project: z.string() }),
        response: { 200: projectOverview },
      },
    },
    async (request) => {
      const counts = await getProjectOverview(db, projectOf(request).project.id);
      return {
        prompts: { total: counts.prompts, withReference: counts.promptsWithReference },
        responses: { total: counts.responses, versions: counts.respondingVersions },
        tasks: { total: counts.tasks, wanted: counts.wanted },
        ratings: { total: counts.ratings, annotators: counts.annotators },
        snapshots: { total: counts.snapshots },
        runs: { total: counts.runs, active: counts.activeRuns, failed: counts.failedRuns },
        models: { ready: counts.readyVersions, trained: counts.trainedVersions },
      };
    },
  );
};
