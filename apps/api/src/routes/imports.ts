import { Readable } from 'node:stream';
import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { AppError, importPreview, importPreviewQuery, importQuery, importRecord } from '@prefloop/contract';
import { type Db, getImport, type ImportRow, listImports } from '@prefloop/db';
import { detectFile } from '@prefloop/formats';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { importFile } from '../import-file.ts';
import { caller, projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
const file = z.custom<Readable>(
  (value) => value instanceof Readable,
  'must be the file, as application/octet-stream',
);

function present(row: ImportRow): z.infer<typeof importRecord> {
  const { projectId: _, createdBy: __, heardAt: ___, ...shown } = row;
  return {
    ...shown,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** Files of prompts, demonstrations and rated pairs, taken in while they arrive. */
export const importRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  // The file is the body, unbuffered: no part of it waits in memory for the rest.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['prompts'];

  typed.post(
    '/v1/projects/:project/imports/preview',
    {
      schema: {
        operationId: 'previewImport',
        tags,
        summary: "Say how a file's first megabyte would be read",
        consumes: ['application/octet-stream'],
        params,
        querystring: importPreviewQuery,
        body: file,
        response: { 200: importPreview },
      },
    },
    async (request) => {
      const { source, settings } = request.query;
      return detectFile(request.body, { ...settings, source }).finally(() => request.body.resume());
    },
  );

  typed.post(
    '/v1/projects/:project/imports',
    {
      schema: {
        operationId: 'createImport',
        tags,
        summary: 'Import a file of prompts or of rated pairs',
        consumes: ['application/octet-stream'],
        params,
        querystring: importQuery,
        body: file,
        response: { 201: importRecord },
      },
    },
    async (request, reply) => {
      const { source, settings } = request.query;
      const who = { projectId: projectOf(request).project.id, userId: caller(request).userId };
      const record = await importFile(db, who, request.body, source, settings ?? {}).finally(() =>
        // A refused file is read to its end: a client that is still sending would never see the answer.
        request.body.resume(),
      );
      return reply.status(201).send(present(record));
    },
  );

  typed.get(
    '/v1/projects/:project/imports',
    {
      schema: {
        operationId: 'listImports',
        tags,
        summary: 'The last hundred imports',
        params,
        response: { 200: z.array(importRecord) },
      },
    },
    async (request) => (await listImports(db, projectOf(request).project.id)).map(present),
  );

  typed.get(
    '/v1/projects/:project/imports/:importId',
    {
      schema: {
        operationId: 'getImport',
        tags,
        summary: 'How far an import has come',
        params: params.extend({ importId: z.uuid() }),
        response: { 200: importRecord },
      },
    },
    async (request) => {
      const row = await getImport(db, projectOf(request).project.id, request.params.importId);
      if (!row) throw new AppError('NOT_FOUND', { message: 'There is no such import in this project.' });
      return present(row);
    },
  );
};
