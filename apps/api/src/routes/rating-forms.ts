import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  newRatingForm,
  pageQuery,
  type RatingFormVersion,
  ratingFormVersion,
  ratingFormVersions,
} from '@prefloop/contract';
import { createRatingForm, type Db, listRatingForms } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { toPage } from '../page.ts';
import { caller, projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
const versionCursor = z.string().regex(/^\d{1,9}$/, 'is not a cursor');

type Row = Awaited<ReturnType<typeof listRatingForms>>[number];

function present(row: Row): RatingFormVersion {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

/** What annotators are asked. Every change is a new version; a rating names the one it was made with. */
export const ratingFormRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/rating-forms',
    {
      schema: {
        operationId: 'listRatingForms',
        tags: ['projects'],
        summary: 'Versions of the rating form, newest first',
        params,
        querystring: pageQuery.extend({ cursor: versionCursor.optional() }),
        response: { 200: ratingFormVersions },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const before = cursor === undefined ? {} : { before: Number(cursor) };
      const rows = await listRatingForms(db, projectOf(request).project.id, { limit: limit + 1, ...before });
      return toPage(rows, limit, (row) => String(row.version), present);
    },
  );

  typed.post(
    '/v1/projects/:project/rating-forms',
    {
      schema: {
        operationId: 'createRatingForm',
        tags: ['projects'],
        summary: 'Make the next version of the rating form',
        description:
          'Pairs that are on somebody’s screen are still rated with the version they came with; every one handed out from now on comes with this one.',
        params,
        body: newRatingForm,
        response: { 201: ratingFormVersion },
      },
    },
    async (request, reply) => {
      const { project } = projectOf(request);
      const made = await createRatingForm(db, actorOf(request), project.id, request.body);
      const row = { ...made, spec: request.body.spec, createdBy: caller(request).name, ratings: 0 };
      return reply.status(201).send(present(row));
    },
  );
};
