import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { AppError, platform } from '@prefloop/contract';
import { type Db, listWorkers, ping } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import about from '../../package.json' with { type: 'json' };
import { allowedTrackers } from '../runs/check-workers.ts';
import { trainingState } from '../training-state.ts';

const status = z.object({ status: z.literal('ok') });

/** Liveness and readiness: the process answers; the database answers too. And what this process is. */
export const platformRoutes = async (
  app: FastifyInstance,
  { db, publicUrl }: { db: Db; publicUrl: string },
) => {
  const startedAt = new Date().toISOString();
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/healthz',
    {
      schema: {
        operationId: 'getHealth',
        tags: ['platform'],
        summary: 'The process answers',
        response: { 200: status },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  typed.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags: ['platform'],
        summary: 'Requests can be served',
        response: { 200: status },
      },
    },
    async () => {
      await ping(db).catch((cause: unknown) => {
        throw new AppError('UNAVAILABLE', { message: 'The database does not answer.', cause });
      });
      return { status: 'ok' as const };
    },
  );

  typed.get(
    '/v1/platform',
    {
      schema: {
        operationId: 'getPlatform',
        tags: ['platform'],
        summary: 'What is running here',
        response: { 200: platform },
      },
    },
    async () => {
      const workers = await listWorkers(db);
      const training = trainingState(workers.map((worker) => worker.environment));
      const trackers = allowedTrackers(workers);
      return { version: about.version, publicUrl, node: process.version, startedAt, training, trackers };
    },
  );
};
