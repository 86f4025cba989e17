import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  type GuidelineReader,
  guideline,
  guidelineReaders,
  newGuideline,
  page,
  pageQuery,
} from '@prefloop/contract';
import {
  countGuidelineReaders,
  createGuideline,
  type Db,
  type GuidelineReaderRow,
  listGuidelineReaders,
  listGuidelines,
} from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { toPage } from '../page.ts';
import { caller, projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
const versionCursor = z.string().regex(/^\d{1,9}$/, 'is not a cursor');

type Row = Awaited<ReturnType<typeof listGuidelines>>[number];

function present(row: Row): z.infer<typeof guideline> {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

function presentReader({ version, acknowledgedAt, ...person }: GuidelineReaderRow): GuidelineReader {
  const read = version !== null && acknowledgedAt !== null;
  return {
    ...person,
    acknowledged: read ? { version, acknowledgedAt: new Date(acknowledgedAt).toISOString() } : null,
  };
}

/** What annotators are told. Every change is a new version; a rating names the one it was made under. */
export const guidelineRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/guidelines',
    {
      schema: {
        operationId: 'listGuidelines',
        tags: ['projects'],
        summary: 'Versions of the guidelines, newest first',
        params,
        querystring: pageQuery.extend({ cursor: versionCursor.optional() }),
        response: { 200: page(guideline) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const before = cursor === undefined ? {} : { before: Number(cursor) };
      const rows = await listGuidelines(db, projectOf(request).project.id, { limit: limit + 1, ...before });
      return toPage(rows, limit, (row) => String(row.version), present);
    },
  );

  typed.post(
    '/v1/projects/:project/guidelines',
    {
      schema: {
        operationId: 'createGuideline',
        tags: ['projects'],
        summary: 'Write the next version of the guidelines',
        params,
        body: newGuideline,
        response: { 201: guideline },
      },
    },
    async (request, reply) => {
      const { project } = projectOf(request);
      const made = await createGuideline(db, actorOf(request), project.id, request.body);
      const row = { ...made, body: request.body.body, createdBy: caller(request).name };
      return reply.status(201).send(present(row));
    },
  );
  typed.get(
    '/v1/projects/:project/guidelines/readers',
    {
      schema: {
        operationId: 'listGuidelineReaders',
        tags: ['projects'],
        summary: 'Who is to read the guidelines, and which version each has acknowledged',
        params,
        querystring: pageQuery.extend({ cursor: z.uuid().optional() }),
        response: { 200: guidelineReaders },
      },
    },
    async (request) => {
      const { project } = projectOf(request);
      const { limit, cursor } = request.query;
      const rows = await listGuidelineReaders(db, project.id, { after: cursor ?? null, limit: limit + 1 });
      const counts = await countGuidelineReaders(db, project.id);
      return { ...counts, ...toPage(rows, limit, (row) => row.userId, presentReader) };
    },
  );
};
