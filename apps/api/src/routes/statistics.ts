import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { AppError, type BatchStatistics, batchStatistics, statisticsSettings } from '@prefloop/contract';
import {
  askStatistics,
  countVotes,
  type Db,
  getBatch,
  getStatistics,
  hashVotes,
  listWorkers,
  nameAnnotators,
  promptsOfTasks,
  type StatisticsRow,
} from '@prefloop/db';
import type { JobQueue } from '@prefloop/queue';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { found } from '../found.ts';
import { projectOf } from '../plugins/access.ts';
import { figuresOf, presentStatistics } from '../statistics/present-statistics.ts';
import { trainingState } from '../training-state.ts';

export type StatisticsRouteDeps = { db: Db; queue: Pick<JobQueue, 'enqueue'> | undefined };

const batchParams = z.object({ project: z.string(), batch: z.uuid() });
const tags = ['batches'];

/** Agreement and reliability of a batch. A worker computes them; they are kept until the ratings change. */
export const statisticsRoutes = async (app: FastifyInstance, { db, queue }: StatisticsRouteDeps) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  async function show(batchId: string): Promise<BatchStatistics> {
    const row = await getStatistics(db, batchId);
    const figures = figuresOf(row);
    const people = new Set(figures?.annotators.map(({ id }) => id));
    const tasks = figures?.disagreements.map(({ taskId }) => taskId) ?? [];
    return presentStatistics({
      row,
      figures,
      votes: await countVotes(db, batchId, row?.asOf ?? null),
      changed: await hasChanged(row, batchId),
      names: { people: await nameAnnotators(db, [...people]), prompts: await promptsOfTasks(db, tasks) },
      waitsFor: await obstacle(row),
    });
  }

  async function hasChanged(row: StatisticsRow | null, batchId: string): Promise<boolean> {
    // Asked for every two seconds then, and with many votes the hash takes about one.
    if (!row?.result || row.state === 'queued' || row.state === 'running') return true;
    return (await hashVotes(db, batchId, statisticsSettings)).hash !== row.inputHash;
  }

  async function obstacle(row: StatisticsRow | null): Promise<string | null> {
    if (row?.state !== 'queued') return null;
    const training = trainingState((await listWorkers(db)).map(({ environment }) => environment));
    return training.state === 'ready' ? null : training.message;
  }

  async function ring(request: FastifyRequest, batchId: string): Promise<void> {
    // A ring that is lost is made up for by the workers, which look for what is due by themselves.
    await queue?.enqueue('statistics', { batchId }).catch((error: unknown) => {
      request.log.warn({ err: error, batchId }, 'the queue did not take the ring for statistics');
    });
  }

  typed.get(
    '/v1/projects/:project/batches/:batch/statistics',
    {
      schema: {
        operationId: 'getBatchStatistics',
        tags,
        summary: 'Agreement and reliability: the newest figures, and whether ratings changed since',
        params: batchParams,
        response: { 200: batchStatistics },
      },
    },
    async (request) => {
      const { id } = found(await getBatch(db, projectOf(request).project.id, request.params.batch), 'batch');
      return show(id);
    },
  );

  typed.post(
    '/v1/projects/:project/batches/:batch/statistics',
    {
      schema: {
        operationId: 'computeBatchStatistics',
        tags,
        summary: 'Compute agreement and reliability, unless the figures of these very ratings are there',
        params: batchParams,
        response: { 200: batchStatistics },
      },
    },
    async (request) => {
      const { id } = found(await getBatch(db, projectOf(request).project.id, request.params.batch), 'batch');
      if ((await countVotes(db, id, null)).ratings === 0) {
        throw new AppError('BATCH_EMPTY', {
          message:
            'Nothing is rated in this batch yet, so there is nothing to compute. Ask again after the first rating.',
        });
      }
      const { hash } = await hashVotes(db, id, statisticsSettings);
      if (await askStatistics(db, { batchId: id, inputHash: hash })) await ring(request, id);
      return show(id);
    },
  );
};
