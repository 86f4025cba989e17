import {
  type BatchPerson,
  batchPeople,
  claimAnswer,
  goldList,
  goldProposals,
  type RateTask,
} from '@prefloop/contract';
import { checkInvariants, claimTasks, openDatabase, type Project, submitRating } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addGolds as addChecks, checks, isCheck as isGold } from '../helpers/golds.ts';
import { addBatch, type TestBatch } from '../helpers/rating.ts';

let test: TestApp;
let opened: ReturnType<typeof openDatabase>;
let lead: TestUser;
let anna: TestUser;
let project: Project;
let url: string;

beforeAll(async () => {
  test = await createTestApp();
  opened = openDatabase(test.databaseUrl, { max: 2 });
  lead = await test.user({ name: 'Lead' });
});
afterAll(async () => {
  await opened.close();
  await test.close();
});
beforeEach(async () => {
  project = await test.project({ lead });
  anna = await test.member(project, 'annotator');
  url = `/v1/projects/${project.slug}`;
});
afterEach(async () => {
  expect(await checkInvariants(opened.pool)).toEqual([]);
});

const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await opened.pool.query<Row>(text, values)).rows;

const answers = (n: number) => ({
  prompt: `Question ${n}`,
  responses: [`Good answer ${n}`, `Bad answer ${n}`] as [string, string],
});
const addGolds = (batch: TestBatch, count: number) => addChecks(test, { project, lead }, batch, count);

async function claim(who: TestUser, hold = 1): Promise<RateTask[]> {
  const answer = await who.post(`${url}/rate/claims`, { hold });
  expect(answer.statusCode, answer.body).toBe(200);
  return claimAnswer.parse(answer.json()).tasks;
}

/** Prefers the good answer, or the bad one. */
async function rate(who: TestUser, task: RateTask, right: boolean) {
  const goodIsLeft = task.responses[0].text.startsWith('Good');
  const verdict = { verdict: 'preference', strength: goodIsLeft === right ? -2 : 2 };
  const answer = await who.put(`${url}/rate/ratings/${v7()}`, {
    token: task.token,
    verdict,
    activeMs: 4_000,
  });
  expect(answer.statusCode, answer.body).toBe(200);
}

async function personOf(batch: TestBatch, who: TestUser): Promise<BatchPerson> {
  const answer = await lead.get(`${url}/batches/${batch.id}/people`);
  expect(answer.statusCode, answer.body).toBe(200);
  const found = batchPeople.parse(answer.json()).items.find(({ name }) => name === who.name);
  if (!found) throw new Error(`${who.name} does not rate here`);
  return found;
}

describe('making golds', () => {
  it('proposes pairs of one mind and decided ones, and copies them with positions drawn anew', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 1 });
    const rated = await addBatch(test.db, project.id, { tasks: 12, overlap: 3, texts: answers });
    for (const who of [
      anna,
      await test.member(project, 'annotator'),
      await test.member(project, 'annotator'),
    ]) {
      for (let left = 13; left > 0; left -= 1) {
        const [task] = await claim(who);
        if (!task) break;
        const split = who === anna && task.prompt.messages[0]?.content === 'Question 3';
        if (task.responses.some(({ text }) => text.startsWith('Good'))) {
          await rate(who, task, !split);
        } else await rate(who, task, true);
      }
    }
    const list = await lead.get(`${url}/batches/${batch.id}/gold-proposals`);
    const { items } = goldProposals.parse(list.json());
    expect(items).toHaveLength(11);
    for (const item of items) {
      expect(item).toMatchObject({ answer: 'first', votes: 3, adjudicated: false });
      expect(item.responses[0].text).toMatch(/^Good/);
    }
    const golds = items.map(({ taskId, answer }) => ({ taskId, answer, explanation: 'Plain to see.' }));
    expect((await lead.post(`${url}/batches/${batch.id}/golds`, { golds })).statusCode).toBe(201);
    const made = goldList.parse((await lead.get(`${url}/batches/${batch.id}/golds`)).json()).items;
    expect(made).toHaveLength(11);
    for (const gold of made) {
      const right = gold.responses[gold.answer === 'first' ? 0 : 1];
      expect(right.text).toMatch(/^Good/);
    }
    expect(new Set(made.map(({ answer }) => answer)).size).toBe(2);
    // The originals are what they were, and the batch counts none of its golds.
    expect(await rows('select distinct status, done from tasks where batch_id = $1', [rated.id])).toEqual([
      { status: 'done', done: 3 },
    ]);
    expect((await lead.get(`${url}/batches/${batch.id}`)).json()).toMatchObject({
      tasks: 1,
      ratingsWanted: 1,
    });
    expect((await lead.get(`${url}/batches/${batch.id}/gold-proposals`)).json().items).toEqual([]);
  });

  it('refuses a pair that the batch has, one that people still rate, and everybody but leads', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 2 });
    const other = await addBatch(test.db, project.id, { tasks: 2 });
    const post = (taskId: string | undefined, who = lead) =>
      who.post(`${url}/batches/${batch.id}/golds`, { golds: [{ taskId, answer: 'tie' }] });
    expect((await post(batch.taskIds[0])).json().code).toBe('CONFLICT');
    expect((await post(other.taskIds[0])).json().code).toBe('TASK_STATE');
    expect((await post(v7())).statusCode).toBe(404);
    expect((await post(other.taskIds[0], anna)).statusCode).toBe(403);
    await rows(`update tasks set status = 'done', overlap = 1, done = 0 where id = $1`, [other.taskIds[0]]);
    expect((await post(other.taskIds[0])).statusCode).toBe(201);
    expect((await post(other.taskIds[0])).json().code).toBe('CONFLICT');
  });

  it('retires: nobody gets it any more, its ratings stay and stop counting', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 30 });
    await addGolds(batch, 1);
    await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.5 });
    for (let n = 0; n < 6; n += 1) for (const task of await claim(anna)) await rate(anna, task, false);
    expect((await personOf(batch, anna)).goldsRight).toMatchObject({ count: 0, n: 1 });
    const [gold] = goldList.parse((await lead.get(`${url}/batches/${batch.id}/golds`)).json()).items;
    for (let n = 0; n < 2; n += 1) {
      expect((await lead.post(`${url}/golds/${gold?.id}/retire`)).statusCode).toBe(204);
    }
    expect((await personOf(batch, anna)).goldsRight).toMatchObject({ n: 0 });
    expect(await rows('select 1 from ratings where task_id = $1', [gold?.id])).toHaveLength(1);
    const ben = await test.member(project, 'annotator');
    for (let n = 0; n < 8; n += 1) {
      for (const task of await claim(ben)) {
        expect(isGold(task)).toBe(false);
        await rate(ben, task, true);
      }
    }
    const log = await rows('select action from audit_log where project_id = $1 order by id', [project.id]);
    expect(
      log.map((row) => Object.values(row)[0]).filter((action) => String(action).startsWith('gold')),
    ).toEqual(['gold.created', 'gold.retired']);
  });
});

describe('handing out', () => {
  it('mixes golds in at the set rate, none twice, and hands out the rest when they are used up', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 600 });
    await addGolds(batch, 60);
    const name = anna.name;
    const seen: string[] = [];
    const golds: number[] = [];
    for (let n = 0; n < 500; n += 1) {
      const who = { projectId: project.id, userId: anna.id };
      const { tasks } = await claimTasks(test.db, { ...who, name, hold: 1 });
      const [task] = tasks;
      if (!task) throw new Error(`nothing at ${n}`);
      const text = task.messages[0]?.content ?? '';
      if (text.startsWith('Check')) golds.push(n);
      seen.push(text);
      const right = task.texts[task.shownOrder[0] ?? 0]?.startsWith('Good') ? -1 : 1;
      const verdict = { verdict: 'preference' as const, strength: right };
      await submitRating(test.db, { ...who, id: v7(), body: { token: task.token, verdict, activeMs: 1 } });
    }
    expect(new Set(seen).size).toBe(500);
    expect(golds.length / 500).toBeGreaterThan(0.085);
    expect(golds.length / 500).toBeLessThan(0.115);
    const gaps = golds.slice(1).map((at, n) => at - (golds[n] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15);
  });

  it('gives what was given back again, golds too, and stops when nothing is open', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 8 });
    await addGolds(batch, 5);
    await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.5 });
    let first = await claim(anna, 5);
    while (!first.some(isGold)) {
      const [task] = first;
      if (task) await rate(anna, task, true);
      first = await claim(anna, 5);
    }
    const names = (tasks: RateTask[]) => tasks.map((task) => task.prompt.messages[0]?.content);
    for (let n = 0; n < 5; n += 1) {
      await anna.post(`${url}/rate/leases/release`, { tokens: first.map(({ token }) => token) });
      const again = await claim(anna, 5);
      const golds = (tasks: RateTask[]) => names(tasks.filter(isGold));
      expect(golds(again)).toEqual(golds(first));
      first = again;
    }
    for (let round = 0; round < 20; round += 1) {
      for (const task of await claim(anna, 5)) await rate(anna, task, true);
    }
    expect(await claim(anna, 5)).toEqual([]);
    expect((await anna.get(`${url}/rate/queue`)).json()).toMatchObject({ state: 'empty', available: 0 });
  });

  it('never gives a gold to who had the pair elsewhere', async () => {
    const earlier = await addBatch(test.db, project.id, { tasks: 1, texts: checks });
    for (const task of await claim(anna)) await rate(anna, task, true);
    const batch = await addBatch(test.db, project.id, { tasks: 40 });
    const body = { golds: [{ taskId: earlier.taskIds[0], answer: 'first' }] };
    expect((await lead.post(`${url}/batches/${batch.id}/golds`, body)).statusCode).toBe(201);
    await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.5 });
    const met = new Map<string, number>();
    for (const who of [anna, await test.member(project, 'annotator')]) {
      for (let n = 0; n < 12; n += 1) {
        for (const task of await claim(who)) {
          if (isGold(task)) met.set(who.name, (met.get(who.name) ?? 0) + 1);
          await rate(who, task, true);
        }
      }
    }
    expect(met.has(anna.name)).toBe(false);
    expect([...met.values()]).toEqual([1]);
  });
});

describe('pausing', () => {
  it('pauses who gets two of three wrong, one to five ratings after the gold that decided, and tells no more', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 500 });
    await addGolds(batch, 60);
    await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.5 });
    const since: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const coin = await test.member(project, 'annotator');
      let [golds, wrong, after] = [0, 0, 0];
      for (;;) {
        const [task] = await claim(coin);
        if (!task) break;
        const right = isGold(task) ? golds % 3 === 0 : true;
        await rate(coin, task, right);
        if (wrong >= 6) after += 1;
        if (isGold(task)) {
          golds += 1;
          wrong += right ? 0 : 1;
        }
      }
      expect(golds).toBeLessThanOrEqual(20);
      since.push(after);
      const queue = await coin.get(`${url}/rate/queue`);
      expect(queue.json()).toMatchObject({ state: 'paused', reason: 'paused-by-checks', leadNote: null });
      const person = await personOf(batch, coin);
      expect(person.paused).toMatchObject({ by: 'golds' });
      expect(person.paused?.reason).toMatch(/checks right: \d wrong, and at least 15 of the first 20/);
    }
    for (const after of since) {
      expect(after).toBeGreaterThanOrEqual(1);
      expect(after).toBeLessThanOrEqual(5);
    }
  });

  /** Rates until paused or until `golds` golds were answered; says how many were answered by the deciding one. */
  async function answerGolds(batch: TestBatch, accuracy: number, most: number, seed: number) {
    // Numbers in [0, 1) that are the same for the same seed.
    let state = seed;
    const random = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return ((state >>> 8) & 0xffff) / 0x10000;
    };
    const who = await test.member(project, 'annotator');
    const answered: boolean[] = [];
    while (answered.length < most + 5) {
      const [task] = await claim(who);
      if (!task) break;
      if (!isGold(task)) await rate(who, task, true);
      else {
        const right = random() < accuracy;
        answered.push(right);
        await rate(who, task, right);
      }
    }
    const { paused } = await personOf(batch, who);
    const wrongAt = answered.flatMap((right, n) => (right ? [] : [n + 1]));
    return { paused: paused !== null, sixth: wrongAt[5] ?? null };
  }

  it('catches coins within 20 golds and lets people at 90% work (seeded)', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 400, overlap: 50 });
    await addGolds(batch, 60);
    await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.5 });
    for (const seed of [1, 2, 3, 4]) {
      const { paused, sixth } = await answerGolds(batch, 0.5, 20, seed);
      expect({ seed, paused }).toEqual({ seed, paused: true });
      expect(sixth).toBeLessThanOrEqual(20);
    }
    for (const seed of [11, 12]) {
      expect(await answerGolds(batch, 0.9, 40, seed)).toMatchObject({ paused: false });
    }
  });

  it('counts anew once resumed, and shows a lead’s own reason', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 200 });
    await addGolds(batch, 60);
    await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.5 });
    let given = 0;
    for (let [task] = await claim(anna); task; [task] = await claim(anna)) {
      await rate(anna, task, false);
      given += 1;
    }
    expect(given).toBeLessThan(40);
    const { id } = await personOf(batch, anna);
    expect((await lead.post(`${url}/annotators/${id}/resume`)).statusCode).toBe(204);
    for (let n = 0; n < 12; n += 1) for (const task of await claim(anna)) await rate(anna, task, true);
    expect((await personOf(batch, anna)).paused).toBeNull();
    const [held] = await claim(anna);
    const reason = 'Please call me.';
    expect((await lead.post(`${url}/annotators/${id}/pause`, { reason })).statusCode).toBe(204);
    expect(await claim(anna)).toEqual([]);
    expect((await anna.get(`${url}/rate/queue`)).json().message).toMatch(
      /lead has paused .*: Please call me\.$/,
    );
    // What is on the screen is taken all the same.
    if (held) await rate(anna, held, true);
    expect((await anna.post(`${url}/annotators/${id}/resume`)).statusCode).toBe(403);
    const log = await rows<{ action: string }>(
      `select action from audit_log where project_id = $1 and action like 'annotator%' order by id`,
      [project.id],
    );
    expect(log.map(({ action }) => action)).toEqual([
      'annotator.paused',
      'annotator.resumed',
      'annotator.paused',
    ]);
  });
});

describe('re-queueing', () => {
  it('voids what one person said, opens pairs again for others, and touches nothing else', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 12, overlap: 2 });
    await addGolds(batch, 4);
    await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.3 });
    const ben = await test.member(project, 'annotator');
    for (const who of [anna, ben]) {
      for (let [task] = await claim(who); task; [task] = await claim(who)) await rate(who, task, true);
    }
    const before = (await lead.get(`${url}/batches/${batch.id}/progress`)).json();
    expect(before).toMatchObject({ tasks: { total: 12, done: 12 }, ratings: { wanted: 24, counted: 24 } });
    const person = await personOf(batch, anna);
    expect(person.requeue).toEqual({ ratings: 12, reopened: 12 });
    const path = `${url}/batches/${batch.id}/annotators/${person.id}/requeue`;
    expect((await ben.post(path)).statusCode).toBe(403);
    expect((await lead.post(path)).json()).toEqual({ ratings: 12, reopened: 12 });
    expect((await lead.post(path)).json()).toEqual({ ratings: 0, reopened: 0 });
    expect(await checkInvariants(opened.pool)).toEqual([]);
    const after = (await lead.get(`${url}/batches/${batch.id}/progress`)).json();
    expect(after).toMatchObject({ tasks: { total: 12, open: 12 }, ratings: { counted: 12, left: 12 } });
    expect((await personOf(batch, anna)).goldsRight.n).toBe(person.goldsRight.n);
    expect(await claim(anna)).toEqual([]);
    const cleo = await test.member(project, 'annotator');
    for (let [task] = await claim(cleo); task; [task] = await claim(cleo)) await rate(cleo, task, true);
    expect((await lead.get(`${url}/batches/${batch.id}/progress`)).json().tasks).toMatchObject({ done: 12 });
  });
});

it('tells a lead what stands out, with its evidence, and does nothing about it', async () => {
  const batch = await addBatch(test.db, project.id, { tasks: 60, overlap: 2 });
  await lead.patch(`${url}/batches/${batch.id}`, { minimumActiveMs: 5_000 });
  for (let [task] = await claim(anna, 5); task; [task] = await claim(anna, 5)) await rate(anna, task, true);
  const { hints, paused } = await personOf(batch, anna);
  expect(hints.map(({ kind }) => kind)).toContain('too-fast');
  expect(hints[0]?.sentence).toMatch(/^60 of 60 ratings \(100%\) took less than 5\.0 s/);
  expect(paused).toBeNull();
});
