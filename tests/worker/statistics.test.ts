import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import { type KeptFigures, keptFigures, statisticsSettings } from '@prefloop/contract';
import {
  askStatistics,
  checkInvariants,
  claimStatistics,
  countVotes,
  failStatistics,
  getStatistics,
  giveStatisticsBack,
  hashVotes,
  listDueStatistics,
  listWorkers,
  schema,
  storeStatistics,
} from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addBatch, makeGold, type TestBatch } from '../helpers/rating.ts';
import { startRedis, type TestRedis } from '../helpers/redis.ts';
import { trainerPython } from '../helpers/training.ts';
import { addAnnotator, addVerdicts, changeVerdict, type Said } from '../helpers/verdicts.ts';
import { createWorkshop, type Workshop } from '../helpers/worker.ts';

let redis: TestRedis;
let python: string;
let shop: Workshop;
let batch: TestBatch;
let people: string[];

beforeAll(async () => {
  redis = await startRedis();
  python = await trainerPython();
});
afterAll(() => redis.stop());
afterEach(async () => {
  expect(await checkInvariants(shop.database.pool)).toEqual([]);
  expect(await readdir(join(shop.dataFolder, 'statistics')).catch(() => [])).toEqual([]);
  await shop.close();
});

/** What three people say of nine pairs: they differ on the second, the fifth and the last. */
const said: Said[][] = [
  [-3, 2, 'tie', -1, 3, -2, 1, 'both_bad', -1],
  [-2, -1, 'tie', -2, 2, -3, 2, 'both_bad', 2],
  [-3, 1, 'tie', -1, 'both_good', -2, 3, 'both_bad', 'tie'],
];

async function open(backend: 'postgres' | 'redis' = 'postgres', verdicts: Said[][] = said): Promise<void> {
  shop = await createWorkshop(backend === 'redis' ? { redisUrl: redis.url } : {});
  const projectId = shop.project.id;
  batch = await addBatch(shop.db, projectId, { tasks: 9, overlap: 3 });
  people = [];
  for (const [at, name] of ['Ada', 'Ben', 'Cyd'].entries()) {
    const annotatorId = await addAnnotator(shop.db, projectId, name);
    people.push(annotatorId);
    await addVerdicts(shop.db, { projectId, batch, annotatorId, said: verdicts[at] ?? [] });
  }
}

/** Asks as the API does, and rings. */
async function ask(): Promise<boolean> {
  const { hash } = await hashVotes(shop.db, batch.id, statisticsSettings);
  const asked = await askStatistics(shop.db, { batchId: batch.id, inputHash: hash });
  if (asked) await shop.queue.enqueue('statistics', { batchId: batch.id });
  return asked;
}

async function row() {
  const found = await getStatistics(shop.db, batch.id);
  if (!found) throw new Error('nobody asked');
  return found;
}

async function until(state: 'running' | 'done' | 'failed') {
  const there = await waitUntil(async () => (await row()).state === state, { timeoutMs: 120_000 });
  if (!there) throw new Error(`not ${state}: ${JSON.stringify(await row())}`);
  return row();
}

/** A program of a few lines in the place of Python. */
async function interpreter(script: string): Promise<string> {
  const path = join(shop.dataFolder, `python-${script.length}`);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function fallSilent(): Promise<void> {
  await shop.db.execute(sql`update batch_statistics set heard_at = now() - interval '30 seconds'`);
}

describe.each(['postgres', 'redis'] as const)('over %s', (backend) => {
  it('figures of a batch are computed once for the same votes, and anew for others', async () => {
    await open(backend);
    await shop.worker({ python });
    expect(await ask()).toBe(true);
    const first = await until('done');
    expectFigures(keptFigures.parse(first.result));
    expect(first).toMatchObject({ epoch: 1, error: null });

    expect(await ask()).toBe(false);
    expect(await row()).toEqual(first);

    const changed = { taskId: batch.taskIds[1] ?? '', annotatorId: people[1] ?? '', strength: 2 };
    await changeVerdict(shop.db, changed);
    expect(await ask()).toBe(true);
    const second = await until('done');
    expect(second.inputHash).not.toBe(first.inputHash);
    expect(keptFigures.parse(second.result).disagreements).toHaveLength(2);
  });
});

function expectFigures({ counts, agreement, cohen, annotators, disagreements }: KeptFigures) {
  expect(counts).toEqual({ ratings: 27, tasks: 9, annotators: 3, sharedTasks: 9, sharedRatings: 27 });
  // Six tasks with three pairs that agree, two with one, one with none: 20 of 27.
  expect(agreement.pooled).toMatchObject({ value: expect.closeTo(20 / 27, 6), n: 9, why: null });
  expect(agreement.pooled.low).toBeLessThan(20 / 27);
  expect(agreement.fleiss).toMatchObject({ n: 9, ratingsPerTask: 3, leftOut: 0, note: null });
  // "Both bad" has no strength: eight tasks are left.
  expect(agreement.alphaOrdinal).toMatchObject({ n: 8, why: null });
  expect(agreement.alphaOrdinal.value).toBeGreaterThan(0.6);
  expect(cohen.pairs.map(({ n }) => n)).toEqual([9, 9, 9]);
  expect(new Set(annotators.map(({ id }) => id))).toEqual(new Set(people));
  expect(annotators.map(({ ratings, activeMs }) => [ratings, activeMs.value])).toEqual(
    Array.from({ length: 3 }, () => [9, 5_000]),
  );
  // Nobody knows what stood left.
  expect(annotators[0]?.leftPull).toMatchObject({ value: null, why: expect.stringContaining('left') });
  expect(new Set(disagreements.map(({ taskId }) => taskId))).toEqual(
    new Set([1, 4, 8].map((at) => batch.taskIds[at])),
  );
  expect(disagreements.find(({ taskId }) => taskId === batch.taskIds[8])).toMatchObject({
    n: 3,
    agreement: 0,
    votes: { first: 1, second: 1, tie: 1, both_good: 0, both_bad: 0 },
  });
}

describe('what counts', () => {
  it('is no skip, nothing void, late, adjudicated or of a gold', async () => {
    await open();
    const { db, project } = shop;
    const projectId = project.id;
    const votes = async () => ({
      ...(await hashVotes(db, batch.id, statisticsSettings)),
      ...(await countVotes(db, batch.id, null)),
    });
    const before = await votes();
    expect(before.ratings).toBe(27);
    const dan = await addAnnotator(db, projectId, 'Dan');
    const eve = await addAnnotator(db, projectId, 'Eve');
    const [ada = ''] = people;
    await addVerdicts(db, { projectId, batch, annotatorId: dan, said: ['skip'] });
    const late = { counted: false, surplus: true };
    await addVerdicts(db, { projectId, batch, annotatorId: dan, said: [null, 1], more: late });
    const voided = { voidedAt: new Date() };
    await addVerdicts(db, { projectId, batch, annotatorId: eve, said: [1], more: voided });
    const judged = { kind: 'adjudication' as const, counted: false };
    await addVerdicts(db, { projectId, batch, annotatorId: ada, said: [1], more: judged });
    expect((await votes()).hash).toBe(before.hash);
    await makeGold(db, batch.taskIds[8]);
    expect((await votes()).ratings).toBe(24);
    expect((await votes()).hash).not.toBe(before.hash);
  });

  it('preferences of one strength have no order beyond the verdicts', async () => {
    await open('postgres', [
      [-2, 2],
      [-2, -2],
      [-2, 'tie'],
    ]);
    await shop.worker({ python });
    await ask();
    const { agreement } = keptFigures.parse((await until('done')).result);
    expect(agreement.alphaNominal.value).not.toBeNull();
    expect(agreement.alphaOrdinal).toMatchObject({ value: null, why: expect.stringContaining('strength') });
  });
});

describe('a worker', () => {
  it('that is killed leaves its work to the next, and nothing of it goes on', async () => {
    await open();
    const pidFile = join(shop.dataFolder, 'pid');
    const first = shop.spawnWorker({
      PREFLOOP_PYTHON: await interpreter(`echo $$ > '${pidFile}'\nexec cat > /dev/null`),
    });
    await ask();
    const claimed = await until('running');
    const started = async () => (await readFile(pidFile, 'utf8').catch(() => '')).endsWith('\n');
    expect(await waitUntil(started, { timeoutMs: 60_000 })).toBe(true);
    const pid = Number(await readFile(pidFile, 'utf8'));
    expect(isAlive(pid)).toBe(true);
    await first.kill('SIGKILL');
    expect(await waitUntil(async () => !isAlive(pid), { timeoutMs: 60_000 })).toBe(true);
    await fallSilent();
    await shop.worker({ python });
    const done = await until('done');
    expect(done).toMatchObject({ epoch: claimed.epoch + 1, attempts: 2 });
    expectFigures(keptFigures.parse(done.result));
    // The dead worker's claim writes nothing any more.
    const hold = { batchId: batch.id, epoch: claimed.epoch };
    expect(await failStatistics(shop.db, hold, { code: 'X', message: 'x', hint: 'x' })).toBe(false);
    expect(await row()).toEqual(done);
  });

  it('that is stopped hands its work back at once', async () => {
    await open();
    const waiting = await interpreter('exec cat > /dev/null');
    const worker = await shop.worker({ python: waiting });
    await ask();
    await until('running');
    await worker.close();
    expect(await row()).toMatchObject({ state: 'queued', attempts: 0 });
    await shop.worker({ python });
    expectFigures(keptFigures.parse((await until('done')).result));
  });

  it('whose Python environment is being prepared begins once that is there', async () => {
    await open();
    const told = [
      { state: 'preparing', step: 'torch', done: 1, total: 5, message: 'Installing PyTorch' },
      { state: 'ready', python },
    ].map((event) => `echo '${JSON.stringify(event)}'`);
    const bin = join(shop.dataFolder, 'bin');
    await mkdir(bin);
    const wait = `while [ ! -e ${bin}/go ]; do sleep 0.1; done`;
    await rename(await interpreter([told[0], wait, told[1]].join('\n')), join(bin, 'python3'));
    const path = process.env.PATH;
    process.env.PATH = `${bin}:${path}`;
    try {
      await shop.worker({ python: undefined });
      await ask();
      const isPreparing = async () => (await listWorkers(shop.db))[0]?.environment.state === 'preparing';
      expect(await waitUntil(isPreparing, { timeoutMs: 60_000 })).toBe(true);
      expect(await row()).toMatchObject({ state: 'queued', epoch: 0 });
      await writeFile(join(bin, 'go'), '');
      expectFigures(keptFigures.parse((await until('done')).result));
    } finally {
      process.env.PATH = path;
    }
  });

  it('tells a failure with what to do, keeps older figures, and tries again when asked', async () => {
    await open();
    const worker = await shop.worker({ python });
    await ask();
    const { result } = await until('done');
    await worker.close();
    await shop.worker({ python: await interpreter('echo the bottom fell out >&2; exit 7') });
    const changed = { taskId: batch.taskIds[1] ?? '', annotatorId: people[1] ?? '', strength: 2 };
    await changeVerdict(shop.db, changed);
    await ask();
    const failed = await until('failed');
    expect(failed.error).toMatchObject({
      code: 'TRAINER_FAILED',
      message: expect.stringMatching(/ended with code 7 .*the bottom fell out/),
      hint: expect.stringContaining('Try again'),
    });
    expect(failed.result).toEqual(result);
    expect(await ask()).toBe(true);
    expect(await until('failed')).toMatchObject({ epoch: 3 });
  });
});

describe('a claim', () => {
  it('goes to one of many, and what an older one writes is refused', async () => {
    await open();
    await ask();
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => claimStatistics(shop.db, { workerId: shop.user.id })),
    );
    expect(claims.filter((claim) => claim !== null)).toEqual([
      { batchId: batch.id, epoch: 1, inputHash: null },
    ]);
    await fallSilent();
    const second = await claimStatistics(shop.db, { workerId: shop.user.id });
    expect(second?.epoch).toBe(2);
    const made = { inputHash: 'hash', asOf: new Date(), result: { by: 'nobody' } };
    expect(await storeStatistics(shop.db, { batchId: batch.id, epoch: 1 }, made)).toBe(false);
    expect(await giveStatisticsBack(shop.db, { batchId: batch.id, epoch: 1 })).toBe(false);
    expect(await row()).toMatchObject({ state: 'running', result: null });
    expect(await storeStatistics(shop.db, { batchId: batch.id, epoch: 2 }, made)).toBe(true);
  });

  it('that is lost three times in a row is not tried a fourth time', async () => {
    await open();
    await ask();
    for (let n = 0; n < 3; n += 1) {
      expect(await listDueStatistics(shop.db)).toEqual([batch.id]);
      expect(await claimStatistics(shop.db, { workerId: shop.user.id })).not.toBeNull();
      await fallSilent();
    }
    expect(await claimStatistics(shop.db, { workerId: shop.user.id })).toBeNull();
    expect(await listDueStatistics(shop.db)).toEqual([]);
    expect(await row()).toMatchObject({ state: 'failed', error: { code: 'WORKER_LOST' } });
    await shop.db.delete(schema.batches).where(eq(schema.batches.id, batch.id));
    expect(await getStatistics(shop.db, batch.id)).toBeNull();
  });
});
