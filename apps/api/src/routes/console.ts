import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  type ConsoleScope,
  consoleBatchPage,
  consoleExportQuery,
  consoleFigures,
  consolePeople,
  consoleScope,
  consoleSettings,
  consoleSettingsChange,
  consoleTimes,
  pageQuery,
  pay,
  payQuery,
} from '@prefloop/contract';
import {
  countDays,
  countLeft,
  countRatings,
  type Db,
  getBatch,
  getConsoleSettings,
  listBatchAgreement,
  listBatches,
  listBatchStandings,
  listConsolePeople,
  listConsoleTimes,
  listWithOthers,
  listWork,
  resolveScope,
  type Scope,
  setConsoleSettings,
} from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { batchesCsv, figuresCsv, payCsv, peopleCsv } from '../console/console-csv.ts';
import { presentConsoleBatch } from '../console/present-batches.ts';
import { presentFigures } from '../console/present-figures.ts';
import { presentPay } from '../console/present-pay.ts';
import { presentPerson, presentTimes } from '../console/present-people.ts';
import { attachment } from '../csv.ts';
import { found } from '../found.ts';
import { projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
const tags = ['console'];

/** What a lead steers by: where the labeling stands, who does what, and what it costs. */
export const consoleRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  /** Refuses a batch of another project. */
  async function scopeOf(request: FastifyRequest, query: ConsoleScope) {
    const projectId = projectOf(request).project.id;
    const batch =
      query.batch === undefined ? null : found(await getBatch(db, projectId, query.batch), 'batch');
    return { batch, scope: await resolveScope(db, projectId, query) };
  }

  async function figuresOf(scope: Scope) {
    const { projectId, batchId } = scope;
    const [counts, left, days, agreement, { agreementTarget }] = await Promise.all([
      countRatings(db, scope),
      countLeft(db, scope),
      countDays(db, scope),
      listBatchAgreement(db, { projectId, batchIds: batchId === null ? null : [batchId] }),
      getConsoleSettings(db, projectId),
    ]);
    return presentFigures({ scope, counts, left, days, agreement, target: agreementTarget });
  }

  async function peopleOf(scope: Scope) {
    const [rows, withOthers] = await Promise.all([listConsolePeople(db, scope), listWithOthers(db, scope)]);
    return rows.map((row) => presentPerson(row, withOthers));
  }

  async function batchesOf(projectId: string, paging: { after?: string | undefined; limit: number }) {
    const rows = await listBatches(db, projectId, paging);
    const batchIds = rows.map(({ id }) => id);
    const [standings, agreement] = await Promise.all([
      listBatchStandings(db, { projectId, batchIds }),
      listBatchAgreement(db, { projectId, batchIds }),
    ]);
    return rows.flatMap((row) => {
      const standing = standings.find(({ id }) => id === row.id);
      const kept = agreement.find(({ batchId }) => batchId === row.id);
      return standing ? [presentConsoleBatch(row, standing, kept)] : [];
    });
  }

  async function payOf(scope: Scope, voided: 'paid' | 'left-out') {
    const settings = await getConsoleSettings(db, scope.projectId);
    return presentPay(await listWork(db, scope, { leaveOutVoided: voided === 'left-out' }), settings.pay);
  }

  typed.get(
    '/v1/projects/:project/console',
    {
      schema: {
        operationId: 'getConsole',
        tags,
        summary: 'What is left and until when, throughput, agreement against target, skips, flags, sides',
        params,
        querystring: consoleScope,
        response: { 200: consoleFigures },
      },
    },
    async (request) => figuresOf((await scopeOf(request, request.query)).scope),
  );

  typed.get(
    '/v1/projects/:project/console/people',
    {
      schema: {
        operationId: 'listConsolePeople',
        tags,
        summary: 'What each person did, and how far they can be relied on',
        params,
        querystring: consoleScope,
        response: { 200: consolePeople },
      },
    },
    async (request) => ({ items: await peopleOf((await scopeOf(request, request.query)).scope) }),
  );

  typed.get(
    '/v1/projects/:project/console/times',
    {
      schema: {
        operationId: 'getConsoleTimes',
        tags,
        summary: 'Median active times, and who rates far faster than the others',
        params,
        querystring: consoleScope,
        response: { 200: consoleTimes },
      },
    },
    async (request) => {
      const { batch, scope } = await scopeOf(request, request.query);
      return presentTimes(await listConsoleTimes(db, scope), batch?.minimumActiveMs ?? null);
    },
  );

  typed.get(
    '/v1/projects/:project/console/batches',
    {
      schema: {
        operationId: 'listConsoleBatches',
        tags,
        summary: 'Batches, newest first: how far they are, and why nothing moves where nothing does',
        params,
        querystring: pageQuery.extend({ cursor: z.uuid().optional() }),
        response: { 200: consoleBatchPage },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const all = await batchesOf(projectOf(request).project.id, { after: cursor, limit: limit + 1 });
      const items = all.slice(0, limit);
      return { items, nextCursor: all.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );

  typed.get(
    '/v1/projects/:project/console/pay',
    {
      schema: {
        operationId: 'getConsolePay',
        tags,
        summary: 'Hours, ratings and pay by person, at the rate that is set',
        params,
        querystring: payQuery,
        response: { 200: pay },
      },
    },
    async (request) => payOf((await scopeOf(request, request.query)).scope, request.query.voided),
  );

  typed.get(
    '/v1/projects/:project/console/export',
    {
      schema: {
        operationId: 'exportConsole',
        tags,
        summary: 'One table of the console as CSV: what is on screen',
        params,
        querystring: consoleExportQuery,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const { table, voided } = request.query;
      const { project } = projectOf(request);
      const { batch, scope } = await scopeOf(request, request.query);
      const times = async () =>
        presentTimes(await listConsoleTimes(db, scope), batch?.minimumActiveMs ?? null);
      const write = {
        figures: async () => figuresCsv(await figuresOf(scope), await times()),
        people: async () => peopleCsv(await peopleOf(scope), await times()),
        batches: async () => batchesCsv(await batchesOf(project.id, { limit: mostBatches })),
        pay: async () => payCsv(await payOf(scope, voided)),
      };
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', attachment(`${project.slug}-${table}-${scope.today}.csv`))
        .send(await write[table]());
    },
  );

  typed.get(
    '/v1/projects/:project/console/settings',
    {
      schema: {
        operationId: 'getConsoleSettings',
        tags,
        summary: 'The agreement that is wanted, and the rate of pay',
        params,
        response: { 200: consoleSettings },
      },
    },
    async (request) => getConsoleSettings(db, projectOf(request).project.id),
  );

  typed.patch(
    '/v1/projects/:project/console/settings',
    {
      schema: {
        operationId: 'updateConsoleSettings',
        tags,
        summary: 'Set the agreement that is wanted, or the rate of pay; null takes it back',
        params,
        body: consoleSettingsChange,
        response: { 200: consoleSettings },
      },
    },
    async (request) => setConsoleSettings(db, actorOf(request), projectOf(request).project.id, request.body),
  );
};

/** A file of more batches than anybody has. */
const mostBatches = 10_000;
