import { claimAnswer, consoleFigures, consolePeople, type RateTask } from '@prefloop/contract';
import { checkInvariants, type Project, schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addRatedProject } from '../helpers/rated-project.ts';
import { addBatch, makeGold } from '../helpers/rating.ts';

let t: TestApp;
let lead: TestUser;
let anna: TestUser;
let project: Project;
let url: string;

beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  lead = await t.user();
  project = await t.project({ lead });
  anna = await t.member(project, 'annotator');
  url = `/v1/projects/${project.slug}`;
});
afterEach(async () => {
  expect(await checkInvariants(t.pool)).toEqual([]);
});

async function claim(who: TestUser, hold: number): Promise<RateTask[]> {
  return claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold })).json()).tasks;
}

async function rate(who: TestUser, task: RateTask | undefined, body: Record<string, unknown> = {}) {
  const verdict = { verdict: 'preference', strength: -2 };
  const sent = { token: task?.token, verdict, activeMs: 4_000, ...body };
  const answer = await who.put(`${url}/rate/ratings/${v7()}`, sent);
  expect(answer.statusCode, answer.body).toBe(200);
}

const figures = async () => consoleFigures.parse((await lead.get(`${url}/console`)).json());
const person = async () => {
  const { items } = consolePeople.parse((await lead.get(`${url}/console/people`)).json());
  const found = items.find(({ name }) => name === anna.name);
  if (!found) throw new Error('Anna is not on the console');
  return found;
};

it('follows ratings, edits, skips, undone skips and re-queued work, within the change itself', async () => {
  const batch = await addBatch(t.db, project.id, { tasks: 6, overlap: 2 });
  const [first, second, third] = await claim(anna, 4);
  await rate(anna, first);
  await rate(anna, second, { verdict: { verdict: 'skip', reason: 'broken' }, activeMs: 1_500 });
  await rate(anna, third, { flags: ['broken'] });
  expect(await figures()).toMatchObject({
    left: { ratings: 10, pairs: 6 },
    throughput: { today: 2, period: 2 },
    skipped: { count: 1, n: 3 },
    flagged: { count: 1, n: 3 },
    leftChoice: { count: 2, n: 2 },
  });
  expect(await person()).toMatchObject({ ratings: 2, skips: 1, activeMs: 9_500, leftChoice: { count: 2 } });

  await rate(anna, first, { verdict: { verdict: 'preference', strength: 1 }, activeMs: 9_000 });
  await rate(anna, second, { verdict: { verdict: 'tie' }, activeMs: 2_000 });
  await rate(anna, third, { flags: [] });
  expect(await figures()).toMatchObject({
    throughput: { period: 3 },
    skipped: { count: 0, n: 3 },
    flagged: { count: 0, n: 3 },
    leftChoice: { count: 1, n: 2 },
  });
  expect(await person()).toMatchObject({ ratings: 3, skips: 0, activeMs: 15_000 });

  const { id } = await person();
  const answer = await lead.post(`${url}/batches/${batch.id}/annotators/${id}/requeue`);
  expect(answer.json()).toMatchObject({ ratings: 3 });
  expect(await figures()).toMatchObject({
    left: { ratings: 12, pairs: 6 },
    throughput: { today: 0, period: 0 },
    skipped: { count: 0, n: 0, value: null },
  });
  // What was done stays done.
  expect(await person()).toMatchObject({ ratings: 0, activeMs: 15_000 });
});

it('keeps golds out of the work, also where a rated pair becomes one, and forgets those that are retired', async () => {
  const batch = await addBatch(t.db, project.id, { tasks: 3 });
  await makeGold(t.db, batch.taskIds[0]);
  const open = await claim(anna, 5);
  for (const task of open) await rate(anna, task, { verdict: { verdict: 'tie' } });
  const rated = (await person()).ratings;
  for (const taskId of batch.taskIds.slice(1)) {
    const before = (await person()).ratings;
    await makeGold(t.db, taskId);
    expect(before - (await person()).ratings).toBe(1);
  }
  expect(rated).toBe(2);
  expect(await person()).toMatchObject({ ratings: 0, activeMs: 4_000 * open.length });
  await lead.post(`${url}/golds/${batch.taskIds[0]}/retire`);
  expect((await person()).goldsRight.n).toBe(0);
});

it('equals the rows after bulk changes, a change of people side by side, and deleting', async () => {
  const { batches } = await addRatedProject(t.db, project);
  expect(await checkInvariants(t.pool).then((all) => all.filter(isTally))).toEqual([]);
  const [first] = batches;
  await Promise.all(
    [1, 2, 3, 4].map((at) =>
      t.db.execute(sql`
        update ratings set active_ms = coalesce(active_ms, 0) + ${at}::int, voided_at = case when voided_at is null then now() end
        where batch_id = ${first?.id}`),
    ),
  );
  expect(await checkInvariants(t.pool).then((all) => all.filter(isTally))).toEqual([]);
  await t.db.delete(schema.ratings).where(sql`verdict = 'tie' and project_id = ${project.id}`);
  expect(await checkInvariants(t.pool).then((all) => all.filter(isTally))).toEqual([]);
  await t.db.delete(schema.batches).where(eq(schema.batches.id, first?.id ?? ''));
  expect(await checkInvariants(t.pool).then((all) => all.filter(isTally))).toEqual([]);
  await t.db.delete(schema.projects).where(eq(schema.projects.id, project.id));
  expect(
    await t.db.select().from(schema.ratingTallies).where(eq(schema.ratingTallies.projectId, project.id)),
  ).toEqual([]);
});

const isTally = ({ broken }: { broken: string }) => broken === 'tally differs from its ratings';
