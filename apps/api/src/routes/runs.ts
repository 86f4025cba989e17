import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  histogramsOf,
  pageQuery,
  runChange,
  runCursor,
  runDetail,
  runHistograms,
  runHistogramsQuery,
  runLaunch,
  runListQuery,
  runMetrics,
  runMetricsQuery,
  runPage,
  runPreview,
  runResponsePage,
  runSamples,
} from '@prefloop/contract';
import {
  createRun,
  type Db,
  getRun,
  listRunResponses,
  listRunSamples,
  listRuns,
  listWorkers,
  type MetricCursor,
  readCurves,
  readHistogramBins,
  readNames,
  recordAudit,
  requestCancel,
  setRunPriority,
} from '@prefloop/db';
import type { JobQueue } from '@prefloop/queue';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { found } from '../found.ts';
import { toPage } from '../page.ts';
import { caller, projectOf } from '../plugins/access.ts';
import { createEventStreams } from '../plugins/sse.ts';
import { writeDocument } from '../runs/document/write-document.ts';
import { planRun } from '../runs/plan-run.ts';
import { presentRun, presentRunDetail } from '../runs/present-run.ts';
import type { RunFeed } from '../runs/run-feed.ts';
import { createRunHub, wire } from '../runs/run-hub.ts';

export type RunRouteDeps = {
  db: Db;
  queue: Pick<JobQueue, 'enqueue'> | undefined;
  feed: RunFeed;
  endLater: (runId: string) => void;
  dataFolder: string;
};

const params = z.object({ project: z.string() });
const oneParams = params.extend({ runId: z.uuid() });

/** Runs: looked at before they are launched, watched while they run, ended on request. */
export const runRoutes = async (
  app: FastifyInstance,
  { db, queue, feed, endLater, dataFolder }: RunRouteDeps,
) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['runs'];
  const streams = createEventStreams();
  const hub = createRunHub(db, feed, (error) =>
    app.log.warn({ err: error }, 'a live page could not be told'),
  );
  app.addHook('preClose', async () => {
    streams.closeAll();
    await feed.close();
  });

  async function find(request: FastifyRequest, runId: string) {
    return found(await getRun(db, { runId, projectId: projectOf(request).project.id }), 'run');
  }

  typed.post(
    '/v1/projects/:project/runs/preview',
    {
      schema: {
        operationId: 'previewRun',
        tags,
        summary: 'What a launch would do, and what forbids it',
        params,
        body: runLaunch,
        response: { 200: runPreview },
      },
    },
    async (request) => {
      const projectId = projectOf(request).project.id;
      const { preflight } = await planRun(db, { projectId, dataFolder }, request.body);
      return { ...preflight, document: writeDocument(request.body, await readNames(db, projectId)) };
    },
  );

  typed.post(
    '/v1/projects/:project/runs',
    {
      schema: {
        operationId: 'createRun',
        tags,
        summary: 'Queue a run',
        description: 'Refused with PREFLIGHT_FAILED and the reasons where it could not succeed.',
        params,
        body: runLaunch,
        response: { 201: runDetail },
      },
    },
    async (request, reply) => {
      const projectId = projectOf(request).project.id;
      const { method, name } = request.body;
      const { preflight, run: planned } = await planRun(db, { projectId, dataFolder }, request.body);
      if (preflight.problems.length > 0) {
        throw new AppError('PREFLIGHT_FAILED', {
          message: preflight.problems.map(({ message }) => message).join(' '),
          issues: preflight.problems.map(({ path, message }) => ({ path, message })),
        });
      }
      const run = await createRun(db, {
        projectId,
        name,
        method,
        ...(await planned()),
        createdBy: caller(request).userId,
      });
      // A ring that is lost is made up for by the workers, which look for due runs by themselves.
      await queue?.enqueue('run', { runId: run.id }).catch((error: unknown) => {
        request.log.warn({ err: error, runId: run.id }, 'the queue did not take the ring for a run');
      });
      const detail = found(await getRun(db, { runId: run.id }), 'run');
      return reply.status(201).send(presentRunDetail(detail, await listWorkers(db)));
    },
  );

  typed.get(
    '/v1/projects/:project/runs',
    {
      schema: {
        operationId: 'listRuns',
        tags,
        summary: 'Runs, newest first',
        params,
        querystring: runListQuery,
        response: { 200: runPage },
      },
    },
    async (request) => {
      const { cursor, limit, status, method, number } = request.query;
      const beforeNumber = cursor === undefined ? undefined : parseNumber(cursor);
      const options = { status, method, number, beforeNumber, limit: limit + 1 };
      const rows = await listRuns(db, projectOf(request).project.id, options);
      const workers = await listWorkers(db);
      return toPage(
        rows,
        limit,
        (row) => String(row.number),
        (row) => presentRun(row, workers),
      );
    },
  );

  typed.get(
    '/v1/projects/:project/runs/:runId',
    {
      schema: {
        operationId: 'getRun',
        tags,
        summary: 'One run',
        params: oneParams,
        response: { 200: runDetail },
      },
    },
    async (request) => presentRunDetail(await find(request, request.params.runId), await listWorkers(db)),
  );

  typed.patch(
    '/v1/projects/:project/runs/:runId',
    {
      schema: {
        operationId: 'updateRun',
        tags,
        summary: 'Change the priority of a waiting run',
        description:
          'Priority orders the waiting runs of one project: high, normal, low, then the longest wait. Between projects the one with the fewest running runs comes first. Refused with RUN_STATE once the run has begun.',
        params: oneParams,
        body: runChange,
        response: { 200: runDetail },
      },
    },
    async (request) => {
      const { runId } = request.params;
      const { priority } = request.body;
      const projectId = projectOf(request).project.id;
      const run = await find(request, runId);
      if (!(await setRunPriority(db, { projectId, runId, priority }))) {
        throw new AppError('RUN_STATE', {
          message: `The run "${run.name}" does not wait any more, so its priority has no effect. Only a run that has not begun can be moved.`,
        });
      }
      await recordAudit(db, actorOf(request), { action: 'run.priority', projectId, subject: runId });
      return presentRunDetail(await find(request, runId), await listWorkers(db));
    },
  );

  typed.post(
    '/v1/projects/:project/runs/:runId/cancel',
    {
      schema: {
        operationId: 'cancelRun',
        tags,
        summary: 'End a run within ten seconds',
        description: 'A run that has ended already is answered as it is.',
        params: oneParams,
        response: { 200: runDetail },
      },
    },
    async (request) => {
      const { runId } = request.params;
      const projectId = projectOf(request).project.id;
      const run = found(await requestCancel(db, { projectId, runId }), 'run');
      await recordAudit(db, actorOf(request), { action: 'run.cancel', projectId, subject: runId });
      if (run.status === 'running') endLater(runId);
      return presentRunDetail(await find(request, runId), await listWorkers(db));
    },
  );

  typed.get(
    '/v1/projects/:project/runs/:runId/metrics',
    {
      schema: {
        operationId: 'listRunMetrics',
        tags,
        summary: 'The curves of a run, in buckets of steps',
        params: oneParams,
        querystring: runMetricsQuery,
        response: { 200: runMetrics },
      },
    },
    async (request) => {
      const run = await find(request, request.params.runId);
      const { name, from, to, buckets } = request.query;
      const { rows, cursor } = await readCurves(db, run.id, { names: name, from, to, buckets });
      const names = [...new Set(rows.map((row) => row.name))];
      return {
        cursor: `${cursor.epoch}.${cursor.seq}`,
        now: Date.now(),
        series: names.map((wanted) => ({
          name: wanted,
          points: rows
            .filter((row) => row.name === wanted)
            .map(({ name: _, last, ...row }) => ({ ...row, last: wire(last) })),
        })),
      };
    },
  );

  typed.get(
    '/v1/projects/:project/runs/:runId/histograms',
    {
      schema: {
        operationId: 'listRunHistograms',
        tags,
        summary: 'How scores were spread, by step',
        params: oneParams,
        querystring: runHistogramsQuery,
        response: { 200: runHistograms },
      },
    },
    async (request) => {
      const run = await find(request, request.params.runId);
      return { items: histogramsOf(await readHistogramBins(db, run.id, request.query.steps)) };
    },
  );

  typed.get(
    '/v1/projects/:project/runs/:runId/stream',
    {
      schema: {
        operationId: 'streamRun',
        tags,
        summary: 'A run as it happens, by server-sent events',
        description:
          'Events: `run` (the run), `reset` (points after a step are void), `metrics` (name, step, value, milliseconds), `end`. Goes on from `cursor` or Last-Event-ID without gap or double; ends after a minute, to be opened again.',
        params: oneParams,
        querystring: z.object({ cursor: runCursor.optional() }),
      },
    },
    async (request, reply) => {
      const run = await find(request, request.params.runId);
      const last = runCursor.safeParse(request.headers['last-event-id']).data ?? request.query.cursor;
      await hub.view(run.id, streams.open(request, reply), parseCursor(last, run.attempt?.epoch ?? 0));
    },
  );

  typed.get(
    '/v1/projects/:project/runs/:runId/responses',
    {
      schema: {
        operationId: 'listRunResponses',
        tags,
        summary: 'The answers a run made, oldest first',
        params: oneParams,
        querystring: pageQuery.extend({ cursor: z.uuid().optional() }),
        response: { 200: runResponsePage },
      },
    },
    async (request) => {
      const run = await find(request, request.params.runId);
      const { cursor, limit } = request.query;
      const rows = await listRunResponses(db, run.id, { after: cursor, limit: limit + 1 });
      return toPage(
        rows,
        limit,
        (row) => row.id,
        ({ versionId, model, version, createdAt, ...row }) => ({
          ...row,
          version: versionId && model && version !== null ? { id: versionId, model, version } : null,
          createdAt: createdAt.toISOString(),
        }),
      );
    },
  );

  typed.get(
    '/v1/projects/:project/runs/:runId/samples',
    {
      schema: {
        operationId: 'listRunSamples',
        tags,
        summary: 'What a model in training answered to the fixed prompts',
        params: oneParams,
        response: { 200: runSamples },
      },
    },
    async (request) => {
      const run = await find(request, request.params.runId);
      const rows = await listRunSamples(db, run.id, 2_000);
      return {
        items: rows.map(({ reward, ...row }) => ({ ...row, reward: reward === null ? null : wire(reward) })),
      };
    },
  );
};

function parseNumber(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new AppError('BAD_REQUEST', { message: 'The cursor is not one of this list. Begin without one.' });
}

/** Without a cursor the stream begins at the first point. */
function parseCursor(text: string | undefined, epoch: number): MetricCursor {
  const [first, second] = (text ?? `${epoch}.0`).split('.').map(Number);
  return { epoch: first ?? 0, seq: second ?? 0 };
}
