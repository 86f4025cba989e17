import {
  consoleBatchPage,
  consoleFigures,
  consolePeople,
  overlapCost,
  type Pay,
  pay,
  type RatingRow,
  ratingPage,
} from '@prefloop/contract';
import { type Project, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addRatedProject, type RatedProject } from '../helpers/rated-project.ts';
import { addBatch } from '../helpers/rating.ts';

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
  url = `/v1/projects/${project.slug}`;
});
afterAll(() => t.close());

const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await t.pool.query<Row>(text, values)).rows;

async function ratings(query = '') {
  const answer = await lead.get(`${url}/ratings?${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return ratingPage.parse(answer.json());
}

/** The lines of a CSV whose cells hold no line break. */
const linesOf = (body: string) => body.trimEnd().split('\r\n');

describe('the rows behind a number', () => {
  const stands = 'gold=none&state=standing&origin=here';
  it('are as many as the number says', async () => {
    const scope = 'period=week&timeZone=Asia/Kathmandu';
    const told = consoleFigures.parse((await lead.get(`${url}/console?${scope}`)).json());
    const total = async (query: string) => (await ratings(`${scope}&limit=1&${query}`)).total;
    expect(await total('gold=none&state=counted&origin=here')).toBe(told.throughput.period);
    expect(await total(stands)).toBe(told.skipped.n);
    expect(await total(`${stands}&verdict=skip`)).toBe(told.skipped.count);
    expect(await total(`${stands}&flag=any`)).toBe(told.flagged.count);
    expect(await total('gold=none&state=standing&side=left')).toBe(told.leftChoice.count);
    expect(await total('gold=none&state=standing&side=shown')).toBe(told.leftChoice.n);
    const { items } = consolePeople.parse((await lead.get(`${url}/console/people?${scope}`)).json());
    for (const person of items) {
      const own = `annotator=${person.id}`;
      expect(await total(`${own}&gold=none&state=standing&verdict=rated`)).toBe(person.ratings);
      expect(await total(`${own}&gold=judged&state=standing`)).toBe(person.goldsRight.n);
      expect(await total(`${own}&gold=right&state=standing`)).toBe(person.goldsRight.count);
    }
  });

  it('come page by page, each once, the newest first, and tell what the row holds', async () => {
    const found: RatingRow[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: RatingRow[]; nextCursor: string | null } = await ratings(
        `limit=37${cursor ? `&cursor=${cursor}` : ''}`,
      );
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    const raw = await rows<{ id: string; told: unknown[] }>(
      `select r.id, json_build_array(a.name, b.name, r.verdict, r.strength, r.skip_reason, r.active_ms, r.flags,
          case when r.voided_at is not null then 'voided' when r.verdict = 'skip' then 'skip' when r.counted then 'counted' else 'late' end,
          case when r.strength is null or r.shown_order is null then null
            when r.shown_order[1] = (r.strength > 0)::int then 'left' else 'right' end,
          case r.gold_right when true then 'right' when false then 'wrong'
            else case when g.task_id is null then 'none' else 'unjudged' end end) as told
       from ratings r join annotators a on a.id = r.annotator_id join batches b on b.id = r.batch_id
       left join golds g on g.task_id = r.task_id
       where r.project_id = $1 order by r.created_at desc, r.id desc`,
      [project.id],
    );
    expect(found.map(({ id }) => id)).toEqual(raw.map(({ id }) => id));
    expect(
      found.map((row) => [
        row.annotator.name,
        row.batch.name,
        row.verdict,
        row.strength,
        row.skipReason,
        row.activeMs,
        row.flags,
        row.state,
        row.side,
        row.gold,
      ]),
    ).toEqual(raw.map(({ told }) => told));
  });

  it('filter by batch, person, flag, reason and origin, and take no foreign cursor for a page', async () => {
    const [first, , imported] = rated.batches;
    const [ada = ''] = rated.people;
    expect(
      (await ratings(`origin=imported&limit=200`)).items.every(({ batch }) => batch.id === imported?.id),
    ).toBe(true);
    expect((await ratings(`batch=${first?.id}&annotator=${ada}&limit=200`)).items).toSatisfy(
      (items: RatingRow[]) =>
        items.every(({ batch, annotator }) => batch.id === first?.id && annotator.id === ada),
    );
    const marked = await ratings('flag=harmful&limit=200');
    expect(marked.total).toBeGreaterThan(0);
    expect(marked.items.every(({ flags }) => flags.includes('harmful'))).toBe(true);
    const skipped = await ratings('skipReason=too-long&limit=200');
    expect(skipped.items.every(({ state }) => state === 'skip' || state === 'voided')).toBe(true);
    expect((await ratings('skipReason=nothing-such')).total).toBe(0);
    const other = await t.project({ lead });
    const [id] = skipped.items.map((row) => row.id);
    expect((await lead.get(`/v1/projects/${other.slug}/ratings?cursor=${id}`)).json()).toMatchObject({
      items: [],
    });
  });

  it('go into a file that a spreadsheet does not run', async () => {
    const answer = await lead.get(`${url}/ratings/export?period=all`);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
    const lines = linesOf(answer.body);
    expect(lines.length - 1).toBe((await ratings('limit=1')).total);
    expect(answer.body).toContain(`,'=Ada,`);
    expect(answer.body).toContain(`,'+Second,`);
    expect(answer.body).toContain(`,"'-2+3, ""quoted"""`);
    expect(answer.body).not.toMatch(/(^|[,"\n])[=+@]/);
    expect(answer.body).toMatch(/,-3,,7,/);
  });
});

describe('pay', () => {
  const payOf = async (query: string): Promise<Pay> =>
    pay.parse((await lead.get(`${url}/console/pay?${query}`)).json());

  it.each([
    ['hour', '15.37', 'EUR', 2],
    ['rating', '0.0325', 'USD', 2],
    ['hour', '1200', 'JPY', 0],
  ] as const)('per %s at %s %s, rounded once for each person', async (unit, rate, currency, digits) => {
    await lead.patch(`${url}/console/settings`, { pay: { unit, rate, currency } });
    for (const voided of ['paid', 'left-out'] as const) {
      const told = await payOf(`period=days&from=2020-01-01&timeZone=Europe/Berlin&voided=${voided}`);
      const own = await rows<{ name: string; ratings: number; skips: number; ms: number; amount: string }>(
        `select a.name, (count(*) filter (where r.verdict <> 'skip'))::int as ratings,
           (count(*) filter (where r.verdict = 'skip'))::int as skips, coalesce(sum(r.active_ms), 0)::int as ms,
           round(${unit === 'hour' ? 'coalesce(sum(r.active_ms), 0)::numeric / 3600000' : `count(*) filter (where r.verdict <> 'skip')`}
             * $2::numeric, $3)::text as amount
         from ratings r join annotators a on a.id = r.annotator_id
         where r.project_id = $1 and r.kind = 'rating' and r.shown_order is not null
           ${voided === 'paid' ? '' : 'and r.voided_at is null'}
         group by a.id order by lower(a.name)`,
        [project.id, rate, digits],
      );
      expect(
        told.items.map(({ name, ratings, skips, activeMs, amount }) => ({
          name,
          ratings,
          skips,
          ms: activeMs,
          amount,
        })),
      ).toEqual(own);
      const sum = own.reduce((all, { amount }) => all + Number(amount), 0);
      expect(Number(told.total.amount)).toBeCloseTo(sum, 6);
      expect(told.total.voided > 0).toBe(voided === 'paid');
    }
  });

  it('has no amounts without a rate, and a file with what is on screen', async () => {
    await lead.patch(`${url}/console/settings`, { pay: null });
    expect((await payOf('period=all')).items.every(({ amount }) => amount === null)).toBe(true);
    await lead.patch(`${url}/console/settings`, { pay: { unit: 'hour', rate: '20', currency: 'EUR' } });
    const { items, total } = await payOf('period=week');
    const file = await lead.get(`${url}/console/export?table=pay&period=week`);
    const lines = linesOf(file.body);
    expect(lines[0]).toBe('annotator,ratings,skips,active_hours,voided,rate,per,amount,currency');
    expect(lines.slice(1, -1).map((line) => line.split(',')[7])).toEqual(items.map(({ amount }) => amount));
    expect(lines[1]?.startsWith(`'=Ada,`)).toBe(true);
    expect(lines.at(-1)?.split(',')).toMatchObject({ 0: 'Total', 1: String(total.ratings), 7: total.amount });
  });
});

describe('batches', () => {
  const batches = async () => consoleBatchPage.parse((await lead.get(`${url}/console/batches`)).json()).items;

  it('tell what is left and why nothing moves', async () => {
    const [imported, second, first] = await batches();
    expect([imported?.name, second?.name, first?.name]).toEqual(['Imported', '+Second', 'First']);
    expect(second?.standstill?.reason).toBe('closed');
    const [own] = await rows<{ left: number; at: string }>(
      `select sum(overlap - done)::int as left, (select max(created_at) from ratings where batch_id = $1) as at
       from tasks where batch_id = $1 and status = 'open' and overlap is not null`,
      [first?.id],
    );
    expect(first).toMatchObject({
      left: own?.left,
      held: 0,
      lastRatedAt: new Date(own?.at ?? 0).toISOString(),
    });
  });

  it('say when everybody has seen what is left, and what is served first', async () => {
    const other = await t.project({ lead });
    const low = await addBatch(t.db, other.id, { tasks: 2, overlap: 2, name: 'Low' });
    await addBatch(t.db, other.id, { tasks: 1, name: 'High', priority: 5 });
    const look = async () =>
      consoleBatchPage
        .parse((await lead.get(`/v1/projects/${other.slug}/console/batches`)).json())
        .items.map(({ name, standstill }) => [name, standstill?.reason]);
    expect(await look()).toEqual([
      ['High', 'idle'],
      ['Low', 'behind'],
    ]);
    const [me] = await t.db
      .insert(schema.annotators)
      .values({ projectId: other.id, userId: lead.id, name: lead.name })
      .returning();
    await t.db.insert(schema.leases).values(
      low.taskIds.map((taskId) => ({
        taskId,
        annotatorId: me?.id ?? '',
        batchId: low.id,
        token: `token ${taskId}`,
        shownOrder: [0, 1],
        state: 'skipped' as const,
        expiresAt: new Date(),
      })),
    );
    expect(await look()).toContainEqual(['Low', 'nobody-left']);
    await t.member(other, 'annotator');
    expect(await look()).toContainEqual(['Low', 'behind']);
    await t.db
      .update(schema.annotators)
      .set({ pausedAt: new Date() })
      .where(eq(schema.annotators.id, me?.id ?? ''));
    await t.db.delete(schema.memberships).where(eq(schema.memberships.projectId, other.id));
    await t.db.insert(schema.memberships).values({ projectId: other.id, userId: lead.id, role: 'lead' });
    expect(await look()).toContainEqual(['Low', 'nobody']);
  });

  it('tell what a higher overlap costs, and it costs that', async () => {
    const [batch] = rated.batches;
    const path = `${url}/batches/${batch?.id}`;
    const leftNow = async () => (await batches()).find(({ id }) => id === batch?.id)?.left ?? 0;
    const before = await leftNow();
    const cost = overlapCost.parse((await lead.get(`${path}/overlap-cost?overlap=6`)).json());
    const [own] = await rows<{ n: number; mean: number }>(
      `select (select count(*)::int from tasks where batch_id = $1 and status = 'done' and overlap is not null) as n,
         avg(active_ms)::float8 as mean from ratings r
       where batch_id = $1 and verdict <> 'skip' and voided_at is null and task_id not in (select task_id from golds)`,
      [batch?.id],
    );
    expect(cost).toMatchObject({ overlap: 6, reopened: own?.n });
    expect(cost.activeMs).toBeCloseTo((own?.mean ?? 0) * cost.ratings, 3);
    expect((await lead.patch(path, { overlap: 6 })).statusCode).toBe(200);
    expect((await leftNow()) - before).toBe(cost.ratings);
    expect(overlapCost.parse((await lead.get(`${path}/overlap-cost?overlap=6`)).json())).toMatchObject({
      ratings: 0,
      reopened: 0,
    });
  });
});

it('writes figures, people and batches as files too', async () => {
  const file = async (table: string) =>
    linesOf((await lead.get(`${url}/console/export?table=${table}`)).body);
  const told = consoleFigures.parse((await lead.get(`${url}/console`)).json());
  expect(await file('figures')).toContain(`ratings_left,${told.left.ratings},,,${told.left.pairs}`);
  const people = await file('people');
  expect(people.length).toBe(5);
  expect(people[1]?.startsWith(`'=Ada,`)).toBe(true);
  expect((await file('batches')).map((line) => line.split(',')[0])).toEqual([
    'batch',
    'Imported',
    "'+Second",
    'First',
  ]);
});
