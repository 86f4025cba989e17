import { claimAnswer, type RateTask, type RatingQueue } from '@prefloop/contract';
import { checkInvariants, type Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addBatch, makeGold } from '../helpers/rating.ts';

let test: TestApp;
let project: Project;
let lead: TestUser;
let anna: TestUser;
let ben: TestUser;
let base: string;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(async () => {
  await test.close();
});
beforeEach(async () => {
  project = await test.project();
  base = `/v1/projects/${project.slug}`;
  lead = await test.member(project, 'lead');
  anna = await test.member(project, 'annotator');
  ben = await test.member(project, 'annotator');
});
afterEach(async () => {
  expect(await checkInvariants(test.pool)).toEqual([]);
});

async function claim(who: TestUser, hold = 5): Promise<{ tasks: RateTask[]; queue: RatingQueue }> {
  const answer = await who.post(`${base}/rate/claims`, { hold });
  expect(answer.statusCode, answer.body).toBe(200);
  return claimAnswer.parse(answer.json());
}

/** Texts of the prompts that somebody is handed. */
const given = async (who: TestUser, hold = 5) =>
  (await claim(who, hold)).tasks.map((task) => task.prompt.messages[0]?.content ?? '');

async function rate(who: TestUser, task: RateTask | undefined): Promise<void> {
  const body = { token: task?.token, verdict: { verdict: 'tie' }, activeMs: 4_000 };
  expect((await who.put(`${base}/rate/ratings/${v7()}`, body)).statusCode).toBe(200);
}

/** Claims and rates one pair after the other until none comes; how many there were. */
async function rateAll(who: TestUser): Promise<number> {
  for (let n = 0; ; n += 1) {
    const { tasks } = await claim(who, 1);
    if (tasks.length === 0) return n;
    await rate(who, tasks[0]);
  }
}

const everybody = { userIds: null, skills: [], matchLanguage: false };
const change = (batchId: string, body: object) => lead.patch(`${base}/batches/${batchId}`, body);
const can = (who: TestUser, body: object) => lead.patch(`${base}/members/${who.id}`, body);
const named = (name: string) => (n: number) => ({
  prompt: `${name} ${n}`,
  responses: [`${name} ${n} a`, `${name} ${n} b`] as [string, string],
});

describe('named people', () => {
  it('alone are handed its pairs, and before what is for everybody', async () => {
    await addBatch(test.db, project.id, { tasks: 5, texts: named('open') });
    const batch = await addBatch(test.db, project.id, { tasks: 5, overlap: 2, texts: named('hers') });
    const audience = { ...everybody, userIds: [anna.id] };
    expect((await change(batch.id, { audience })).json()).toMatchObject({ audience });
    expect((await given(anna, 3)).every((text) => text.startsWith('hers'))).toBe(true);
    expect((await given(ben)).every((text) => text.startsWith('open'))).toBe(true);
  });

  it('give back at once what is taken from them, and may still send what they were at', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 4 });
    const { tasks } = await claim(anna, 4);
    await change(batch.id, { audience: { ...everybody, userIds: [ben.id] } });
    expect(await given(ben)).toHaveLength(4);
    expect((await claim(anna)).queue).toMatchObject({ state: 'empty', reason: 'for-other-people' });
    await rate(anna, tasks[0]);
  });

  it('are members who may rate: nobody else can be named', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 1 });
    const stranger = await test.user();
    const viewer = await test.member(project, 'viewer');
    const userIds = [anna.id, stranger.id, viewer.id];
    const answer = await change(batch.id, { audience: { ...everybody, userIds } });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      detail: expect.stringMatching(/^2 of the 3 people named may not rate/),
    });
  });
});

describe('skills and languages', () => {
  it('are asked for by the batch and had by people, in whatever case', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 3 });
    await change(batch.id, { audience: { ...everybody, skills: ['Law', 'tax'] } });
    await can(anna, { skills: ['law', 'TAX', 'music'] });
    await can(ben, { skills: ['law'] });
    expect(await given(anna)).toHaveLength(3);
    const { tasks, queue } = await claim(ben);
    expect(tasks).toEqual([]);
    expect(queue.message).toMatch(/^3 tasks are open, but for other people/);
  });

  it('bring each prompt to people who read it, and one of unknown language to all', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 9, overlap: 3, texts: named('text') });
    await change(batch.id, { audience: { ...everybody, matchLanguage: true } });
    await test.pool.query(`update prompts set language = case
        when text in ('text 0', 'text 1') then 'DE' when text = 'text 2' then null else 'fr' end
      where project_id = '${project.id}'`);
    await can(anna, { languages: ['de'] });
    expect((await given(anna)).toSorted()).toEqual(['text 0', 'text 1', 'text 2']);
    await can(ben, { languages: ['de', 'fr'] });
    expect(await rateAll(ben)).toBe(9);
  });

  it('that somebody loses take along what they held for them', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 3 });
    await can(anna, { skills: ['law'] });
    await change(batch.id, { audience: { ...everybody, skills: ['law'] } });
    expect(await given(anna)).toHaveLength(3);
    await can(anna, { skills: [] });
    await can(ben, { skills: ['law'] });
    expect(await given(ben)).toHaveLength(3);
  });

  it('limit who is waited for where the overlap adapts', async () => {
    const adaptive = { limit: 5, confidence: 0.99 };
    const batch = await addBatch(test.db, project.id, { tasks: 1, overlap: 2, adaptive });
    await change(batch.id, { audience: { ...everybody, userIds: [anna.id, ben.id] } });
    for (const [who, strength] of [
      [anna, 3],
      [ben, -3],
    ] as const) {
      const [task] = (await claim(who)).tasks;
      const body = { token: task?.token, verdict: { verdict: 'preference', strength }, activeMs: 4_000 };
      await who.put(`${base}/rate/ratings/${v7()}`, body);
    }
    const { rows } = await test.pool.query('select status, overlap from tasks where batch_id = $1', [
      batch.id,
    ]);
    expect(rows).toEqual([{ status: 'done', overlap: 2 }]);
  });
});

describe('quotas', () => {
  it('end a day: the project’s for everybody, a person’s own before it', async () => {
    await addBatch(test.db, project.id, { tasks: 20, overlap: 3 });
    await lead.patch(base, { dailyQuota: 3 });
    await can(ben, { dailyQuota: 5 });
    expect((await claim(anna)).tasks).toHaveLength(3);
    expect(await rateAll(anna)).toBe(3);
    expect(await rateAll(ben)).toBe(5);
    const { queue } = await claim(anna);
    expect(queue).toMatchObject({ state: 'empty', reason: 'day-done', available: 0, doneToday: 3 });
    expect(queue.nextFreeAt).toMatch(/T00:00:00/);
    // Yesterday's do not count.
    await test.pool.query(`update ratings set created_at = created_at - interval '1 day'`);
    expect((await claim(anna)).tasks).toHaveLength(3);
  });

  it('hold while a rating is on its way in', async () => {
    await addBatch(test.db, project.id, { tasks: 20, overlap: 2 });
    await can(anna, { dailyQuota: 2 });
    const { tasks } = await claim(anna);
    expect(tasks).toHaveLength(2);
    // As it is under the hands of a submission that has not ended.
    const client = await test.pool.connect();
    try {
      await client.query('begin');
      await client.query('select from leases where token = $1 for update', [tasks[0]?.token]);
      expect((await claim(anna)).tasks.map(({ token }) => token)).toEqual(tasks.map(({ token }) => token));
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('end a batch for one person', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 20, overlap: 2 });
    await change(batch.id, { perPerson: 4 });
    const { queue } = await claim(anna);
    expect(queue).toMatchObject({ available: 0, held: 4 });
    expect(await rateAll(anna)).toBe(4);
    expect((await claim(anna)).queue).toMatchObject({ state: 'empty', reason: 'enough-of-it' });
    expect(await given(ben)).toHaveLength(4);
  });
});

it('golds come first to each person where the batch says so', async () => {
  const batch = await addBatch(test.db, project.id, {
    tasks: 33,
    overlap: 2,
    strategy: 'golds-first',
    texts: named('pair'),
  });
  for (const taskId of batch.taskIds.slice(0, 3)) await makeGold(test.db, taskId);
  const golds = ['pair 0', 'pair 1', 'pair 2'];
  for (const who of [anna, ben]) {
    const first = await given(who);
    expect(first.slice(0, 3).toSorted()).toEqual(golds);
    expect(first.slice(3)).toHaveLength(2);
  }
  expect(await rateAll(anna)).toBe(33);
});

it('a change of a batch stands in the audit log with who made it', async () => {
  const { id } = await addBatch(test.db, project.id, { tasks: 1 });
  await change(id, { perPerson: 7, priority: 2 });
  const { rows } = await test.pool.query(
    `select actor_id, detail from audit_log where action = 'batch.changed' and subject = $1`,
    [id],
  );
  expect(rows).toEqual([{ actor_id: lead.id, detail: { perPerson: 7, priority: 2 } }]);
});
