import {
  claimAnswer,
  myQualification,
  type QualificationPerson,
  qualification,
  qualificationAnswers,
  qualificationPeople,
  type RateTask,
} from '@prefloop/contract';
import { checkInvariants, openDatabase, type Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addGolds, isCheck } from '../helpers/golds.ts';
import { answer, attempt, setQualification, step } from '../helpers/qualification.ts';
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
  batch = await addBatch(test.db, project.id, { tasks: 40 });
  await addGolds(test, { project, lead }, batch, 8);
});
afterEach(async () => {
  expect(await checkInvariants(opened.pool)).toEqual([]);
});

const rows = async (text: string, values: unknown[] = []) =>
  (await opened.pool.query<Record<string, unknown>>(text, values)).rows;

async function claim(who: TestUser, hold = 5): Promise<RateTask[]> {
  const answer = await who.post(`${url}/rate/claims`, { hold });
  expect(answer.statusCode, answer.body).toBe(200);
  return claimAnswer.parse(answer.json()).tasks;
}

async function standing(who: TestUser) {
  return myQualification.parse((await who.get(`${url}/rate/qualification`)).json());
}

async function personOf(who: TestUser): Promise<QualificationPerson> {
  const answer = await lead.get(`${url}/qualification/people`);
  expect(answer.statusCode, answer.body).toBe(200);
  const found = qualificationPeople.parse(answer.json()).items.find(({ userId }) => userId === who.id);
  if (!found) throw new Error(`${who.name} is not listed`);
  return found;
}

const queue = async (who: TestUser) => (await who.get(`${url}/rate/queue`)).json();

describe('setting it', () => {
  it('is off at first, and takes golds of the project in the order and with the words of a lead', async () => {
    const first = qualification.parse((await lead.get(`${url}/qualification`)).json());
    expect(first).toEqual({
      enabled: false,
      questions: 10,
      passMark: 8,
      attempts: 2,
      order: 'random',
      items: [],
    });
    const golds = await setQualification(url, lead, { enabled: false });
    const items = golds.toReversed().map((goldId, n) => ({ goldId, explanation: `Reason ${n}` }));
    const body = { enabled: true, questions: 8, passMark: 6, attempts: 1, order: 'stated', items };
    const set = qualification.parse((await lead.put(`${url}/qualification`, body)).json());
    expect(set).toMatchObject({ enabled: true, questions: 8, passMark: 6, attempts: 1, order: 'stated' });
    expect(set.items.map(({ goldId, explanation }) => ({ goldId, explanation }))).toEqual(items);
    for (const { answer, responses } of set.items) {
      expect(responses[answer === 'first' ? 0 : 1].text).toMatch(/^Good/);
    }
    const log = await rows(
      `select detail from audit_log where action = 'qualification.changed' and project_id = $1
      order by id`,
      [project.id],
    );
    expect(log.at(-1)).toEqual({
      detail: { enabled: true, questions: 8, passMark: 6, attempts: 1, order: 'stated', golds: 8 },
    });
  });

  it('refuses what nobody could pass, golds of elsewhere, and everybody but leads', async () => {
    const golds = await setQualification(url, lead, { enabled: false });
    const items = golds.map((goldId) => ({ goldId, explanation: '' }));
    const rule = { enabled: true, questions: 8, passMark: 8, attempts: 1, order: 'random', items };
    const put = async (change: object, who = lead) =>
      (await who.put(`${url}/qualification`, { ...rule, ...change })).statusCode;
    expect(await put({ passMark: 9 })).toBe(400);
    expect(await put({ questions: 9 })).toBe(400);
    expect(await put({ items: [...items, items[0]] })).toBe(400);
    expect(await put({ items: [...items, { goldId: v7(), explanation: '' }] })).toBe(404);
    expect(await put({ items: [...items, { goldId: batch.taskIds[0], explanation: '' }] })).toBe(404);
    expect(await put({}, anna)).toBe(403);
    expect(await put({})).toBe(200);
  });

  it('does not let a gold retire that it needs, and forgets one that it does not', async () => {
    const [first, second] = await setQualification(url, lead, { questions: 7 });
    expect((await lead.post(`${url}/golds/${first}/retire`)).statusCode).toBe(204);
    const { items } = qualification.parse((await lead.get(`${url}/qualification`)).json());
    expect(items.map(({ goldId }) => goldId)).not.toContain(first);
    expect((await lead.post(`${url}/golds/${second}/retire`)).json()).toMatchObject({ code: 'IN_USE' });
  });
});

describe('passing it', () => {
  it('stands before all pairs, tells what is right after each answer alone, and then gives way to the work', async () => {
    await setQualification(url, lead, { questions: 4, passMark: 3 });
    expect(await claim(anna)).toEqual([]);
    expect(await queue(anna)).toMatchObject({
      state: 'qualification',
      reason: 'to-qualify',
      message: expect.stringMatching(/of 4 pairs .* 3 right/),
    });
    expect(await standing(anna)).toMatchObject({
      state: 'to-begin',
      attempt: 0,
      attemptsLeft: 2,
      question: null,
    });

    let now = await step(url, anna);
    for (const right of [true, false, true, true]) {
      const asked = now;
      expect(asked).toMatchObject({ state: 'question', attempt: 1, explained: null });
      expect(JSON.stringify(asked)).not.toContain('Because of');
      const told = await answer(url, anna, asked.question, right);
      const goodSide = asked.question?.responses[0].text.startsWith('Good') ? 'left' : 'right';
      const check = asked.question?.prompt.messages[0]?.content;
      expect(told).toMatchObject({ state: 'explained', question: asked.question });
      expect(told.explained).toMatchObject({ right, answer: goodSide, explanation: `Because of ${check}.` });
      // A page that is loaded again stands where it stood.
      expect(await standing(anna)).toEqual(told);
      now = await step(url, anna, asked.question?.token);
    }
    expect(now).toMatchObject({ state: 'passed', answered: 4, right: 3, question: null });
    expect(await standing(anna)).toMatchObject({ state: 'none' });
    expect((await claim(anna)).length).toBeGreaterThan(0);
    expect(await personOf(anna)).toMatchObject({
      state: 'passed',
      right: { count: 3, n: 4 },
      attemptsLeft: 1,
    });
  });

  it('asks in the stated order, and after a failure about what was not asked before', async () => {
    await setQualification(url, lead, { questions: 4, passMark: 3 });
    const told = qualificationAnswers.shape.items;
    const asked = async () => {
      const person = await lead.get(`${url}/qualification/people/${anna.id}/answers`);
      return told.parse(person.json().items);
    };
    expect(await attempt(url, anna, 2)).toMatchObject({ state: 'failed', right: 2, attemptsLeft: 1 });
    expect(await queue(anna)).toMatchObject({ reason: 'to-qualify' });
    expect((await asked()).map((one) => one.asked)).toEqual(['Check 0', 'Check 1', 'Check 2', 'Check 3']);
    expect((await asked()).map(({ right, said, answer }) => [right, said === answer])).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, false],
    ]);
    expect(await attempt(url, anna, 0)).toMatchObject({ state: 'failed', right: 0, attemptsLeft: 0 });
    expect((await asked()).slice(4).map((one) => one.asked)).toEqual([
      'Check 4',
      'Check 5',
      'Check 6',
      'Check 7',
    ]);
    expect(await queue(anna)).toMatchObject({ state: 'qualification', reason: 'not-qualified' });
    expect(await step(url, anna)).toMatchObject({ state: 'failed', attempt: 2 });
    expect(await claim(anna)).toEqual([]);
  });

  it('draws another order for each person where it is random', async () => {
    await setQualification(url, lead, { questions: 8, passMark: 1, order: 'random' });
    const orders = new Set<string>();
    for (let n = 0; n < 4; n += 1) {
      const who = await test.member(project, 'annotator');
      await attempt(url, who, 8);
      const { items } = (await lead.get(`${url}/qualification/people/${who.id}/answers`)).json();
      orders.add(JSON.stringify(items.map((one: { asked: string }) => one.asked)));
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  it('counts one answer, one step and one attempt, however often and from wherever they come', async () => {
    await setQualification(url, lead, { questions: 4, passMark: 4 });
    const begun = await Promise.all(Array.from({ length: 5 }, () => step(url, anna)));
    const [{ question }] = begun as [(typeof begun)[0]];
    expect(new Set(begun.map((one) => JSON.stringify(one))).size).toBe(1);
    const told = await Promise.all(
      [true, false, true, false].map((right) => answer(url, anna, question, right)),
    );
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    const first = told[0]?.explained?.right;
    // Neither an answer from another tab nor one that comes late changes it.
    expect((await answer(url, anna, question, first !== true)).explained?.right).toBe(first);
    const steps = await Promise.all(Array.from({ length: 5 }, () => step(url, anna, question?.token)));
    expect(new Set(steps.map((one) => one.question?.token)).size).toBe(1);
    expect(steps[0]?.question?.token).not.toBe(question?.token);
    expect((await answer(url, anna, question, first !== true)).state).toBe('question');
    expect((await personOf(anna)).attempts).toMatchObject([{ number: 1, answered: 1, right: first ? 1 : 0 }]);
  });

  it('takes no answer of somebody else, none off the form, and a skip as not right', async () => {
    await setQualification(url, lead, {});
    const { question } = await step(url, anna);
    const ben = await test.member(project, 'annotator');
    const send = async (verdict: object, who = anna) => {
      const body = { token: question?.token, verdict, activeMs: 1 };
      return (await who.post(`${url}/rate/qualification/answers`, body)).json();
    };
    expect(await send({ verdict: 'tie' }, ben)).toMatchObject({ code: 'LEASE_UNKNOWN' });
    expect(await send({ verdict: 'preference', strength: 4 })).toMatchObject({ code: 'RATING_OFF_FORM' });
    expect((await standing(anna)).state).toBe('question');
    expect(await send({ verdict: 'skip', reason: 'other' })).toMatchObject({
      state: 'explained',
      answered: 1,
      right: 0,
      explained: { right: false, verdict: { verdict: 'skip' } },
    });
  });
});

describe('what it is apart from', () => {
  it('leaves no rating, and none of its pairs comes to the same person as a gold', async () => {
    await setQualification(url, lead, { questions: 4, passMark: 1 });
    await lead.patch(`${url}/batches/${batch.id}`, { goldRate: 0.5 });
    await attempt(url, anna, 4);
    expect(await rows('select 1 from ratings where project_id = $1', [project.id])).toEqual([]);
    expect(await rows('select 1 from leases where batch_id = $1', [batch.id])).toEqual([]);
    expect((await anna.get(`${url}/rate/ratings`)).json().items).toEqual([]);
    const asked = new Set(['Check 0', 'Check 1', 'Check 2', 'Check 3']);
    const golds: string[] = [];
    for (let tasks = await claim(anna); tasks.length > 0; tasks = await claim(anna)) {
      for (const task of tasks) {
        if (isCheck(task)) golds.push(task.prompt.messages[0]?.content ?? '');
        const body = { token: task.token, verdict: { verdict: 'both_bad' }, activeMs: 1 };
        expect((await anna.put(`${url}/rate/ratings/${v7()}`, body)).statusCode).toBe(200);
      }
    }
    expect(golds.length).toBeGreaterThan(0);
    expect(golds.filter((gold) => asked.has(gold))).toEqual([]);
  });

  it('takes back what somebody holds when it is switched on, and who passed stays passed', async () => {
    expect((await claim(anna)).length).toBeGreaterThan(0);
    await setQualification(url, lead, { passMark: 1 });
    expect(await claim(anna)).toEqual([]);
    expect(await rows(`select 1 from leases where state = 'active' and batch_id = $1`, [batch.id])).toEqual(
      [],
    );
    await attempt(url, anna, 4);
    await setQualification(url, lead, { enabled: false });
    await setQualification(url, lead, { questions: 8, passMark: 8 });
    expect((await claim(anna)).length).toBeGreaterThan(0);
    const ben = await test.member(project, 'annotator');
    expect(await claim(ben)).toEqual([]);
    await setQualification(url, lead, { enabled: false });
    expect((await claim(ben)).length).toBeGreaterThan(0);
  });
});

describe('who is let off', () => {
  it('serves leads and admins, and asks engineers as everybody else', async () => {
    await setQualification(url, lead, {});
    const engineer = await test.member(project, 'engineer');
    const admin = await test.user({ admin: true });
    expect((await claim(lead)).length).toBeGreaterThan(0);
    expect((await claim(admin)).length).toBeGreaterThan(0);
    expect(await claim(engineer)).toEqual([]);
    expect(await personOf(lead)).toMatchObject({ state: 'exempt' });
  });

  it('waives, takes it back, and grants one attempt at a time, with a line in the log for each', async () => {
    await setQualification(url, lead, { attempts: 1 });
    const people = `${url}/qualification/people/${anna.id}`;
    const waive = async (waived: boolean, who = lead) =>
      (await who.put(`${people}/waiver`, { waived })).statusCode;
    const grant = async (who = lead) => (await who.post(`${people}/attempts`)).statusCode;
    expect(await personOf(anna)).toMatchObject({ state: 'not-begun', attempts: [] });
    expect([await waive(true, anna), await grant(anna)]).toEqual([403, 403]);
    expect(await grant()).toBe(409);
    for (let n = 0; n < 2; n += 1) expect(await waive(true)).toBe(204);
    expect(await personOf(anna)).toMatchObject({ state: 'waived' });
    expect((await claim(anna)).length).toBeGreaterThan(0);
    expect(await waive(false)).toBe(204);
    expect(await claim(anna)).toEqual([]);

    await attempt(url, anna, 0);
    expect(await personOf(anna)).toMatchObject({ state: 'failed', attemptsLeft: 0 });
    expect((await Promise.all([grant(), grant(), grant()])).toSorted()).toEqual([204, 409, 409]);
    expect(await standing(anna)).toMatchObject({ state: 'failed', attemptsLeft: 1 });
    expect(await attempt(url, anna, 4)).toMatchObject({ state: 'passed', attempt: 2 });
    expect(await waive(false)).toBe(204);
    expect(await personOf(anna)).toMatchObject({ state: 'passed', right: { count: 4, n: 8 } });
    const viewer = await test.member(project, 'viewer');
    const stranger = await lead.put(`${url}/qualification/people/${viewer.id}/waiver`, { waived: true });
    expect(stranger.statusCode).toBe(404);
    const log = await rows(
      `select action, subject from audit_log where project_id = $1 and subject = $2 order by id`,
      [project.id, anna.id],
    );
    expect(log.map(({ action }) => action)).toEqual([
      'qualification.waived',
      'qualification.asked-again',
      'qualification.attempt-granted',
    ]);
  });
});
