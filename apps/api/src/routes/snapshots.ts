import { Readable } from 'node:stream';
import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  newSnapshot,
  snapshot,
  snapshotDownloadQuery,
  snapshotListQuery,
  snapshotPage,
  snapshotPreview,
  snapshotRowPage,
  snapshotRowQuery,
  snapshotRules,
  snapshotStatistics,
  trainingRow,
} from '@prefloop/contract';
import {
  type Db,
  getSnapshot,
  listSnapshotRows,
  listSnapshots,
  type SnapshotRecord,
  writeSnapshot,
} from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { caller, projectOf } from '../plugins/access.ts';
import { collectRows } from '../snapshots/collect.ts';
import { refuseUnweighed } from '../snapshots/reliability.ts';

const params = z.object({ project: z.string() });
const oneParams = params.extend({ snapshotId: z.uuid() });

function present(row: SnapshotRecord): z.infer<typeof snapshot> {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    // Written by this server from these very schemas; parsed again since a jsonb column promises nothing.
    rules: snapshotRules.parse(row.rules),
    hash: row.hash,
    statistics: snapshotStatistics.parse(row.statistics),
    createdAt: row.createdAt.toISOString(),
  };
}

async function* jsonLines(db: Db, snapshotId: string, split: 'train' | 'eval'): AsyncGenerator<string> {
  let after = -1;
  for (;;) {
    const rows = await listSnapshotRows(db, snapshotId, { split, after, limit: 1_000 });
    for (const { row } of rows) yield `${JSON.stringify(row)}\n`;
    const last = rows.at(-1);
    if (!last) return;
    after = last.ordinal;
  }
}

/** Frozen data sets: looked at before they are made, and never changed after. */
export const snapshotRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['snapshots'];

  async function find(request: FastifyRequest, id: string): Promise<SnapshotRecord> {
    const row = await getSnapshot(db, projectOf(request).project.id, id);
    if (!row) throw new AppError('NOT_FOUND', { message: 'There is no such snapshot in this project.' });
    return row;
  }

  typed.post(
    '/v1/projects/:project/snapshots/preview',
    {
      schema: {
        operationId: 'previewSnapshot',
        tags,
        summary: 'What the rules would freeze now: counts, removals and the first rows',
        params,
        body: snapshotRules,
        response: { 200: snapshotPreview },
      },
    },
    async (request) => {
      const { rows, ...told } = await collectRows(db, projectOf(request).project.id, request.body);
      return { ...told, rows: rows.slice(0, 20).map(({ split, row }) => ({ split, row })) };
    },
  );

  typed.post(
    '/v1/projects/:project/snapshots',
    {
      schema: {
        operationId: 'createSnapshot',
        tags,
        summary: 'Freeze a snapshot',
        params,
        body: newSnapshot,
        response: { 201: snapshot },
      },
    },
    async (request, reply) => {
      const { name, rules } = request.body;
      const projectId = projectOf(request).project.id;
      const createdBy = caller(request).userId;
      const row = await db.transaction(
        async (tx) => {
          const { rows, statistics, hash, unweighed } = await collectRows(tx, projectId, rules);
          if (rows.length === 0) {
            throw new AppError('PREFLIGHT_FAILED', {
              message: 'These rules leave no row to freeze. Loosen the filter or rate more pairs first.',
            });
          }
          refuseUnweighed(unweighed);
          return writeSnapshot(
            tx,
            { projectId, name, kind: rules.kind, rules, seed: rules.seed, hash, statistics, createdBy },
            rows,
          );
        },
        // All pages are read from one state of the database, however long it takes.
        { isolationLevel: 'repeatable read' },
      );
      if (!row)
        throw new AppError('NAME_TAKEN', {
          message: `There is a snapshot named "${name}" already. Choose another name.`,
        });
      return reply.status(201).send(present(row));
    },
  );

  typed.get(
    '/v1/projects/:project/snapshots',
    {
      schema: {
        operationId: 'listSnapshots',
        tags,
        summary: 'Snapshots, newest first',
        params,
        querystring: snapshotListQuery,
        response: { 200: snapshotPage },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const after = z.uuid().optional().safeParse(cursor);
      if (!after.success)
        throw new AppError('BAD_REQUEST', { message: 'The cursor is none that a page gave out.' });
      const rows = await listSnapshots(db, projectOf(request).project.id, {
        after: after.data,
        limit: limit + 1,
      });
      const items = rows.slice(0, limit).map(present);
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );

  typed.get(
    '/v1/projects/:project/snapshots/:snapshotId',
    {
      schema: {
        operationId: 'getSnapshot',
        tags,
        summary: 'One snapshot',
        params: oneParams,
        response: { 200: snapshot },
      },
    },
    async (request) => present(await find(request, request.params.snapshotId)),
  );

  typed.get(
    '/v1/projects/:project/snapshots/:snapshotId/rows',
    {
      schema: {
        operationId: 'listSnapshotRows',
        tags,
        summary: 'The exact training rows, in order',
        params: oneParams,
        querystring: snapshotRowQuery,
        response: { 200: snapshotRowPage },
      },
    },
    async (request) => {
      const { id } = await find(request, request.params.snapshotId);
      const { cursor, limit, split } = request.query;
      const after = z.coerce
        .number()
        .int()
        .min(-1)
        .safeParse(cursor ?? -1);
      if (!after.success)
        throw new AppError('BAD_REQUEST', { message: 'The cursor is none that a page gave out.' });
      const rows = await listSnapshotRows(db, id, { split, after: after.data, limit: limit + 1 });
      const items = rows.slice(0, limit).map(({ ordinal, split: part, promptId, row }) => ({
        ordinal,
        split: part,
        promptId,
        row: trainingRow.parse(row),
      }));
      return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.ordinal) : null };
    },
  );

  typed.get(
    '/v1/projects/:project/snapshots/:snapshotId/download',
    {
      schema: {
        operationId: 'downloadSnapshot',
        tags,
        summary: 'One split as JSON lines that TRL loads as they are',
        params: oneParams,
        querystring: snapshotDownloadQuery,
        produces: ['application/jsonl'],
      },
    },
    async (request, reply) => {
      const { id, name } = await find(request, request.params.snapshotId);
      const { split } = request.query;
      const file = `${name.replace(/[^A-Za-z0-9._-]+/g, '-')}-${split}.jsonl`;
      return reply
        .header('content-type', 'application/jsonl; charset=utf-8')
        .header('content-disposition', `attachment; filename="${file}"`)
        .send(Readable.from(jsonLines(db, id, split)));
    },
  );
};
