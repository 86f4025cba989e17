import {
  type ConsoleFigures,
  consoleBatchPage,
  consoleFigures,
  consolePeople,
  consoleTimes,
  type Share,
} from '@prefloop/contract';
import { type Project, schema } from '@prefloop/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { madeUpFigures } from '../helpers/figures.ts';
import { addRatedProject, type RatedProject } from '../helpers/rated-project.ts';

let t: TestApp;
let lead: TestUser;
let project: Project;
let rated: RatedProject;
let url: string;

beforeAll(async () => {
  t = await createTestApp();
  lead = await t.user();
  project = await t.project({ lead });
  rated = await addRatedProject(t.db, project);
  url = `/v1/projects/${project.slug}/console`;
  const [batch] = rated.batches;
  await t.db.insert(schema.batchStatistics).values({
    batchId: batch?.id ?? '',
    state: 'done',
    inputHash: 'x',
    result: madeUpFigures(batch?.taskIds ?? [], rated.people),
    asOf: new Date('2026-01-02T03:04:05Z'),
    computedAt: new Date(),
  });
});
afterAll(() => t.close());

const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await t.pool.query<Row>(text, values)).rows;
const one = async (text: string, values: unknown[] = []) =>
  Number((await rows<{ n: string }>(`select (${text})::float8 as n`, values))[0]?.n);

type Look = { period: string; timeZone: string; batch?: number; from?: string; to?: string };

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const looks: Look[] = [
  { period: 'all', timeZone: 'UTC' },
  { period: 'all', timeZone: 'UTC', batch: 0 },
  { period: 'all', timeZone: 'Asia/Kathmandu', batch: 2 },
  { period: 'week', timeZone: 'America/St_Johns' },
  { period: 'week', timeZone: 'Australia/Adelaide', batch: 1 },
  { period: 'today', timeZone: 'Pacific/Kiritimati' },
  { period: 'days', timeZone: 'Europe/Berlin', from: day(20), to: day(3) },
  { period: 'days', timeZone: 'Asia/Kolkata', to: day(10), batch: 0 },
];

function queryOf({ batch, ...look }: Look): string {
  const query = new URLSearchParams(look);
  if (batch !== undefined) query.set('batch', rated.batches[batch]?.id ?? '');
  return query.toString();
}

/** The raw rows of a look, told without a word of the code under test. */
function whereOf({ period, timeZone, batch, from, to }: Look): string {
  const local = `(r.created_at at time zone '${timeZone}')::date`;
  const today = `(now() at time zone '${timeZone}')::date`;
  return [
    `r.project_id = '${project.id}' and r.kind = 'rating'`,
    batch === undefined ? '' : `r.batch_id = '${rated.batches[batch]?.id}'`,
    period === 'week' ? `${local} between ${today} - 6 and ${today}` : '',
    period === 'today' ? `${local} = ${today}` : '',
    from ? `${local} >= '${from}'` : '',
    to ? `${local} <= '${to}'` : '',
  ]
    .filter(Boolean)
    .join(' and ');
}

const gold = 'r.task_id in (select task_id from golds)';
const stands = `r.voided_at is null and not ${gold}`;
const here = 'r.shown_order is not null';
/** The response that was preferred stood left. */
const left = `r.verdict = 'preference' and ${here} and r.shown_order[1] = (r.strength > 0)::int`;

const figures = async (look: Look): Promise<ConsoleFigures> => {
  const answer = await lead.get(`${url}?${queryOf(look)}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return consoleFigures.parse(answer.json());
};

const countOf = ({ count, n }: Share) => [count, n];

describe('every figure equals its own SQL', () => {
  it.each(looks)('$period, $timeZone, batch $batch', async (look) => {
    const told = await figures(look);
    const where = whereOf(look);
    const count = (condition: string) =>
      one(`select count(*) from ratings r where ${where} and ${condition}`);
    const said = await count(`${stands} and ${here}`);
    expect(told.throughput.period).toBe(await count(`${stands} and ${here} and r.counted`));
    expect(countOf(told.skipped)).toEqual([
      await count(`${stands} and ${here} and r.verdict = 'skip'`),
      said,
    ]);
    expect(countOf(told.flagged)).toEqual([
      await count(`${stands} and ${here} and cardinality(r.flags) > 0`),
      said,
    ]);
    expect(countOf(told.leftChoice)).toEqual([
      await count(`${stands} and ${left}`),
      await count(`${stands} and ${here} and r.verdict = 'preference'`),
    ]);
    const today = whereOf({ ...look, period: 'today', from: '', to: '' });
    expect(told.throughput.today).toBe(
      await one(`select count(*) from ratings r where ${today} and ${stands} and ${here} and r.counted`),
    );
    const open =
      look.batch === undefined ? `b.status = 'released'` : `b.id = '${rated.batches[look.batch]?.id}'`;
    const tasks = `from tasks t join batches b on b.id = t.batch_id
      where t.project_id = '${project.id}' and ${open} and t.status = 'open' and t.overlap is not null`;
    expect(told.left).toEqual({
      ratings: await one(`select coalesce(sum(t.overlap - t.done), 0) ${tasks}`),
      pairs: await one(`select count(*) ${tasks}`),
    });
    const perDay = await rows<{ ago: number; n: number }>(
      `select (now() at time zone $1)::date - (r.created_at at time zone $1)::date as ago, count(*)::int as n
       from ratings r where ${whereOf({ ...look, period: 'all', from: '', to: '' })} and ${stands} and ${here} and r.counted
       group by 1 having (now() at time zone $1)::date - (r.created_at at time zone $1)::date between 1 and 28`,
      [look.timeZone],
    );
    const days = Math.max(0, ...perDay.map(({ ago }) => ago));
    expect(told.forecast).toMatchObject({ days, activeDays: perDay.length });
    const sum = perDay.reduce((all, { n }) => all + n, 0);
    if (days > 0) expect(told.forecast.perDay).toBeCloseTo(sum / days, 10);
  });

  it.each(looks)('people and their times: $period, $timeZone, batch $batch', async (look) => {
    const { items } = consolePeople.parse((await lead.get(`${url}/people?${queryOf(look)}`)).json());
    const times = consoleTimes.parse((await lead.get(`${url}/times?${queryOf(look)}`)).json());
    const where = whereOf(look);
    const own = await rows<{ name: string; told: number[]; median: number | null; timed: number }>(
      `select a.name, array[
          count(*) filter (where ${stands} and r.verdict <> 'skip'),
          count(*) filter (where ${stands} and r.verdict = 'skip'),
          coalesce(sum(r.active_ms) filter (where ${here}), 0),
          count(*) filter (where r.gold_right and r.voided_at is null),
          count(*) filter (where r.gold_right is not null and r.voided_at is null),
          count(*) filter (where ${stands} and ${left}),
          count(*) filter (where ${stands} and ${here} and r.verdict = 'preference')]::int[] as told,
        percentile_cont(0.5) within group (order by r.active_ms) filter (where ${stands} and r.verdict <> 'skip') as median,
        (count(r.active_ms) filter (where ${stands} and r.verdict <> 'skip'))::int as timed
       from ratings r join annotators a on a.id = r.annotator_id where ${where} group by a.id order by lower(a.name)`,
    );
    expect(items.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
    expect(
      items.map((person) => [
        person.ratings,
        person.skips,
        person.activeMs,
        ...countOf(person.goldsRight),
        ...countOf(person.leftChoice),
      ]),
    ).toEqual(own.map(({ told }) => told));
    const timeOf = (name: string) =>
      times.people.find(({ id }) => id === items.find((person) => person.name === name)?.id)?.medianActiveMs;
    for (const { name, median, timed } of own) {
      expect(timeOf(name)?.value ?? null).toBe(median);
      expect(timeOf(name)?.n ?? 0).toBe(timed);
    }
    const [all] = await rows<{ median: number | null; n: number }>(
      `select percentile_cont(0.5) within group (order by r.active_ms) as median, count(r.active_ms)::int as n
       from ratings r where ${where} and ${stands} and r.verdict <> 'skip'`,
    );
    expect([times.medianActiveMs.value, times.medianActiveMs.n]).toEqual([all?.median, all?.n]);
  });
});

describe('agreement', () => {
  it('is what a worker last kept, with its date, against the target of the project', async () => {
    const path = `${url}/settings`;
    expect((await lead.get(path)).json()).toEqual({ agreementTarget: null, pay: null });
    expect((await lead.patch(path, { agreementTarget: 0.6 })).json()).toEqual({
      agreementTarget: 0.6,
      pay: null,
    });
    const rate = { unit: 'hour', rate: '12.5', currency: 'EUR' };
    expect((await lead.patch(path, { pay: rate })).json()).toEqual({ agreementTarget: 0.6, pay: rate });
    const { agreement } = await figures({ period: 'all', timeZone: 'UTC' });
    expect(agreement).toEqual({
      value: 0.5,
      low: 0.1,
      high: 0.9,
      n: 4,
      why: null,
      asOf: '2026-01-02T03:04:05.000Z',
      computed: 1,
      rated: 3,
      target: 0.6,
    });
    const second = await figures({ period: 'all', timeZone: 'UTC', batch: 1 });
    expect(second.agreement).toMatchObject({ value: null, computed: 0, rated: 1, asOf: null });
    const { items } = consolePeople.parse((await lead.get(`${url}/people`)).json());
    expect(items.map(({ withOthers }) => withOthers)).toEqual(
      items.map(() => ({ value: 0.5, n: 4, why: null })),
    );
    const { items: batches } = consoleBatchPage.parse((await lead.get(`${url}/batches`)).json());
    expect(batches.map((batch) => [batch.name, batch.agreement.value])).toEqual([
      ['Imported', null],
      ['+Second', null],
      ['First', 0.5],
    ]);
  });
});

describe('who may look, and at what', () => {
  it('is for leads alone', async () => {
    for (const role of ['engineer', 'annotator', 'viewer'] as const) {
      const who = await t.member(project, role);
      for (const path of ['', '/people', '/times', '/batches', '/pay', '/settings', '/export?table=people']) {
        expect((await who.get(`${url}${path}`)).statusCode, `${role} ${path}`).toBe(403);
      }
      expect((await who.get(url.replace('console', 'ratings'))).statusCode).toBe(403);
    }
  });

  it('refuses a batch of another project, and a time zone that is none', async () => {
    const other = await t.project({ lead });
    const batch = rated.batches[0]?.id;
    expect((await lead.get(`/v1/projects/${other.slug}/console?batch=${batch}`)).statusCode).toBe(404);
    for (const timeZone of ['Mars/Olympus', '+02:00', "UTC'"]) {
      expect((await lead.get(`${url}?timeZone=${encodeURIComponent(timeZone)}`)).statusCode, timeZone).toBe(
        400,
      );
    }
    expect((await lead.patch(`${url}/settings`, { agreementTarget: 2 })).statusCode).toBe(400);
    const rate = { unit: 'hour', rate: '-1', currency: 'EUR' };
    expect((await lead.patch(`${url}/settings`, { pay: rate })).statusCode).toBe(400);
  });
});
