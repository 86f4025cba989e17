import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  annotatorPause,
  batchPeople,
  goldList,
  goldProposals,
  goldsAdded,
  newAttentionCheck,
  newGolds,
  requeued,
} from '@prefloop/contract';
import {
  createAttentionCheck,
  createGolds,
  type Db,
  getBatch,
  listBatchPeople,
  listGoldProposals,
  listGolds,
  listHintFacts,
  pauseAnnotator,
  requeueRatings,
  resumeAnnotator,
  retireGold,
} from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { projectOf } from '../plugins/access.ts';
import { presentBatchPerson, presentGold, presentProposal } from '../quality/present-quality.ts';

const params = z.object({ project: z.string() });
const batchParams = params.extend({ batch: z.uuid() });
const annotatorParams = params.extend({ annotator: z.uuid() });
const tags = ['quality'];
const proposalsShown = 50;

/** Looking after the work: golds, and who may rate. For leads alone: whoever rates must not know which pair is gold. */
export const qualityRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/batches/:batch/golds',
    {
      schema: {
        operationId: 'listGolds',
        tags,
        summary: 'The golds of a batch, and how often they were answered right',
        params: batchParams,
        response: { 200: goldList },
      },
    },
    async (request) => {
      const { id } = await findBatch(db, request, request.params.batch);
      return { items: (await listGolds(db, id)).map(presentGold) };
    },
  );

  typed.get(
    '/v1/projects/:project/batches/:batch/gold-proposals',
    {
      schema: {
        operationId: 'listGoldProposals',
        tags,
        summary: 'Pairs of other batches whose verdict is beyond doubt',
        params: batchParams,
        response: { 200: goldProposals },
      },
    },
    async (request) => {
      const { id } = await findBatch(db, request, request.params.batch);
      const projectId = projectOf(request).project.id;
      const rows = await listGoldProposals(db, { projectId, batchId: id, limit: proposalsShown });
      return { items: rows.map(presentProposal) };
    },
  );

  typed.post(
    '/v1/projects/:project/batches/:batch/golds',
    {
      schema: {
        operationId: 'createGolds',
        tags,
        summary: 'Copy pairs into a batch as golds; all or none',
        params: batchParams,
        body: newGolds,
        response: { 201: goldsAdded },
      },
    },
    async (request, reply) => {
      const { golds } = request.body;
      const projectId = projectOf(request).project.id;
      await createGolds(db, actorOf(request), { projectId, batchId: request.params.batch, golds });
      return reply.status(201).send({ added: golds.length });
    },
  );

  typed.post(
    '/v1/projects/:project/batches/:batch/attention-checks',
    {
      schema: {
        operationId: 'createAttentionCheck',
        tags,
        summary: 'Put a pair of your own among the golds, one that says itself which answer to choose',
        params: batchParams,
        body: newAttentionCheck,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const where = { projectId: projectOf(request).project.id, batchId: request.params.batch };
      await createAttentionCheck(db, actorOf(request), where, request.body);
      return reply.status(204).send(null);
    },
  );

  typed.post(
    '/v1/projects/:project/golds/:gold/retire',
    {
      schema: {
        operationId: 'retireGold',
        tags,
        summary: 'Hand a gold to nobody any more; its ratings stay and stop counting',
        params: params.extend({ gold: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const projectId = projectOf(request).project.id;
      await retireGold(db, actorOf(request), { projectId, goldId: request.params.gold });
      return reply.status(204).send(null);
    },
  );

  typed.get(
    '/v1/projects/:project/batches/:batch/people',
    {
      schema: {
        operationId: 'listBatchPeople',
        tags,
        summary: 'Who rates in a batch: their golds, whether they are paused and why, what stands out',
        params: batchParams,
        response: { 200: batchPeople },
      },
    },
    async (request) => {
      const { id, minimumActiveMs } = await findBatch(db, request, request.params.batch);
      const facts = await listHintFacts(db, id);
      const rows = await listBatchPeople(db, id);
      return { items: rows.map((row) => presentBatchPerson(row, facts, minimumActiveMs)) };
    },
  );

  typed.post(
    '/v1/projects/:project/annotators/:annotator/pause',
    {
      schema: {
        operationId: 'pauseAnnotator',
        tags,
        summary: 'Hand somebody no more pairs; they are told the reason',
        params: annotatorParams,
        body: annotatorPause,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const which = { projectId: projectOf(request).project.id, annotatorId: request.params.annotator };
      await pauseAnnotator(db, actorOf(request), which, request.body.reason);
      return reply.status(204).send(null);
    },
  );

  typed.post(
    '/v1/projects/:project/annotators/:annotator/resume',
    {
      schema: {
        operationId: 'resumeAnnotator',
        tags,
        summary: 'Let somebody rate again; their golds are counted anew',
        params: annotatorParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const which = { projectId: projectOf(request).project.id, annotatorId: request.params.annotator };
      await resumeAnnotator(db, actorOf(request), which);
      return reply.status(204).send(null);
    },
  );

  typed.post(
    '/v1/projects/:project/batches/:batch/annotators/:annotator/requeue',
    {
      schema: {
        operationId: 'requeueRatings',
        tags,
        summary: 'Void what somebody rated in a batch and ask others instead',
        description: 'The ratings are kept but count no more; pairs that were done open again.',
        params: batchParams.extend(annotatorParams.shape),
        response: { 200: requeued },
      },
    },
    async (request) => {
      const { batch, annotator } = request.params;
      const projectId = projectOf(request).project.id;
      return requeueRatings(db, actorOf(request), { projectId, batchId: batch, annotatorId: annotator });
    },
  );
};

async function findBatch(db: Db, request: FastifyRequest, batchId: string) {
  const row = await getBatch(db, projectOf(request).project.id, batchId);
  if (!row) throw new AppError('NOT_FOUND', { message: 'This project has no such batch.' });
  return row;
}
