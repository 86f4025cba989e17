import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { battlePage, battleQuery, matchupDetail, matchupPage, matchupQuery } from '@prefloop/contract';
import { type Db, getMatchup, listBattles, listMatchups, listVersionsById } from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { presentBattle, presentMatchup, presentMatchupDetail } from '../arena/present-matchup.ts';
import { found } from '../found.ts';
import { presentVersion } from '../models/present-version.ts';
import { toPage } from '../page.ts';
import { projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
/** The two versions, in any order. */
const matchupParams = params.extend({ first: z.uuid(), second: z.uuid() });
const tags = ['arena'];

/** The arena: how model versions do against each other where people compared them blind. */
export const arenaRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/arena',
    {
      schema: {
        operationId: 'listMatchups',
        tags,
        summary: 'Versions that meet in pairs, newest first, each with the win rate of the newer one',
        params,
        querystring: matchupQuery,
        response: { 200: matchupPage },
      },
    },
    async (request) => {
      const projectId = projectOf(request).project.id;
      const { version, cursor, limit } = request.query;
      const [newerId, olderId] = cursor?.split('_') ?? [];
      const after = newerId === undefined || olderId === undefined ? undefined : { newerId, olderId };
      const rows = await listMatchups(db, projectId, { version, after, limit: limit + 1 });
      const versions = await versionsOf(
        db,
        projectId,
        rows.flatMap((row) => [row.newerId, row.olderId]),
      );
      return toPage(
        rows,
        limit,
        (row) => `${row.newerId}_${row.olderId}`,
        ({ newerId, olderId, ...row }) =>
          presentMatchup(row, {
            newer: found(versions.get(newerId), 'model version'),
            older: found(versions.get(olderId), 'model version'),
          }),
      );
    },
  );

  typed.get(
    '/v1/projects/:project/arena/:first/:second',
    {
      schema: {
        operationId: 'getMatchup',
        tags,
        summary: 'Two versions against each other: in whole, by task type, and where they met',
        params: matchupParams,
        response: { 200: matchupDetail },
      },
    },
    async (request) => {
      const { projectId, newer, older } = await opponentsOf(db, request, request.params);
      const row = await getMatchup(db, { projectId, versions: [newer.id, older.id] });
      return presentMatchupDetail(row, { newer, older });
    },
  );

  typed.get(
    '/v1/projects/:project/arena/:first/:second/battles',
    {
      schema: {
        operationId: 'listBattles',
        tags,
        summary: 'The ratings behind a matchup, newest first',
        params: matchupParams,
        querystring: battleQuery,
        response: { 200: battlePage },
      },
    },
    async (request) => {
      const { projectId, newer, older } = await opponentsOf(db, request, request.params);
      const { outcome, taskType, cursor, limit } = request.query;
      const rows = await listBattles(db, {
        projectId,
        versions: [newer.id, older.id],
        outcome,
        taskType,
        after: cursor,
        limit: limit + 1,
      });
      return toPage(rows, limit, (row) => row.id, presentBattle);
    },
  );
};

/** By id, the version that was made last first. */
async function versionsOf(db: Db, projectId: string, ids: string[]) {
  const rows = await listVersionsById(db, projectId, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, presentVersion(row)]));
}

/** The two versions of the path, in either order. Nothing meets itself. */
async function opponentsOf(
  db: Db,
  request: FastifyRequest,
  { first, second }: { first: string; second: string },
) {
  const projectId = projectOf(request).project.id;
  const [newer, older] = (await versionsOf(db, projectId, [first, second])).values();
  return { projectId, newer: found(newer, 'model version'), older: found(older, 'model version') };
}
