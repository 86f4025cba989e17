import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  aliasItem,
  aliasName,
  createModelRequest,
  createModelVersionRequest,
  type ModelSource,
  modelPage,
  modelVersionDetail,
  pageQuery,
  setAliasRequest,
} from '@prefloop/contract';
import {
  createModel,
  createModelVersion,
  type Db,
  encryptSecret,
  getModelVersion,
  listModels,
  readLineage,
  recordAudit,
  retryPreparing,
  setAlias,
} from '@prefloop/db';
import type { JobQueue } from '@prefloop/queue';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 } from 'uuid';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { found } from '../found.ts';
import { presentVersion, presentVersionDetail } from '../models/present-version.ts';
import { toPage } from '../page.ts';
import { caller, projectOf } from '../plugins/access.ts';

export type ModelRouteDeps = { db: Db; queue: Pick<JobQueue, 'enqueue'> | undefined; secret: string };

const params = z.object({ project: z.string() });
const versionParams = params.extend({ versionId: z.uuid() });

/** Models and their versions. Registering is quick; what takes time is done by a worker, and shown. */
export const modelRoutes = async (app: FastifyInstance, { db, queue, secret }: ModelRouteDeps) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['models'];

  async function show(request: FastifyRequest, versionId: string) {
    const projectId = projectOf(request).project.id;
    const row = found(await getModelVersion(db, { projectId, versionId }), 'model version');
    return presentVersionDetail(row, await readLineage(db, row));
  }

  async function ring(request: FastifyRequest, versionId: string): Promise<void> {
    // A ring that is lost is made up for by the workers, which look for unprepared versions by themselves.
    await queue?.enqueue('prepare-model', { versionId }).catch((error: unknown) => {
      request.log.warn({ err: error, versionId }, 'the queue did not take the ring for a model version');
    });
  }

  async function tell(request: FastifyRequest, action: string, subject: string, detail = {}): Promise<void> {
    const projectId = projectOf(request).project.id;
    await recordAudit(db, actorOf(request), { action, projectId, subject, detail });
  }

  typed.get(
    '/v1/projects/:project/models',
    {
      schema: {
        operationId: 'listModels',
        tags,
        summary: 'Models with their versions, by name',
        params,
        querystring: pageQuery,
        response: { 200: modelPage },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const rows = await listModels(db, projectOf(request).project.id, {
        afterName: cursor,
        limit: limit + 1,
      });
      return toPage(
        rows,
        limit,
        (row) => row.name,
        ({ versions, createdAt, ...row }) => ({
          ...row,
          createdAt: createdAt.toISOString(),
          versions: versions.map(presentVersion),
        }),
      );
    },
  );

  typed.post(
    '/v1/projects/:project/models',
    {
      // The body may hold a key: nothing of the request is kept for repeats.
      config: { secretAnswer: true },
      schema: {
        operationId: 'createModel',
        tags,
        summary: 'Register a model with its first version',
        params,
        body: createModelRequest,
        response: { 201: modelVersionDetail },
      },
    },
    async (request, reply) => {
      const projectId = projectOf(request).project.id;
      const { name, description, purpose, source } = request.body;
      const version = await createModel(
        db,
        { projectId, name, description, createdBy: caller(request).userId },
        { ...versionOf(source, secret), purpose },
      );
      if (!version) {
        throw new AppError('NAME_TAKEN', {
          message: `This project has a model named "${name}" already. Choose another name, or add a version to it.`,
        });
      }
      await tell(request, 'model.create', version.id, { name, origin: source.origin });
      await ring(request, version.id);
      return reply.status(201).send(await show(request, version.id));
    },
  );

  typed.post(
    '/v1/projects/:project/models/:modelId/versions',
    {
      config: { secretAnswer: true },
      schema: {
        operationId: 'createModelVersion',
        tags,
        summary: 'Register another version of a model',
        params: params.extend({ modelId: z.uuid() }),
        body: createModelVersionRequest,
        response: { 201: modelVersionDetail },
      },
    },
    async (request, reply) => {
      const projectId = projectOf(request).project.id;
      const { purpose, source } = request.body;
      const { modelId } = request.params;
      const args = { projectId, modelId, createdBy: caller(request).userId };
      const made = await createModelVersion(db, args, { ...versionOf(source, secret), purpose });
      const version = found(made, 'model');
      await tell(request, 'model.version', version.id, { origin: source.origin });
      await ring(request, version.id);
      return reply.status(201).send(await show(request, version.id));
    },
  );

  typed.get(
    '/v1/projects/:project/model-versions/:versionId',
    {
      schema: {
        operationId: 'getModelVersion',
        tags,
        summary: 'One version: where it comes from and what came of it',
        params: versionParams,
        response: { 200: modelVersionDetail },
      },
    },
    (request) => show(request, request.params.versionId),
  );

  typed.post(
    '/v1/projects/:project/model-versions/:versionId/prepare',
    {
      schema: {
        operationId: 'prepareModelVersion',
        tags,
        summary: 'Try again to prepare a version that failed',
        params: versionParams,
        response: { 200: modelVersionDetail },
      },
    },
    async (request) => {
      const { versionId } = request.params;
      const shown = await show(request, versionId);
      const projectId = projectOf(request).project.id;
      if (!(await retryPreparing(db, { projectId, versionId }))) {
        throw new AppError('CONFLICT', {
          message: `Only a version whose preparation failed can be prepared again; this one is ${shown.status}.`,
        });
      }
      await ring(request, versionId);
      return show(request, versionId);
    },
  );

  typed.put(
    '/v1/projects/:project/aliases/:alias',
    {
      schema: {
        operationId: 'setAlias',
        tags,
        summary: 'Promote: point a name such as champion at a version',
        params: params.extend({ alias: aliasName }),
        body: setAliasRequest,
        response: { 200: aliasItem },
      },
    },
    async (request) => {
      const projectId = projectOf(request).project.id;
      const { versionId } = request.body;
      const { alias: name } = request.params;
      const shown = await show(request, versionId);
      const alias = await setAlias(db, { projectId, name, versionId, updatedBy: caller(request).userId });
      if (!alias) {
        throw new AppError('MODEL_UNUSABLE', {
          message: `${shown.model} v${shown.version} is ${shown.status}. Only a version that is ready can be promoted.`,
        });
      }
      await tell(request, 'model.promote', versionId, { alias: name });
      return { name: alias.name, versionId, updatedAt: alias.updatedAt.toISOString() };
    },
  );
};

/** A source as a row: the key encrypted under the version's own id, everything else its location. */
function versionOf(source: ModelSource, secret: string) {
  const id = v7();
  if (source.origin !== 'endpoint') {
    const { origin, ...location } = source;
    return { id, origin, location };
  }
  const { origin, key, baseUrl, model } = source;
  const location = { baseUrl: baseUrl.replace(/\/+$/, ''), model };
  return { id, origin, location, ...(key === undefined ? {} : { secret: encryptSecret(secret, id, key) }) };
}
