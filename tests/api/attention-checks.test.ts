import {
  batchPeople,
  claimAnswer,
  goldList,
  qualificationCandidates,
  type RateTask,
} from '@prefloop/contract';
import { checkInvariants, openDatabase, type Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addGolds, isCheck } from '../helpers/golds.ts';
import { addBatch, type TestBatch } from '../helpers/rating.ts';

let test: TestApp;
let opened: ReturnType<typeof openDatabase>;
let lead: TestUser;
let anna: TestUser;
let project: Project;
let batch: TestBatch;
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
  batch = await addBatch(test.db, project.id, {
    tasks: 120,
    texts: (n) => ({ prompt: `Question ${n}`, responses: [`Good answer ${n}`, `Bad answer ${n}`] }),
  });
  await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.5 });
});
afterEach(async () => {
  expect(await checkInvariants(opened.pool)).toEqual([]);
});

const check = (n: number) => ({
  prompt: `Attention ${n}: choose the answer that begins with Good`,
  responses: [`Good choice ${n}`, `Bad choice ${n}`],
  answer: 'first',
});
const write = (body: object, who = lead) => who.post(`${url}/batches/${batch.id}/attention-checks`, body);
const isAttention = (task: RateTask) => task.prompt.messages[0]?.content.startsWith('Attention') === true;

async function claim(who: TestUser) {
  const answer = await who.post(`${url}/rate/claims`, { hold: 1 });
  expect(answer.statusCode, answer.body).toBe(200);
  return { answer, tasks: claimAnswer.parse(answer.json()).tasks };
}

async function rate(who: TestUser, task: RateTask, right: boolean) {
  const goodIsLeft = task.responses[0].text.startsWith('Good');
  const verdict = { verdict: 'preference', strength: goodIsLeft === right ? -2 : 2 };
  const answer = await who.put(`${url}/rate/ratings/${v7()}`, { token: task.token, verdict, activeMs: 1 });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer;
}

async function personOf(who: TestUser) {
  const answer = await lead.get(`${url}/batches/${batch.id}/people`);
  const found = batchPeople.parse(answer.json()).items.find(({ name }) => name === who.name);
  if (!found) throw new Error(`${who.name} does not rate here`);
  return found;
}

it('is written by a lead, stands among the golds, and is no prompt for any model', async () => {
  expect((await write(check(0), anna)).statusCode).toBe(403);
  expect((await write({ ...check(0), responses: ['same', ' same '] })).statusCode).toBe(400);
  expect((await write({ ...check(0), prompt: ' ' })).statusCode).toBe(400);
  const before = (await lead.get(`${url}/overview`)).json();
  for (let n = 0; n < 8; n += 1) expect((await write(check(n))).statusCode).toBe(204);
  const { items } = goldList.parse((await lead.get(`${url}/batches/${batch.id}/golds`)).json());
  expect(items).toHaveLength(8);
  for (const { attention, answer, responses } of items) {
    expect(attention).toBe(true);
    expect(responses[answer === 'first' ? 0 : 1].text).toMatch(/^Good choice/);
  }
  const prompts = (await lead.get(`${url}/prompts?search=Attention`)).json();
  expect(prompts.items).toEqual([]);
  expect((await lead.get(`${url}/overview`)).json()).toEqual(before);
  const candidates = await lead.get(`${url}/qualification/candidates`);
  expect(qualificationCandidates.parse(candidates.json()).items).toEqual([]);
  const { rows } = await opened.pool.query(
    `select action from audit_log where project_id = $1 and action = 'attention-check.created'`,
    [project.id],
  );
  expect(rows).toHaveLength(8);
});

it('cannot be told from other pairs by what is sent, and is counted apart from other golds', async () => {
  for (let n = 0; n < 6; n += 1) await write(check(n));
  await addGolds(test, { project, lead }, batch, 6);
  const looks = { attention: new Set<string>(), other: new Set<string>() };
  let [attention, golds] = [0, 0];
  for (let n = 0; n < 30; n += 1) {
    const { answer, tasks } = await claim(anna);
    const [task] = tasks;
    if (!task) break;
    const stored = await rate(anna, task, !isAttention(task) || attention > 0);
    const keys = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([key, inner]) => [key, keys(inner)])
        : typeof value;
    looks[isAttention(task) ? 'attention' : 'other'].add(
      JSON.stringify([answer, stored].map((one) => keys(one.json()))),
    );
    if (isAttention(task)) attention += 1;
    if (isCheck(task)) golds += 1;
  }
  expect(attention).toBeGreaterThan(1);
  expect(golds).toBeGreaterThan(0);
  for (const look of looks.attention) expect(looks.other).toContain(look);
  const { goldsRight, attentionRight, paused } = await personOf(anna);
  expect(goldsRight).toMatchObject({ count: golds, n: golds });
  expect(attentionRight).toMatchObject({ count: attention - 1, n: attention });
  expect(paused).toBeNull();
});

it('pauses at three wrong of ten, by its own rule, and not before', async () => {
  for (let n = 0; n < 12; n += 1) await write(check(n));
  await addGolds(test, { project, lead }, batch, 12);
  let wrong = 0;
  for (;;) {
    const { tasks } = await claim(anna);
    const [task] = tasks;
    if (!task) break;
    if (isAttention(task)) wrong += 1;
    await rate(anna, task, !isAttention(task));
  }
  expect(wrong).toBeGreaterThanOrEqual(3);
  const { paused, goldsRight } = await personOf(anna);
  expect(paused?.by).toBe('golds');
  expect(paused?.reason).toMatch(
    /^0 of \d attention checks right: \d wrong, and at least 8 of any 10 must be right\.$/,
  );
  expect(goldsRight).toMatchObject({ value: goldsRight.n > 0 ? 1 : null });
});
