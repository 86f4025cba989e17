import { claimAnswer, disagreements, type Verdict } from '@prefloop/contract';
import { checkInvariants, openDatabase, type Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

let test: TestApp;
let opened: ReturnType<typeof openDatabase>;
let lead: TestUser;
let people: TestUser[];
let project: Project;
let url: string;

beforeAll(async () => {
  test = await createTestApp();
  opened = openDatabase(test.databaseUrl, { max: 4 });
});
afterAll(async () => {
  await opened.close();
  await test.close();
});
beforeEach(async () => {
  lead = await test.user();
  project = await test.project({ lead });
  people = [];
  for (let n = 0; n < 5; n += 1) people.push(await test.member(project, 'annotator'));
  url = `/v1/projects/${project.slug}`;
});
afterEach(async () => {
  expect(await checkInvariants(opened.pool)).toEqual([]);
});

const tie: Verdict = { verdict: 'tie' };
const person = (n: number) => people[n] ?? lead;

/** One person rates the next pair they are given, for the first response or the second; null where there is none. */
async function rate(who: TestUser, said: 'first' | 'second' | Verdict): Promise<string | null> {
  const { tasks } = claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold: 1 })).json());
  const [task] = tasks;
  if (!task) return null;
  const firstIsLeft = task.responses[0].text.startsWith('First');
  const verdict =
    typeof said === 'string'
      ? { verdict: 'preference', strength: (said === 'first') === firstIsLeft ? -2 : 2 }
      : said;
  const answer = await who.put(`${url}/rate/ratings/${v7()}`, {
    token: task.token,
    verdict,
    activeMs: 5,
    comment: `By ${who.name}`,
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return task.token;
}

async function taskNow(taskId: string | undefined) {
  const { rows } = await opened.pool.query<{
    overlap: number;
    done: number;
    status: string;
    disputed: boolean;
    settled: boolean;
  }>('select overlap, done, status, disputed, settled_at is not null as settled from tasks where id = $1', [
    taskId,
  ]);
  return rows[0];
}

async function records() {
  const { rows } = await opened.pool.query<{ tasks: number; agreement: number }>(
    `select settled_tasks as tasks, settled_agreement as agreement from annotators
     where project_id = $1 and settled_tasks > 0 order by settled_agreement`,
    [project.id],
  );
  return rows;
}

const adaptive = { limit: 4, confidence: 0.91 };
const decide = (taskId: string, verdict: unknown, id = v7(), who = lead) =>
  who.put(`${url}/tasks/${taskId}/adjudications/${id}`, { verdict, formVersion: 1, comment: 'B is right.' });
const listed = async (query = '') => {
  const answer = await lead.get(`${url}/disagreements${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return disagreements.parse(answer.json()).items;
};

describe('adaptive overlap', () => {
  it('stops where people agree, and adds what they said to their records', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 1, overlap: 2, adaptive });
    await rate(person(0), 'first');
    expect(await taskNow(batch.taskIds[0])).toMatchObject({ done: 1, status: 'open', settled: false });
    await rate(person(1), 'first');
    const after = await taskNow(batch.taskIds[0]);
    expect(after).toMatchObject({ status: 'done', disputed: false, settled: true });
    expect(after?.done).toBe(after?.overlap);
    for (const { tasks, agreement } of await records()) {
      expect(tasks).toBe(1);
      expect(agreement).toBeGreaterThan(0.9);
    }
    expect(await rate(person(2), 'first')).toBeNull();
  });

  it('asks one more at a time while they do not, and then leaves it to somebody', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 1, overlap: 2, adaptive });
    const said = ['first', 'second', 'first', 'second'] as const;
    for (const [n, side] of said.entries()) {
      await rate(person(n), side);
      const now = await taskNow(batch.taskIds[0]);
      expect(now?.overlap).toBe(Math.min(4, Math.max(2, n + (n < 1 ? 1 : 2))));
    }
    expect(await taskNow(batch.taskIds[0])).toMatchObject({ done: 4, status: 'done', disputed: true });
    const progress = (await lead.get(`${url}/batches/${batch.id}/progress`)).json();
    expect(progress.tasks).toMatchObject({ disputed: 1, adjudicated: 0 });
    expect((await listed()).map(({ taskId }) => taskId)).toEqual(batch.taskIds);
  });

  it('does not wait for more people than there are', async () => {
    const small = await test.project({ lead });
    project = small;
    url = `/v1/projects/${small.slug}`;
    const anna = await test.member(small, 'annotator');
    const batch = await addBatch(test.db, small.id, { tasks: 1, overlap: 2, adaptive });
    await rate(anna, 'first');
    await rate(lead, 'second');
    expect(await taskNow(batch.taskIds[0])).toMatchObject({ overlap: 2, status: 'done', disputed: true });
  });

  it('counts a task once in a record, however often its ratings are changed', async () => {
    const batch = await addBatch(test.db, project.id, {
      tasks: 1,
      overlap: 2,
      adaptive: { ...adaptive, limit: 2 + 1 },
    });
    const token = await rate(person(0), 'first');
    await rate(person(1), 'first');
    for (const verdict of [tie, { verdict: 'preference', strength: -1 }, tie]) {
      await person(0).put(`${url}/rate/ratings/${v7()}`, { token, verdict, activeMs: 1 });
    }
    expect((await records()).map(({ tasks }) => tasks)).toEqual([1, 1]);
    // The change made it unsure again, so a third person is asked; who settled it before is not counted anew.
    expect(await taskNow(batch.taskIds[0])).toMatchObject({ overlap: 3, status: 'open', settled: true });
    await rate(person(2), tie);
    expect((await records()).map(({ tasks }) => tasks)).toEqual([1, 1]);
  });

  it('keeps its promises while many rate at once', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 25, overlap: 2, adaptive });
    const open = async () =>
      (await opened.pool.query(`select 1 from tasks where batch_id = $1 and status = 'open'`, [batch.id]))
        .rowCount ?? 0;
    const work = async (who: TestUser, n: number) => {
      for (let round = 0; (await open()) > 0 && round < 60; round += 1) {
        await rate(who, (round + n) % 3 === 0 ? 'second' : 'first');
      }
    };
    await Promise.all(people.map(work));
    const { rows } = await opened.pool.query<{ done: number; overlap: number; status: string }>(
      'select done, overlap, status from tasks where batch_id = $1',
      [batch.id],
    );
    for (const row of rows) {
      expect(row).toMatchObject({ status: 'done', done: row.overlap });
      expect(row.overlap).toBeLessThanOrEqual(adaptive.limit);
    }
    const settled = (await records()).reduce((sum, { tasks }) => sum + tasks, 0);
    expect(settled).toBe(rows.reduce((sum, { done }) => sum + done, 0));
  });

  it('is refused where it could never be unsure', async () => {
    const body = (more: object) => ({
      name: `B ${v7()}`,
      composition: { pairing: { kind: 'all' }, seed: 0 },
      ...more,
    });
    for (const more of [
      { overlap: 1, adaptive: {} },
      { overlap: 3, adaptive: { limit: 3 } },
    ]) {
      const answer = await lead.post(`${url}/batches`, body(more));
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION_FAILED']);
    }
  });
});

describe('deciding', () => {
  async function disputed() {
    const batch = await addBatch(test.db, project.id, { tasks: 2, overlap: 2 });
    for (let n = 0; n < 2; n += 1) await rate(person(0), 'first');
    await rate(person(1), 'second');
    await rate(person(1), 'first');
    return batch;
  }

  it('lists the worst disagreement with every vote, and nothing of who wrote what', async () => {
    const batch = await disputed();
    const items = await listed(`?scope=all&batch=${batch.id}`);
    expect(items).toHaveLength(1);
    const [item] = items;
    expect(item?.votes.map(({ annotator, strength, comment }) => [annotator, strength, comment])).toEqual([
      [person(0).name, -2, `By ${person(0).name}`],
      [person(1).name, 2, `By ${person(1).name}`],
    ]);
    expect(item?.responses[0].text).toMatch(/^First/);
  });

  it('stands beside the ratings, counts for snapshots, and is a decision of its own kind', async () => {
    const batch = await disputed();
    const [item] = await listed(`?scope=all&batch=${batch.id}`);
    const taskId = item?.taskId ?? '';
    const id = v7();
    const verdict = { verdict: 'preference', strength: 3 };
    for (let n = 0; n < 2; n += 1) expect((await decide(taskId, verdict, id)).statusCode).toBe(204);
    const again = await decide(taskId, { verdict: 'tie' }, id);
    expect([again.statusCode, again.json().code]).toEqual([409, 'RATING_ID_TAKEN']);
    const { rows } = await opened.pool.query(
      'select kind, strength, counted from ratings where task_id = $1 order by created_at',
      [taskId],
    );
    expect(rows).toEqual([
      { kind: 'rating', strength: -2, counted: true },
      { kind: 'rating', strength: 2, counted: true },
      { kind: 'adjudication', strength: 3, counted: false },
    ]);
    expect(await taskNow(taskId)).toMatchObject({ status: 'adjudicated', done: 2 });
    const rules = { kind: 'preference', majority: 'unanimous' };
    const preview = await lead.post(`${url}/snapshots/preview`, rules);
    expect(preview.statusCode, preview.body).toBe(200);
    // The ratings are split; without the decision there would be no row of this pair.
    expect(preview.json().statistics.train + preview.json().statistics.eval).toBe(2);
  });

  it('of another lead puts the first one aside without losing it', async () => {
    const batch = await disputed();
    const [item] = await listed(`?scope=all&batch=${batch.id}`);
    const taskId = item?.taskId ?? '';
    const second = await test.member(project, 'lead');
    await decide(taskId, { verdict: 'tie' });
    await decide(taskId, { verdict: 'both_bad' }, v7(), second);
    const { rows } = await opened.pool.query(
      `select verdict, voided_at is not null as voided from ratings
       where task_id = $1 and kind = 'adjudication' order by created_at`,
      [taskId],
    );
    expect(rows).toEqual([
      { verdict: 'tie', voided: true },
      { verdict: 'both_bad', voided: false },
    ]);
    const [now] = await listed(`?scope=all&batch=${batch.id}`);
    expect(now).toMatchObject({ status: 'adjudicated' });
    expect(now?.votes.filter(({ kind }) => kind === 'adjudication').map(({ verdict }) => verdict)).toEqual([
      'both_bad',
    ]);
  });

  it('waits for the ratings, says no skip, and is a lead’s alone', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 1, overlap: 2 });
    await rate(person(0), 'first');
    const taskId = batch.taskIds[0] ?? '';
    const early = await decide(taskId, tie);
    expect([early.statusCode, early.json().code]).toEqual([409, 'TASK_STATE']);
    await rate(person(1), 'second');
    expect((await decide(taskId, { verdict: 'skip', reason: 'broken' })).statusCode).toBe(400);
    expect((await decide(taskId, { verdict: 'both_good' })).json().code).toBe('RATING_OFF_FORM');
    expect((await decide(taskId, tie, v7(), person(0))).statusCode).toBe(403);
    expect((await decide(v7(), tie)).statusCode).toBe(404);
    expect(await taskNow(taskId)).toMatchObject({ status: 'done' });
  });
});
