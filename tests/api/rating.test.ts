import { claimAnswer, leaseRenewal, myRatings, type RateTask, type RatingQueue } from '@prefloop/contract';
import { checkInvariants, openDatabase, type Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

let test: TestApp;
let opened: ReturnType<typeof openDatabase>;
let project: Project;
let anna: TestUser;
let ben: TestUser;
let url: string;

beforeAll(async () => {
  test = await createTestApp();
  opened = openDatabase(test.databaseUrl, { max: 2 });
});
afterAll(async () => {
  await opened.close();
  await test.close();
});
beforeEach(async () => {
  project = await test.project();
  anna = await test.member(project, 'annotator');
  ben = await test.member(project, 'annotator');
  url = `/v1/projects/${project.slug}/rate`;
});
afterEach(async () => {
  expect(await checkInvariants(opened.pool)).toEqual([]);
});

const left = { verdict: 'preference', strength: -2 } as const;
const tie = { verdict: 'tie' } as const;
const skip = { verdict: 'skip', reason: 'broken' } as const;
type Said = typeof left | typeof tie | typeof skip | { verdict: 'preference'; strength: 3 };

async function claim(who: TestUser, hold = 1): Promise<RateTask[]> {
  const answer = await who.post(`${url}/claims`, { hold });
  expect(answer.statusCode, answer.body).toBe(200);
  return claimAnswer.parse(answer.json()).tasks;
}

async function claimOne(who: TestUser): Promise<RateTask> {
  const [task] = await claim(who);
  if (!task) throw new Error('nothing to rate');
  return task;
}

async function queueOf(who: TestUser): Promise<RatingQueue> {
  return (await who.get(`${url}/queue`)).json();
}

function submit(who: TestUser, task: { token: string }, verdict: Said = left, id = v7(), more = {}) {
  return who.put(`${url}/ratings/${id}`, { token: task.token, verdict, activeMs: 4_000, ...more });
}

async function rows<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await opened.pool.query<T>(text, values)).rows;
}

async function taskOf(token: string) {
  const [row] = await rows<{
    done: number;
    reserved: number;
    skips: number;
    status: string;
    flagged: boolean;
  }>(
    `select done, reserved, skips, t.status, flagged from tasks t join leases l on l.task_id = t.id where token = $1`,
    [token],
  );
  return row;
}

const expire = (token: string) =>
  rows(`update leases set expires_at = now() - interval '1 second' where token = $1`, [token]);

describe('claiming', () => {
  it('gives again what is held, with the same sides and tokens', async () => {
    await addBatch(test.db, project.id, { tasks: 10 });
    const first = await claim(anna, 3);
    expect(first).toHaveLength(3);
    const again = await claim(anna, 3);
    expect(again.map(({ expiresAt: _, ...rest }) => rest)).toEqual(
      first.map(({ expiresAt: _, ...rest }) => rest),
    );
    const more = await claim(anna, 5);
    expect(more.slice(0, 3).map((task) => task.token)).toEqual(first.map((task) => task.token));
    expect(more).toHaveLength(5);
  });

  it('gives two tabs at once the same tasks', async () => {
    await addBatch(test.db, project.id, { tasks: 20 });
    const tabs = await Promise.all(Array.from({ length: 6 }, () => claim(anna, 3)));
    for (const tab of tabs) expect(tab.map((t) => t.token)).toEqual(tabs[0]?.map((t) => t.token));
  });

  it('serves released batches only, the higher priority first', async () => {
    for (const status of ['draft', 'paused', 'closed'] as const) {
      await addBatch(test.db, project.id, { tasks: 2, status, priority: 9 });
    }
    const text = (name: string) => () => ({
      prompt: name,
      responses: [`${name} a`, `${name} b`] as [string, string],
    });
    await addBatch(test.db, project.id, { tasks: 1, priority: 1, texts: text('low') });
    await addBatch(test.db, project.id, { tasks: 1, priority: 2, texts: text('high') });
    const tasks = await claim(anna, 5);
    expect(tasks.map((task) => task.prompt.messages[0]?.content)).toEqual(['high', 'low']);
  });

  it('gives nobody a task that they rated or skipped before', async () => {
    await addBatch(test.db, project.id, { tasks: 2, overlap: 3 });
    await submit(anna, await claimOne(anna));
    await submit(anna, await claimOne(anna), skip);
    expect(await claim(anna, 5)).toEqual([]);
  });

  it('finishes started tasks first, or the least rated, as the batch says', async () => {
    const started = await addBatch(test.db, project.id, { tasks: 30, overlap: 2 });
    await submit(anna, await claimOne(anna));
    await submit(ben, await claimOne(ben));
    const [first] = await rows<{ done: number }>('select max(done) as done from tasks where batch_id = $1', [
      started.id,
    ]);
    expect(first?.done).toBe(2);

    await rows(`update batches set status = 'closed' where id = $1`, [started.id]);
    const spread = await addBatch(test.db, project.id, { tasks: 30, overlap: 2, strategy: 'least-rated' });
    await submit(anna, await claimOne(anna));
    await submit(ben, await claimOne(ben));
    const [second] = await rows<{ done: number }>('select max(done) as done from tasks where batch_id = $1', [
      spread.id,
    ]);
    expect(second?.done).toBe(1);
  });

  it('draws a random batch to its end', async () => {
    await addBatch(test.db, project.id, { tasks: 12, strategy: 'random' });
    for (let n = 0; n < 12; n += 1) await submit(anna, await claimOne(anna));
    expect(await claim(anna, 5)).toEqual([]);
  });

  it('takes over an expired lease in place and keeps the place count', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(anna);
    expect(await claim(ben)).toEqual([]);
    await expire(task.token);
    const taken = await claimOne(ben);
    expect(taken.prompt).toEqual(task.prompt);
    expect(await taskOf(taken.token)).toMatchObject({ reserved: 1, done: 0 });
    expect(await claim(anna)).toEqual([]);
  });

  it('leaves an expired lease to its owner while nobody else took it', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(anna);
    await expire(task.token);
    const again = await claimOne(anna);
    expect(again.token).toBe(task.token);
    expect(Date.parse(again.expiresAt)).toBeGreaterThan(Date.now());
  });

  it('lets nobody hoard the last tasks', async () => {
    await addBatch(test.db, project.id, { tasks: 6 });
    const many = await Promise.all(Array.from({ length: 4 }, () => test.member(project, 'annotator')));
    const counts: number[] = [];
    for (const who of many) counts.push((await claim(who, 5)).length);
    // Six for the first alone, then what is left by the people at work.
    expect(counts).toEqual([5, 1, 0, 0]);

    const fair = await addBatch(test.db, project.id, { tasks: 12 });
    for (const who of many) await claim(who, 1);
    for (const who of many) await claim(who, 5);
    const held = await rows<{ n: number }>(
      `select count(*)::int as n from leases where batch_id = $1 and state = 'active' group by annotator_id`,
      [fair.id],
    );
    expect(Math.max(...held.map((row) => row.n))).toBeLessThanOrEqual(4);
  });

  it('alternates sides within each task and keeps them even for each person', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 40, overlap: 2, strategy: 'least-rated' });
    for (const who of [anna, ben]) {
      for (let n = 0; n < 40; n += 1) await submit(who, await claimOne(who));
    }
    const sides = await rows<{ lefts: number[] }>(
      'select array_agg(shown_order[1]::int order by shown_order[1]) as lefts from leases where batch_id = $1 group by task_id',
      [batch.id],
    );
    expect(sides).toHaveLength(40);
    for (const { lefts } of sides) expect(lefts).toEqual([0, 1]);
    const perPerson = await rows<{ zero: number }>(
      'select count(*) filter (where shown_order[1] = 0)::int as zero from leases where batch_id = $1 group by annotator_id',
      [batch.id],
    );
    for (const { zero } of perPerson) expect(zero).toBe(20);
  });
});

describe('leases', () => {
  it('are renewed while held, and told as lost once taken', async () => {
    await addBatch(test.db, project.id, { tasks: 2 });
    const [kept, lost] = await claim(anna, 2);
    if (!kept || !lost) throw new Error('two tasks expected');
    await rows(`update leases set expires_at = now() + interval '5 seconds' where token = $1`, [kept.token]);
    await expire(lost.token);
    await claimOne(ben);
    const answer = await anna.post(`${url}/leases/renew`, { tokens: [kept.token, lost.token] });
    const renewal = leaseRenewal.parse(answer.json());
    expect(renewal.lost).toEqual([lost.token]);
    expect(renewal.leases).toHaveLength(1);
    expect(Date.parse(renewal.leases[0]?.expiresAt ?? '')).toBeGreaterThan(Date.now() + 25 * 60_000);
  });

  it('end when a page is merely left open', async () => {
    await addBatch(test.db, project.id, { tasks: 1, leaseMinutes: 10 });
    const task = await claimOne(anna);
    await rows(
      `update leases set claimed_at = now() - interval '41 minutes', expires_at = now() + interval '1 second'
       where token = $1`,
      [task.token],
    );
    const answer = await anna.post(`${url}/leases/renew`, { tokens: [task.token] });
    expect(leaseRenewal.parse(answer.json())).toEqual({ leases: [], lost: [task.token] });
  });

  it('that are given back are free at once', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(anna);
    const answer = await anna.post(`${url}/leases/release`, { tokens: [task.token] });
    expect(answer.json()).toEqual({ released: 1 });
    expect((await claim(ben)).length).toBe(1);
    const twice = await anna.post(`${url}/leases/release`, { tokens: [task.token] });
    expect(twice.json()).toEqual({ released: 0 });
  });

  it('of others can be neither renewed nor given back nor rated', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(anna);
    expect((await ben.post(`${url}/leases/renew`, { tokens: [task.token] })).json().lost).toEqual([
      task.token,
    ]);
    expect((await ben.post(`${url}/leases/release`, { tokens: [task.token] })).json()).toEqual({
      released: 0,
    });
    const refused = await submit(ben, task);
    expect([refused.statusCode, refused.json().code]).toEqual([404, 'LEASE_UNKNOWN']);
    expect(await taskOf(task.token)).toMatchObject({ reserved: 1, done: 0 });
  });
});

describe('submitting', () => {
  it('stores once what is sent fifty times at once', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(anna);
    const id = v7();
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit(anna, task, left, id)));
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(50).fill(200));
    expect(answers.filter((answer) => answer.json().outcome === 'stored')).toHaveLength(1);
    for (const answer of answers) expect(answer.json()).toMatchObject({ id, revision: 1 });
    expect(await rows('select id from rating_revisions where id = $1', [id])).toHaveLength(1);
    expect(await taskOf(task.token)).toMatchObject({ done: 1, reserved: 0, status: 'done' });
  });

  it('refuses an id that names something else, and keeps what was stored', async () => {
    await addBatch(test.db, project.id, { tasks: 3, overlap: 2 });
    const task = await claimOne(anna);
    const id = v7();
    await submit(anna, task, left, id);
    const other = await claimOne(anna);
    for (const answer of [
      await submit(anna, task, tie, id),
      await submit(anna, task, left, id, { comment: 'more' }),
      await submit(anna, other, left, id),
      await submit(ben, await claimOne(ben), left, id),
    ]) {
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'RATING_ID_TAKEN']);
    }
    expect((await submit(anna, other, left, v7())).json().outcome).toBe('stored');
    const mine = myRatings.parse((await anna.get(`${url}/ratings`)).json());
    expect(mine.items.map((item) => item.verdict)).toEqual([left, left]);
  });

  it('maps the screen to positions by the order that was shown', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 6 });
    for (let n = 0; n < 6; n += 1) {
      const task = await claimOne(anna);
      const likesFirst = task.responses[0].text.startsWith('First') ? -2 : 2;
      const answer = await anna.put(`${url}/ratings/${v7()}`, {
        token: task.token,
        verdict: { verdict: 'preference', strength: likesFirst },
        activeMs: 1,
      });
      expect(answer.statusCode).toBe(200);
    }
    const stored = await rows<{ strength: number; shown_order: number[] }>(
      'select strength, shown_order from ratings where batch_id = $1',
      [batch.id],
    );
    expect(stored.map((row) => row.strength)).toEqual(Array(6).fill(-2));
    expect(new Set(stored.map((row) => row.shown_order[0]))).toEqual(new Set([0, 1]));
  });

  it('keeps every edit as a revision and the order as shown first', async () => {
    await addBatch(test.db, project.id, { tasks: 1, overlap: 2 });
    const task = await claimOne(anna);
    await submit(anna, task, left);
    const edited = await submit(anna, task, { verdict: 'preference', strength: 3 }, v7(), {
      comment: 'On second thought',
    });
    expect(edited.json()).toMatchObject({ outcome: 'stored', revision: 2 });
    const [item] = myRatings.parse((await anna.get(`${url}/ratings`)).json()).items;
    expect(item).toMatchObject({
      token: task.token,
      verdict: { verdict: 'preference', strength: 3 },
      comment: 'On second thought',
      editable: true,
    });
    expect(item?.task.responses).toEqual(task.responses);
    expect(await taskOf(task.token)).toMatchObject({ done: 1, reserved: 0 });
  });

  it('never refuses a late rating: counted where a place is free, else surplus', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const late = await claimOne(anna);
    await expire(late.token);
    const taken = await claimOne(ben);
    expect((await submit(anna, late)).statusCode).toBe(200);
    expect((await submit(ben, taken)).statusCode).toBe(200);
    const heads = await rows<{ counted: boolean; surplus: boolean }>(
      'select counted, surplus from ratings r join leases l on l.task_id = r.task_id and l.annotator_id = r.annotator_id where token = any($1) order by token = $2 desc',
      [[late.token, taken.token], late.token],
    );
    expect(heads).toEqual([
      { counted: false, surplus: true },
      { counted: true, surplus: false },
    ]);
  });

  it('takes the place of an expired lease for a late rating', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const late = await claimOne(anna);
    await expire(late.token);
    const taken = await claimOne(ben);
    await expire(taken.token);
    await submit(anna, late);
    expect(await taskOf(late.token)).toMatchObject({ done: 1, reserved: 0, status: 'done' });
  });

  it('takes a rating of a batch that was paused or closed meanwhile', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(anna);
    await rows(`update batches set status = 'closed' where id = $1`, [batch.id]);
    expect((await submit(anna, task)).statusCode).toBe(200);
    expect(await taskOf(task.token)).toMatchObject({ done: 1, reserved: 0 });
    const [item] = myRatings.parse((await anna.get(`${url}/ratings`)).json()).items;
    expect(item?.editable).toBe(false);
  });

  it('stores the form and the guidelines that were in force when the task was handed out', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const [old] = await rows<{ id: string }>(
      `insert into guidelines (id, project_id, version, body) values (gen_random_uuid(), $1, 1, 'old') returning id`,
      [project.id],
    );
    const task = await claimOne(anna);
    await rows(
      `insert into guidelines (id, project_id, version, body) values (gen_random_uuid(), $1, 2, 'new')`,
      [project.id],
    );
    await submit(anna, task);
    const [row] = await rows<{ form: number; guideline_id: string }>(
      `select f.version as form, r.guideline_id from ratings r join rating_forms f on f.id = r.form_id
       where r.project_id = $1`,
      [project.id],
    );
    expect(row).toEqual({ form: 1, guideline_id: old?.id });
  });

  it.each([
    ['an id that is no UUIDv7', '0f8fad5b-d9cb-469f-a165-70867728950e', {}],
    ['a preference without strength', v7(), { verdict: { verdict: 'preference' } }],
    ['a strength of 0', v7(), { verdict: { verdict: 'preference', strength: 0 } }],
    ['a strength beside a tie', v7(), { verdict: { verdict: 'tie', strength: 1 } }],
    ['a skip without reason', v7(), { verdict: { verdict: 'skip' } }],
    ['a field that nobody knows', v7(), { counted: true }],
    ['a comment with a NUL', v7(), { comment: 'a\0b' }],
    ['a negative time', v7(), { activeMs: -1 }],
  ])('refuses %s', async (_, id, more) => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(anna);
    const answer = await submit(anna, task, left, id, more);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION_FAILED']);
  });
});

describe('skipping', () => {
  it('frees the place, bars the person, and flags the task at the third', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const carl = await test.member(project, 'annotator');
    let token = '';
    for (const who of [anna, ben, carl]) {
      const task = await claimOne(who);
      token = task.token;
      await submit(who, task, skip);
      expect(await claim(who)).toEqual([]);
    }
    expect(await taskOf(token)).toMatchObject({
      done: 0,
      reserved: 0,
      skips: 3,
      flagged: true,
      status: 'open',
    });
  });

  it('is undone by a rating, and a rating by a skip, with the counts right', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(anna);
    await submit(anna, task, skip);
    await submit(anna, task, left);
    expect(await taskOf(task.token)).toMatchObject({ done: 1, skips: 0, status: 'done' });
    await submit(anna, task, skip);
    expect(await taskOf(task.token)).toMatchObject({ done: 0, skips: 1, status: 'open' });
    const other = await claimOne(ben);
    await submit(anna, task, left);
    expect(await taskOf(task.token)).toMatchObject({ done: 0, reserved: 1, skips: 0 });
    await submit(ben, other);
    expect(await taskOf(task.token)).toMatchObject({ done: 1, reserved: 0, status: 'done' });
  });
});

describe('the queue', () => {
  it('explains each kind of emptiness', async () => {
    expect(await queueOf(anna)).toMatchObject({ state: 'empty', reason: 'no-batch', available: 0 });
    await addBatch(test.db, project.id, { tasks: 3, leaseMinutes: 4 });
    expect(await queueOf(anna)).toMatchObject({ state: 'ready', available: 3, held: 0, reason: null });
    const held = await claim(ben, 3);
    const waiting = await queueOf(anna);
    expect(waiting).toMatchObject({ state: 'empty', reason: 'with-others' });
    expect(waiting.message).toBe('3 tasks are with others; the next may be free in about 4 min.');
    expect(Date.parse(waiting.nextFreeAt ?? '')).toBeGreaterThan(Date.now());
    for (const task of held) await submit(ben, task);
    expect(await queueOf(anna)).toMatchObject({ state: 'empty', reason: 'all-done' });
    expect(await queueOf(ben)).toMatchObject({ doneToday: 3, doneInAll: 3 });
    await addBatch(test.db, project.id, { tasks: 1, overlap: 2 });
    await submit(ben, await claimOne(ben));
    expect(await queueOf(ben)).toMatchObject({ state: 'empty', reason: 'nothing-for-you' });
  });

  it('counts an expired lease as something to take', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claimOne(ben);
    await expire(task.token);
    expect(await queueOf(anna)).toMatchObject({ state: 'ready', available: 1 });
  });

  it('tells a paused person why, and still takes what they had rated', async () => {
    await addBatch(test.db, project.id, { tasks: 2 });
    const task = await claimOne(anna);
    await rows(
      `update annotators set paused_at = now(), paused_reason = 'Please call me.' where project_id = $1`,
      [project.id],
    );
    expect(await claim(anna)).toEqual([]);
    expect(await queueOf(anna)).toMatchObject({
      state: 'paused',
      reason: 'paused-by-lead',
      message: 'The lead has paused your rating: Please call me.',
      leadNote: 'Please call me.',
    });
    expect((await submit(anna, task)).statusCode).toBe(200);
  });
});

describe('my ratings', () => {
  it('come newest first, in pages, and hold nobody else', async () => {
    await addBatch(test.db, project.id, { tasks: 7, overlap: 2 });
    const tokens: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      const task = await claimOne(anna);
      tokens.unshift(task.token);
      await submit(anna, task, n === 3 ? skip : left);
    }
    await submit(ben, await claimOne(ben));
    const first = myRatings.parse((await anna.get(`${url}/ratings?limit=4`)).json());
    const second = myRatings.parse(
      (await anna.get(`${url}/ratings?limit=4&cursor=${first.nextCursor}`)).json(),
    );
    expect([...first.items, ...second.items].map((item) => item.token)).toEqual(tokens);
    expect(second.nextCursor).toBeNull();
    expect(first.items[3]?.verdict).toEqual(skip);
  });
});
