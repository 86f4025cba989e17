import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { runDocument, runDocumentText } from '@prefloop/contract';
import { type Db, getRun, readNames } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { found } from '../found.ts';
import { projectOf } from '../plugins/access.ts';
import { launchOfRun } from '../runs/document/launch-of-run.ts';
import { readDocument } from '../runs/document/read-document.ts';
import { writeDocument } from '../runs/document/write-document.ts';

/** Runs as YAML documents: what a form fills in, a file holds and the command line launches is one and the same. */
export const runDocumentRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['runs'];
  const params = z.object({ project: z.string() });

  typed.post(
    '/v1/projects/:project/runs/document',
    {
      schema: {
        operationId: 'readRunDocument',
        tags,
        summary: 'The launch that a YAML document describes',
        description: 'Refused with BAD_FILE and every fault by its line. Nothing is launched.',
        params,
        body: runDocumentText,
        response: { 200: runDocument },
      },
    },
    async (request) => {
      const names = await readNames(db, projectOf(request).project.id);
      const launch = readDocument(request.body.text, names);
      return { text: writeDocument(launch, names), launch };
    },
  );

  typed.get(
    '/v1/projects/:project/runs/:runId/document',
    {
      schema: {
        operationId: 'getRunDocument',
        tags,
        summary: 'The YAML document that launches a run again',
        params: params.extend({ runId: z.uuid() }),
        response: { 200: runDocument },
      },
    },
    async (request) => {
      const projectId = projectOf(request).project.id;
      const run = found(await getRun(db, { runId: request.params.runId, projectId }), 'run');
      const names = await readNames(db, projectId);
      const launch = launchOfRun(run, names);
      return { text: writeDocument(launch, names), launch };
    },
  );
};
