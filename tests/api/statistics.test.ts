import { batchProgress, batchStatistics, statisticsSettings } from '@prefloop/contract';
import {
  checkInvariants,
  claimStatistics,
  failStatistics,
  hashVotes,
  type Project,
  registerWorker,
  schema,
  storeStatistics,
} from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { madeUpFigures } from '../helpers/figures.ts';
import { addBatch, makeGold, type TestBatch } from '../helpers/rating.ts';
import { addAnnotator, addVerdicts, changeVerdict } from '../helpers/verdicts.ts';

let t: TestApp;
let project: Project;
let lead: TestUser;
let batch: TestBatch;
let people: string[];
let url: string;
const rung: string[] = [];

beforeAll(async () => {
  const queue = {
    enqueue: async (name: string, payload: object) => {
      rung.push(`${name} ${Object.values(payload).join()}`);
    },
  };
  t = await createTestApp({ deps: { queue } });
});
afterAll(() => t.close());
beforeEach(async () => {
  rung.length = 0;
  // A worker takes what waited longest, of whatever test.
  await t.db.delete(schema.batchStatistics);
  lead = await t.user();
  project = await t.project({ lead });
  batch = await addBatch(t.db, project.id, { tasks: 4, overlap: 2 });
  people = [await addAnnotator(t.db, project.id, 'Zoe'), await addAnnotator(t.db, project.id, 'Ada')];
  url = `/v1/projects/${project.slug}/batches/${batch.id}/statistics`;
});
afterEach(async () => {
  expect(await checkInvariants(t.pool)).toEqual([]);
});

async function rate(): Promise<void> {
  for (const [at, said] of [
    [1, -2, 'tie', 3],
    [1, 2, 'tie', -1],
  ].entries()) {
    await addVerdicts(t.db, {
      projectId: project.id,
      batch,
      annotatorId: people[at] ?? '',
      said: said.map((one) => (typeof one === 'number' ? one : 'tie')),
    });
  }
}

const show = async (who = lead) => batchStatistics.parse((await who.get(url)).json());
async function compute(who = lead) {
  const answer = await who.post(url);
  expect(answer.statusCode, answer.body).toBe(200);
  return batchStatistics.parse(answer.json());
}
const hashNow = async () => (await hashVotes(t.db, batch.id, statisticsSettings)).hash;

/** Does a worker's part: claims, then stores figures that stand for the votes of now. */
async function finish(): Promise<void> {
  const claim = await claimStatistics(t.db, { workerId: v7() });
  if (!claim) throw new Error('nothing was due');
  const inputHash = await hashNow();
  expect(
    await storeStatistics(t.db, claim, {
      inputHash,
      asOf: new Date(),
      result: madeUpFigures(batch.taskIds, people),
    }),
  ).toBe(true);
}

describe('the statistics of a batch', () => {
  it('are none before somebody asks, and there is nothing to ask before somebody rates', async () => {
    expect(await show()).toEqual({
      state: 'none',
      waitsFor: null,
      error: null,
      ratings: 0,
      asOf: null,
      changed: true,
      ratingsSince: 0,
      figures: null,
    });
    const refused = await lead.post(url);
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'BATCH_EMPTY']);
    await rate();
    expect(await show()).toMatchObject({ state: 'none', ratings: 8, ratingsSince: 8 });
    expect(rung).toEqual([]);
  });

  it('are asked for once, and again only when ratings changed', async () => {
    await rate();
    expect(await compute()).toMatchObject({ state: 'queued', figures: null });
    expect(await compute()).toMatchObject({ state: 'queued' });
    expect(rung).toEqual([`statistics ${batch.id}`]);
    await finish();
    const done = await show();
    expect(done).toMatchObject({ state: 'done', changed: false, ratingsSince: 0 });
    expect(await compute()).toEqual(done);
    expect(rung.length).toBe(1);

    await changeVerdict(t.db, {
      taskId: batch.taskIds[0] ?? '',
      annotatorId: people[0] ?? '',
      strength: -3,
    });
    expect(await show()).toMatchObject({ state: 'done', changed: true, ratingsSince: 1 });
    // Older figures stay until the newer ones are there.
    expect(await compute()).toMatchObject({ state: 'queued', figures: done.figures, asOf: done.asOf });
    expect(rung.length).toBe(2);
  });

  it('name people and prompts as they are called today', async () => {
    await rate();
    await compute();
    await finish();
    await t.db
      .update(schema.annotators)
      .set({ name: 'Eva' })
      .where(eq(schema.annotators.id, people[0] ?? ''));
    const { figures: told } = await show();
    expect(told?.annotators.map(({ name }) => name)).toEqual(['Eva', 'Ada']);
    expect(told?.cohen.pairs).toMatchObject([{ first: { name: 'Ada' }, second: { name: 'Eva' }, n: 4 }]);
    expect(told?.disagreements).toMatchObject([
      { prompt: 'Question 1', taskId: batch.taskIds[1], promptId: expect.any(String) },
    ]);
  });

  it('say what they wait for, and how they failed', async () => {
    await rate();
    expect(await compute()).toMatchObject({ waitsFor: expect.stringContaining('No worker is running') });
    const message = 'Installing PyTorch';
    await registerWorker(t.db, {
      host: 'x',
      pid: 1,
      slots: 1,
      device: {},
      environment: { state: 'preparing', step: 'torch', done: 1, total: 5, message },
    });
    expect(await show()).toMatchObject({ state: 'queued', waitsFor: message });
    const claim = await claimStatistics(t.db, { workerId: v7() });
    expect(await show()).toMatchObject({ state: 'running', waitsFor: null });
    const error = { code: 'OUT_OF_MEMORY', message: 'It was too much.', hint: 'Buy memory.' };
    if (claim) await failStatistics(t.db, claim, error);
    expect(await show()).toMatchObject({ state: 'failed', error });
    expect(await compute()).toMatchObject({ state: 'queued', error: null });
    await t.db.delete(schema.workers);
  });

  it('are read by those with insight and asked for by leads and engineers', async () => {
    await rate();
    const status = async (role: 'lead' | 'engineer' | 'annotator' | 'viewer') => {
      const who = await t.member(project, role);
      return [(await who.get(url)).statusCode, (await who.post(url)).statusCode];
    };
    expect(await status('lead')).toEqual([200, 200]);
    expect(await status('engineer')).toEqual([200, 200]);
    expect(await status('viewer')).toEqual([200, 403]);
    expect(await status('annotator')).toEqual([403, 403]);
    const other = await t.project();
    const foreign = url.replace(project.slug, other.slug);
    expect((await (await t.member(other, 'lead')).post(foreign)).statusCode).toBe(404);
  });

  it('leave golds out, and so does the agreement shown at once', async () => {
    await rate();
    const before = await hashNow();
    await makeGold(t.db, batch.taskIds[1]);
    expect(await hashNow()).not.toBe(before);
    expect(await show()).toMatchObject({ ratings: 6 });
    const progress = batchProgress.parse((await lead.get(url.replace('statistics', 'progress'))).json());
    expect(progress.agreement).toMatchObject({ tasks: 3, pairs: 3, agreeing: 2 });
  });
});
