import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  mostPipelineRuns,
  pageQuery,
  pipelineDetail,
  pipelinePage,
  pipelinePreview,
  pipelineText,
} from '@prefloop/contract';
import {
  cancelPipeline,
  type Db,
  getPipeline,
  listPipelines,
  listRuns,
  listWorkers,
  recordAudit,
} from '@prefloop/db';
import type { JobQueue } from '@prefloop/queue';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { found } from '../found.ts';
import { toPage } from '../page.ts';
import { layPipeline } from '../pipelines/lay-pipeline.ts';
import { presentPipeline } from '../pipelines/present-pipeline.ts';
import { previewPipeline } from '../pipelines/preview-pipeline.ts';
import { caller, projectOf } from '../plugins/access.ts';
import { presentRun } from '../runs/present-run.ts';

export type PipelineRouteDeps = {
  db: Db;
  queue: Pick<JobQueue, 'enqueue'> | undefined;
  /** Ends a run whose worker does not, a while after its cancel was asked for. */
  endLater: (runId: string) => void;
  dataFolder: string;
};

const params = z.object({ project: z.string() });
const oneParams = params.extend({ pipelineId: z.uuid() });

/** Pipelines: several runs launched as one document, later ones upon the models that earlier ones make. */
export const pipelineRoutes = async (
  app: FastifyInstance,
  { db, queue, endLater, dataFolder }: PipelineRouteDeps,
) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['runs'];

  function whereOf(request: FastifyRequest) {
    return { projectId: projectOf(request).project.id, dataFolder, createdBy: caller(request).userId };
  }
  async function detail(projectId: string, pipelineId: string) {
    const pipeline = found(await getPipeline(db, { projectId, pipelineId }), 'pipeline');
    const runs = await listRuns(db, projectId, { pipelineId, limit: mostPipelineRuns });
    const workers = await listWorkers(db);
    const steps = pipeline.steps.flatMap(({ runId, ...step }) => {
      const run = runs.find(({ id }) => id === runId);
      return run ? [{ ...step, run: presentRun(run, workers) }] : [];
    });
    return { ...presentPipeline(pipeline), text: pipeline.text, steps };
  }

  typed.post(
    '/v1/projects/:project/pipelines/preview',
    {
      schema: {
        operationId: 'previewPipeline',
        tags,
        summary: 'What a pipeline would launch, and what forbids it',
        description: 'Refused with BAD_FILE and every fault by its line. Nothing is launched.',
        params,
        body: pipelineText,
        response: { 200: pipelinePreview },
      },
    },
    async (request) => previewPipeline(db, whereOf(request), request.body.text),
  );

  typed.post(
    '/v1/projects/:project/pipelines',
    {
      schema: {
        operationId: 'createPipeline',
        tags,
        summary: 'Queue all runs of a pipeline',
        description:
          'All of them or none: refused with BAD_FILE where the document cannot be read, with PREFLIGHT_FAILED where one of its runs could not succeed.',
        params,
        body: pipelineText,
        response: { 201: pipelineDetail },
      },
    },
    async (request, reply) => {
      const where = whereOf(request);
      const laid = await db.transaction(async (tx) => {
        const made = await layPipeline(tx, where, request.body.text);
        const { problems } = made.preview;
        if (problems.length > 0) {
          throw new AppError('PREFLIGHT_FAILED', {
            message: problems.map(({ path, message }) => `${path}: ${message}`).join(' '),
            issues: problems.map(({ path, message }) => ({ path, message })),
          });
        }
        return made;
      });
      // A ring that is lost is made up for by the workers, which look for due runs by themselves.
      for (const runId of laid.runIds)
        await queue?.enqueue('run', { runId }).catch((error: unknown) => {
          request.log.warn({ err: error, runId }, 'the queue did not take the ring for a run');
        });
      return reply.status(201).send(await detail(where.projectId, laid.id));
    },
  );

  typed.get(
    '/v1/projects/:project/pipelines',
    {
      schema: {
        operationId: 'listPipelines',
        tags,
        summary: 'Pipelines, newest first',
        params,
        querystring: pageQuery.extend({
          cursor: z
            .string()
            .regex(/^\d{1,9}$/)
            .optional(),
        }),
        response: { 200: pipelinePage },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const beforeNumber = cursor === undefined ? undefined : Number(cursor);
      const rows = await listPipelines(db, projectOf(request).project.id, {
        beforeNumber,
        limit: limit + 1,
      });
      return toPage(rows, limit, ({ number }) => String(number), presentPipeline);
    },
  );

  typed.get(
    '/v1/projects/:project/pipelines/:pipelineId',
    {
      schema: {
        operationId: 'getPipeline',
        tags,
        summary: 'One pipeline with its runs',
        params: oneParams,
        response: { 200: pipelineDetail },
      },
    },
    async (request) => detail(projectOf(request).project.id, request.params.pipelineId),
  );

  typed.post(
    '/v1/projects/:project/pipelines/:pipelineId/cancel',
    {
      schema: {
        operationId: 'cancelPipeline',
        tags,
        summary: 'End all runs of a pipeline within ten seconds',
        description: 'Runs that have ended stay as they are.',
        params: oneParams,
        response: { 200: pipelineDetail },
      },
    },
    async (request) => {
      const { pipelineId } = request.params;
      const projectId = projectOf(request).project.id;
      found(await getPipeline(db, { projectId, pipelineId }), 'pipeline');
      const atWork = await cancelPipeline(db, { projectId, pipelineId });
      await recordAudit(db, actorOf(request), { action: 'pipeline.cancel', projectId, subject: pipelineId });
      for (const runId of atWork) endLater(runId);
      return detail(projectId, pipelineId);
    },
  );
};
