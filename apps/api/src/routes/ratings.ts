import { Readable } from 'node:stream';
import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  type RatingFilter,
  type RatingRow,
  ratingFilter,
  ratingListQuery,
  ratingPage,
} from '@prefloop/contract';
import {
  countListed,
  type Db,
  type FilteredScope,
  type ListedRating,
  listRatings,
  resolveScope,
  saidAnswers,
} from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { attachment, csvLine } from '../csv.ts';
import { toPage } from '../page.ts';
import { projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
const tags = ['console'];

function present({ annotatorId, annotatorName, batchId, batchName, ...rest }: ListedRating): RatingRow {
  const { answers, editedResponse, editedFrom, ...row } = rest;
  return {
    ...row,
    ...saidAnswers({ answers, editedResponse, editedFrom }),
    ratedAt: new Date(row.ratedAt).toISOString(),
    changedAt: new Date(row.changedAt).toISOString(),
    annotator: { id: annotatorId, name: annotatorName },
    batch: { id: batchId, name: batchName },
  };
}

const heads = [
  'rating',
  'rated_at',
  'changed_at',
  'annotator',
  'batch',
  'prompt_id',
  'prompt',
  'verdict',
  'strength',
  'grade',
  'scale',
  'ranking',
  'side',
  'skip_reason',
  'flags',
  'criteria',
  'edited_from',
  'edited_response',
  'critiques',
  'active_ms',
  'state',
  'origin',
  'gold',
  'revision',
  'comment',
];

function lineOf(row: RatingRow): string {
  return csvLine([
    row.id,
    row.ratedAt,
    row.changedAt,
    row.annotator.name,
    row.batch.name,
    row.promptId,
    row.prompt,
    row.verdict,
    row.strength,
    row.grade,
    row.scale,
    // Positions from 0: `2=0>1` puts the third response beside the first, and both above the second.
    row.ranking?.map((tier) => tier.join('=')).join('>') ?? '',
    row.side,
    row.skipReason,
    row.flags.join(' '),
    Object.keys(row.criteria).length === 0 ? '' : JSON.stringify(row.criteria),
    row.edited?.from ?? '',
    row.edited?.text ?? '',
    row.critiques.length === 0 ? '' : JSON.stringify(row.critiques),
    row.activeMs,
    row.state,
    row.origin,
    row.gold,
    row.revision,
    row.comment,
  ]);
}

/** Page by page: no file is too long for the server's memory. */
async function* csvLines(db: Db, scope: FilteredScope): AsyncGenerator<string> {
  yield csvLine(heads);
  const limit = 1_000;
  let after: string | undefined;
  for (;;) {
    const rows = await listRatings(db, scope, { after, limit });
    if (rows.length > 0) yield rows.map((row) => lineOf(present(row))).join('');
    after = rows.at(-1)?.id;
    if (rows.length < limit) return;
  }
}

/** The ratings of a project one by one: what stands behind the numbers of the console. For leads alone. */
export const ratingListRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  async function scopeOf(request: FastifyRequest, query: RatingFilter): Promise<FilteredScope> {
    const { batch, period, from, to, timeZone, ...filter } = query;
    const scope = await resolveScope(db, projectOf(request).project.id, {
      batch,
      period,
      from,
      to,
      timeZone,
    });
    return { ...filter, ...scope };
  }

  typed.get(
    '/v1/projects/:project/ratings',
    {
      schema: {
        operationId: 'listRatings',
        tags,
        summary: 'Ratings and skips, newest first',
        params,
        querystring: ratingListQuery.extend({ cursor: z.uuid().optional() }),
        response: { 200: ratingPage },
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const scope = await scopeOf(request, filter);
      const [rows, total] = await Promise.all([
        listRatings(db, scope, { after: cursor, limit: limit + 1 }),
        countListed(db, scope),
      ]);
      return { ...toPage(rows, limit, ({ id }) => id, present), total };
    },
  );

  typed.get(
    '/v1/projects/:project/ratings/export',
    {
      schema: {
        operationId: 'exportRatings',
        tags,
        summary: 'The same ratings as CSV',
        params,
        querystring: ratingFilter,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const scope = await scopeOf(request, request.query);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header(
          'content-disposition',
          attachment(`${projectOf(request).project.slug}-ratings-${scope.today}.csv`),
        )
        .send(Readable.from(csvLines(db, scope)));
    },
  );
};
