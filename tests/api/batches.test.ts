import { type BatchComposition, batch, batchPreview, batchProgress, claimAnswer } from '@prefloop/contract';
import { checkInvariants, openDatabase, type Project, schema } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, addAnswers, type PromptOptions } from '../helpers/answers.ts';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

let test: TestApp;
let opened: ReturnType<typeof openDatabase>;
let project: Project;
let lead: TestUser;
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
  lead = await test.user();
  project = await test.project({ lead });
  url = `/v1/projects/${project.slug}/batches`;
});
afterEach(async () => {
  expect(await checkInvariants(opened.pool)).toEqual([]);
});

async function addVersion(name: string): Promise<string> {
  const modelId = v7();
  const id = v7();
  await test.db.insert(schema.models).values({ id: modelId, projectId: project.id, name });
  await test.db.insert(schema.modelVersions).values({
    id,
    projectId: project.id,
    modelId,
    version: 1,
    origin: 'folder',
    location: {},
    status: 'ready',
  });
  return id;
}

const addPrompt = (answers: Answer[], options: PromptOptions = {}) =>
  addAnswers(test.db, project.id, answers, options);

async function preview(composition: Partial<BatchComposition>) {
  const answer = await lead.post(`${url}/preview`, { pairing: { kind: 'all' }, ...composition });
  expect(answer.statusCode, answer.body).toBe(200);
  const { leftOut, ...rest } = batchPreview.parse(answer.json());
  return { ...rest, leftOut: Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count])) };
}

function create(composition: Partial<BatchComposition> = {}, more = {}) {
  const name = `Batch ${v7()}`;
  return lead.post(url, { name, composition: { pairing: { kind: 'all' }, ...composition }, ...more });
}

async function created(composition: Partial<BatchComposition> = {}, more = {}) {
  const answer = await create(composition, more);
  expect(answer.statusCode, answer.body).toBe(201);
  return batch.parse(answer.json());
}

/** The texts of a batch's pairs by position, in a fixed order. */
async function pairsOf(batchId: string): Promise<string[]> {
  const { rows } = await opened.pool.query<{ pair: string }>(
    `select string_agg(r.text, ' | ' order by p.position) as pair
     from tasks t join task_responses p on p.task_id = t.id join responses r on r.id = p.response_id
     where t.batch_id = $1 group by t.id`,
    [batchId],
  );
  return rows.map((row) => row.pair).sort();
}

describe('composing', () => {
  it('pairs all responses of each prompt, and says what it leaves out', async () => {
    await addPrompt(['a', 'b', 'c']);
    await addPrompt(['same', 'same']);
    await addPrompt(['x', 'x', 'y']);
    await addPrompt(['alone']);
    await addPrompt([]);
    await addPrompt([{ text: '', failed: true }, 'p', 'q']);
    expect(await preview({})).toEqual({
      prompts: 5,
      responses: 12,
      tasks: 5,
      promptsUsed: 3,
      leftOut: { 'lone-response': 1, 'failed-response': 1, identical: 2, repeated: 1 },
      arms: null,
    });
    const made = await created();
    expect(made).toMatchObject({ status: 'draft', tasks: 5, tasksDone: 0, ratings: 0, ratingsWanted: 5 });
    const texts = (await pairsOf(made.id)).map((pair) => pair.split(' | ').sort().join());
    expect(texts.sort()).toEqual(['a,b', 'a,c', 'b,c', 'p,q', 'x,y']);
  });

  it('draws as many pairs per prompt as asked, the same ones for the same seed', async () => {
    for (let n = 0; n < 8; n += 1) await addPrompt([`${n}a`, `${n}b`, `${n}c`, `${n}d`]);
    const pairing = { kind: 'random', perPrompt: 2 } as const;
    expect(await preview({ pairing, seed: 1 })).toMatchObject({ tasks: 16, leftOut: { 'not-drawn': 32 } });
    const one = await pairsOf((await created({ pairing, seed: 1 })).id);
    const again = await pairsOf((await created({ pairing, seed: 1 })).id);
    const other = await pairsOf((await created({ pairing, seed: 2 })).id);
    expect(one).toHaveLength(16);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('pairs two versions, whose side says nothing', async () => {
    const [old, fresh, third] = [
      await addVersion('old'),
      await addVersion('fresh'),
      await addVersion('third'),
    ];
    for (let n = 0; n < 60; n += 1) {
      await addPrompt([
        { text: `old ${n}`, version: old },
        { text: `fresh ${n}`, version: fresh },
        { text: `third ${n}`, version: third },
      ]);
    }
    await addPrompt([{ text: 'only old', version: old }]);
    const pairing = { kind: 'across', versions: [old, fresh] } as BatchComposition['pairing'];
    expect(await preview({ pairing })).toMatchObject({ tasks: 60, leftOut: { 'lone-response': 1 } });
    const pairs = await pairsOf((await created({ pairing })).id);
    const oldFirst = pairs.filter((pair) => pair.startsWith('old')).length;
    expect(pairs.every((pair) => pair.includes('old') && pair.includes('fresh'))).toBe(true);
    // Outside 13..47 of 60 fewer than once in 100,000 fair draws; the seed is fixed, the ids are not.
    expect(oldFirst).toBeGreaterThanOrEqual(13);
    expect(oldFirst).toBeLessThanOrEqual(47);
  });

  it('filters by task type, tags, held-out and version, and stops at the limit', async () => {
    const version = await addVersion('one');
    await addPrompt(['a', 'b'], { taskType: 'coding', tags: ['x', 'y'] });
    await addPrompt(['c', 'd'], { taskType: 'coding', tags: ['x'], heldOut: true });
    await addPrompt([{ text: 'e', version }, { text: 'f', version }, 'g'], { taskType: 'summary' });
    await addPrompt(['h', 'i'], { archivedAt: new Date() });
    expect(await preview({})).toMatchObject({ prompts: 3, tasks: 5 });
    expect(await preview({ filter: { taskTypes: ['coding'] } })).toMatchObject({ tasks: 2 });
    expect(await preview({ filter: { tags: ['x', 'y'] } })).toMatchObject({ tasks: 1 });
    expect(await preview({ filter: { heldOut: false } })).toMatchObject({ tasks: 4 });
    expect(await preview({ filter: { versionIds: [version] } })).toMatchObject({ tasks: 1 });
    expect(await preview({ limit: 2 })).toMatchObject({ tasks: 2, leftOut: { 'over-limit': 3 } });
    expect((await created({ limit: 2 })).tasks).toBe(2);
  });

  it('refuses a batch without pairs, a taken name and a pair of one version, and makes nothing', async () => {
    await addPrompt(['alone']);
    const empty = await create();
    expect([empty.statusCode, empty.json().code]).toEqual([422, 'BATCH_EMPTY']);
    await addPrompt(['a', 'b']);
    const first = await created();
    const taken = await lead.post(url, { name: first.name, composition: { pairing: { kind: 'all' } } });
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'NAME_TAKEN']);
    const id = v7();
    const twins = await create({ pairing: { kind: 'across', versions: [id, id] } });
    expect(twins.statusCode).toBe(400);
    expect((await lead.get(url)).json().items).toHaveLength(1);
  });

  it("never reaches another project's responses", async () => {
    const other = await test.project();
    await addPrompt(['a', 'b'], {});
    const answer = await lead.post(`/v1/projects/${other.slug}/batches/preview`, {
      pairing: { kind: 'all' },
    });
    expect(answer.statusCode).toBe(404);
    const foreign = await test.user();
    const elsewhere = await test.project({ lead: foreign });
    const seen = await foreign.post(`/v1/projects/${elsewhere.slug}/batches/preview`, {
      pairing: { kind: 'all' },
    });
    expect(seen.json()).toMatchObject({ prompts: 0, tasks: 0 });
    const mine = await created();
    expect((await foreign.get(`/v1/projects/${elsewhere.slug}/batches/${mine.id}`)).statusCode).toBe(404);
  });
});

describe('the life of a batch', () => {
  async function change(id: string, body: object) {
    return lead.patch(`${url}/${id}`, body);
  }

  it('goes from draft to released, paused and closed, and back', async () => {
    await addPrompt(['a', 'b']);
    const { id } = await created();
    const early = await change(id, { status: 'paused' });
    expect([early.statusCode, early.json().code]).toEqual([409, 'BATCH_STATE']);
    const released = batch.parse((await change(id, { status: 'released' })).json());
    expect(released.releasedAt).not.toBeNull();
    for (const status of ['paused', 'released', 'closed', 'released']) {
      expect((await change(id, { status })).json()).toMatchObject({
        status,
        releasedAt: released.releasedAt,
      });
    }
  });

  it('serves nothing while paused, and gives everything back when closed', async () => {
    await addPrompt(['a', 'b', 'c']);
    const { id } = await created({}, { overlap: 2 });
    await change(id, { status: 'released' });
    const anna = await test.member(project, 'annotator');
    const claim = async () =>
      claimAnswer.parse((await anna.post(`/v1/projects/${project.slug}/rate/claims`, { hold: 2 })).json());
    const held = (await claim()).tasks;
    expect(held).toHaveLength(2);
    await change(id, { status: 'paused' });
    expect((await claim()).tasks).toEqual([]);
    await change(id, { status: 'released' });
    expect((await claim()).tasks.map((task) => task.token)).toEqual(held.map((task) => task.token));
    await change(id, { status: 'closed' });
    expect((await claim()).tasks).toEqual([]);
    const { rows } = await opened.pool.query(
      'select sum(reserved)::int as n from tasks where batch_id = $1',
      [id],
    );
    expect(rows).toEqual([{ n: 0 }]);
    await change(id, { status: 'released' });
    const again = (await claim()).tasks.map((task) => task.token);
    expect(again.every((token) => typeof token === 'string')).toBe(true);
    expect(again).toHaveLength(2);
  });

  it('asks for more ratings, never for fewer', async () => {
    const { id } = await addBatch(test.db, project.id, { tasks: 1 });
    const anna = await test.member(project, 'annotator');
    const rate = `/v1/projects/${project.slug}/rate`;
    const [task] = claimAnswer.parse((await anna.post(`${rate}/claims`, { hold: 1 })).json()).tasks;
    await anna.put(`${rate}/ratings/${v7()}`, {
      token: task?.token,
      verdict: { verdict: 'tie' },
      activeMs: 1,
    });
    expect((await lead.get(`${url}/${id}`)).json()).toMatchObject({
      tasksDone: 1,
      ratings: 1,
      ratingsWanted: 1,
    });
    expect((await change(id, { overlap: 3 })).json()).toMatchObject({
      tasksDone: 0,
      ratings: 1,
      ratingsWanted: 3,
    });
    expect((await change(id, { overlap: 2 })).json().code).toBe('BATCH_STATE');
  });

  it('keeps names apart', async () => {
    await addPrompt(['a', 'b']);
    const one = await created();
    const other = await created();
    expect((await change(other.id, { name: one.name })).json().code).toBe('NAME_TAKEN');
    expect((await change(other.id, { name: 'Own name', priority: 5 })).json()).toMatchObject({
      name: 'Own name',
      priority: 5,
    });
  });
});

describe('progress', () => {
  it('says why nothing can be said yet', async () => {
    const { id } = await addBatch(test.db, project.id, { tasks: 2 });
    const progress = batchProgress.parse((await lead.get(`${url}/${id}/progress`)).json());
    expect(progress).toMatchObject({
      tasks: { total: 2, open: 2, done: 0 },
      ratings: { wanted: 2, counted: 0, left: 2 },
      leftChoice: { value: null, n: 0, why: expect.stringContaining('No preference') },
      medianActiveMs: null,
      annotators: [],
      agreement: { raw: null, why: expect.stringContaining('two counted ratings'), kappas: [] },
    });
  });

  it('counts people, time, sides and agreement', async () => {
    const { id } = await addBatch(test.db, project.id, { tasks: 4, overlap: 2, strategy: 'least-rated' });
    const [anna, ben] = [await test.member(project, 'annotator'), await test.member(project, 'annotator')];
    const rate = `/v1/projects/${project.slug}/rate`;
    const verdictOf = new Map<string, number>();
    for (const [who, times, flip] of [
      [anna, [1_000, 2_000, 9_000], false],
      [ben, [4_000, 4_000, 4_000, 4_000], true],
    ] as const) {
      for (const activeMs of times) {
        const [task] = claimAnswer.parse((await who.post(`${rate}/claims`, { hold: 1 })).json()).tasks;
        if (!task) throw new Error('nothing to rate');
        const prompt = task.prompt.messages[0]?.content ?? '';
        // Both mean the same response but for one prompt; sides differ as they come.
        const first = task.responses[0].text.startsWith('First');
        const wanted = flip && verdictOf.size > 0 && prompt === [...verdictOf.keys()][0] ? !first : first;
        verdictOf.set(prompt, 1);
        const verdict = { verdict: 'preference', strength: wanted ? -3 : 1 };
        const answer = await who.put(`${rate}/ratings/${v7()}`, { token: task.token, verdict, activeMs });
        expect(answer.statusCode).toBe(200);
      }
    }
    const progress = batchProgress.parse((await lead.get(`${url}/${id}/progress`)).json());
    expect(progress.tasks).toMatchObject({ total: 4, done: 3, open: 1 });
    expect(progress.ratings).toMatchObject({ wanted: 8, counted: 7, left: 1, surplus: 0 });
    expect(progress.medianActiveMs).toBe(4_000);
    expect(progress.annotators.map((row) => [row.id.length, row.ratings, row.medianActiveMs])).toEqual([
      [36, 4, 4_000],
      [36, 3, 2_000],
    ]);
    expect(progress.agreement).toMatchObject({ tasks: 3, pairs: 3, agreeing: 2, why: null });
    const { first, second, ...others } = progress.majority;
    expect(first + second).toBe(3);
    expect(others).toEqual({ tie: 0, both_good: 0, both_bad: 0, undecided: 1 });
    expect(progress.agreement.raw).toBeCloseTo(2 / 3, 12);
    expect(progress.agreement.kappas).toHaveLength(1);
    expect(progress.agreement.kappas[0]).toMatchObject({ n: 3 });
    const { rows } = await opened.pool.query(
      `select count(*) filter (where case when strength < 0 then 0 else 1 end = shown_order[1])::int as count,
        count(*)::int as n from ratings where batch_id = $1`,
      [id],
    );
    expect(progress.leftChoice).toMatchObject(rows[0]);
    expect(progress.leftChoice.low).toBeLessThan(progress.leftChoice.value ?? 0);
  });
});

it('lists batches newest first, in pages', async () => {
  await addPrompt(['a', 'b']);
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.unshift((await created()).id);
  const first = (await lead.get(`${url}?limit=3`)).json();
  const second = (await lead.get(`${url}?limit=3&cursor=${first.nextCursor}`)).json();
  expect([...first.items, ...second.items].map((item: { id: string }) => item.id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
});
