import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  type BatchArm,
  batch,
  batchChange,
  batchComposition,
  batchPage,
  batchPreview,
  batchProgress,
  newBatch,
  overlapCost,
  pageQuery,
  taskKindOf,
} from '@prefloop/contract';
import {
  countArms,
  countFlags,
  countGrades,
  createBatch,
  type Db,
  getAgreement,
  getBatch,
  getBatchCounts,
  getMajority,
  getOverlapCost,
  listAnnotatorCounts,
  listArmModels,
  listBatches,
  previewBatch,
  updateBatch,
} from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { presentBatch, presentProgress } from '../batches/present-batch.ts';
import { presentPreview } from '../batches/present-preview.ts';
import { caller, projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
const batchParams = params.extend({ batch: z.uuid() });
const tags = ['batches'];

/** Batches: compose pairs, release them, see how they go. */
export const batchRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/batches',
    {
      schema: {
        operationId: 'listBatches',
        tags,
        summary: 'Batches, newest first',
        params,
        querystring: pageQuery.extend({ cursor: z.uuid().optional() }),
        response: { 200: batchPage },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const rows = await listBatches(db, projectOf(request).project.id, { after: cursor, limit: limit + 1 });
      const items = rows.slice(0, limit).map(presentBatch);
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );

  typed.post(
    '/v1/projects/:project/batches/preview',
    {
      schema: {
        operationId: 'previewBatch',
        tags,
        summary: 'What a composition would give, and what it would leave out and why',
        params,
        body: batchComposition,
        response: { 200: batchPreview },
      },
    },
    async (request) => {
      const counts = await previewBatch(db, projectOf(request).project.id, request.body);
      return presentPreview(counts, taskKindOf(request.body.pairing));
    },
  );

  typed.post(
    '/v1/projects/:project/batches',
    {
      schema: {
        operationId: 'createBatch',
        tags,
        summary: 'Compose a batch as a draft',
        params,
        body: newBatch,
        response: { 201: batch },
      },
    },
    async (request, reply) => {
      const projectId = projectOf(request).project.id;
      const batchId = await createBatch(db, {
        ...request.body,
        projectId,
        createdBy: caller(request).userId,
      });
      return reply.status(201).send(presentBatch(await findBatch(db, request, batchId)));
    },
  );

  typed.get(
    '/v1/projects/:project/batches/:batch',
    {
      schema: {
        operationId: 'getBatch',
        tags,
        summary: 'One batch',
        params: batchParams,
        response: { 200: batch },
      },
    },
    async (request) => presentBatch(await findBatch(db, request, request.params.batch)),
  );

  typed.patch(
    '/v1/projects/:project/batches/:batch',
    {
      schema: {
        operationId: 'updateBatch',
        tags,
        summary:
          'Release, pause or close a batch, rename it, ask for more ratings, change who rates it and in which order',
        params: batchParams,
        body: batchChange,
        response: { 200: batch },
      },
    },
    async (request) => {
      const batchId = request.params.batch;
      await updateBatch(
        db,
        actorOf(request),
        { projectId: projectOf(request).project.id, batchId },
        request.body,
      );
      return presentBatch(await findBatch(db, request, batchId));
    },
  );

  typed.get(
    '/v1/projects/:project/batches/:batch/overlap-cost',
    {
      schema: {
        operationId: 'getOverlapCost',
        tags,
        summary: 'How many more ratings a higher overlap would ask for',
        params: batchParams,
        querystring: z.object({ overlap: z.coerce.number().int().min(1).max(50) }),
        response: { 200: overlapCost },
      },
    },
    async (request) => {
      const { id } = await findBatch(db, request, request.params.batch);
      const { overlap } = request.query;
      const { meanActiveMs, ...cost } = await getOverlapCost(db, { batchId: id, overlap });
      return { overlap, ...cost, activeMs: meanActiveMs === null ? null : meanActiveMs * cost.ratings };
    },
  );

  typed.get(
    '/v1/projects/:project/batches/:batch/progress',
    {
      schema: {
        operationId: 'getBatchProgress',
        tags,
        summary: 'How far a batch is, who did what, and how well they agree',
        params: batchParams,
        response: { 200: batchProgress },
      },
    },
    async (request) => {
      const { id } = await findBatch(db, request, request.params.batch);
      return presentProgress({
        counts: await getBatchCounts(db, id),
        annotators: await listAnnotatorCounts(db, id),
        majority: await getMajority(db, id),
        arms: await readArms(db, id),
        grades: await countGrades(db, id),
        flags: await countFlags(db, id),
        agreement: await getAgreement(db, id),
      });
    },
  );
};

async function readArms(db: Db, batchId: string): Promise<BatchArm[]> {
  const arms = await countArms(db, batchId);
  if (arms.length === 0) return [];
  const models = await listArmModels(db, batchId);
  return arms.map((counts) => ({
    ...counts,
    models: models.filter(({ arm }) => arm === counts.arm).map(({ arm: _, ...model }) => model),
  }));
}

async function findBatch(db: Db, request: FastifyRequest, batchId: string) {
  const row = await getBatch(db, projectOf(request).project.id, batchId);
  if (!row) throw new AppError('NOT_FOUND', { message: 'This project has no such batch.' });
  return row;
}
