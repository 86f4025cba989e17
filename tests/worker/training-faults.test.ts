import { access, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import {
  checkInvariants,
  listRunSamples,
  readCurves,
  reconcileRuns,
  requestCancel,
  schema,
} from '@prefloop/db';
import { and, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freezeRows, launchTraining, preference } from '../helpers/training.ts';
import { createWorkshop, type Workshop } from '../helpers/worker.ts';

let shop: Workshop;
let baseVersionId: string;

beforeEach(async () => {
  shop = await createWorkshop();
  baseVersionId = (await shop.version()).id;
});
afterEach(async () => {
  expect(await checkInvariants(shop.database.pool)).toEqual([]);
  await shop.close();
});

/** Launches a dpo run whose trainer does what `wish` says. */
async function launch(wish: string, params: Record<string, number> = {}, maxAttempts?: number) {
  const snapshotId = await freezeRows(shop.db, shop.project.id, {
    kind: 'preference',
    train: [preference(`fake: ${wish}`, 'good', 'bad'), preference('b', 'good', 'bad')],
    eval: [preference('held one', 'good', 'bad'), preference('held two', 'good', 'bad')],
  });
  const given = { evalSteps: 4, saveSteps: 2, batchSize: 2, microBatch: 2, ...params };
  const config = { baseVersionId, snapshotId, samples: { count: 2 }, params: given };
  return launchTraining(shop, { method: 'dpo', config }, maxAttempts);
}

const attemptFolder = (runId: string, attempt = 1) =>
  join(shop.dataFolder, 'runs', runId, `attempt-${attempt}`);
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
async function waitFor(path: string): Promise<void> {
  expect(await waitUntil(() => exists(path), { timeoutMs: 60_000, everyMs: 20 })).toBe(true);
}

async function versionsOf(runId: string) {
  return shop.db.select().from(schema.modelVersions).where(eq(schema.modelVersions.runId, runId));
}
const artifacts = () => readdir(join(shop.dataFolder, 'artifacts')).catch(() => []);

/** One version, one folder, every step of the curve once. */
async function expectWhole(runId: string, steps: number): Promise<void> {
  const versions = await versionsOf(runId);
  expect(versions.length).toBe(1);
  expect(await artifacts()).toEqual([versions[0]?.id]);
  const { rows } = await readCurves(shop.db, runId, { names: ['loss'], buckets: 5000 });
  expect(rows.map(({ step, last }) => [step, last])).toEqual(
    Array.from({ length: steps }, (_, n) => [n + 1, 1 / (n + 1)]),
  );
}

async function replaceWorker(runId: string): Promise<void> {
  await shop.db.execute(
    sql`update runs set heartbeat_at = now() - interval '30 seconds' where id = ${runId} and status = 'running'`,
  );
  await reconcileRuns(shop.db);
  await shop.worker();
}

describe('a training run', () => {
  it('publishes one version that says where it comes from, and clears its checkpoints', async () => {
    await shop.worker();
    const runId = await launch('steps=8');
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 8);
    const run = await shop.run(runId);
    expect(run.published).toMatchObject({ model: 'tiny dpo', version: 1 });
    expect(run.progress).toMatchObject({ step: 8, total: 8, figures: { eval_loss: 108 } });
    const [version] = await versionsOf(runId);
    expect(version).toMatchObject({
      origin: 'trained',
      purpose: 'policy',
      status: 'ready',
      baseVersionId,
      snapshotId: run.snapshotId,
      createdBy: shop.user.id,
      facts: { architecture: 'LlamaForCausalLM', step: 8, padToken: '<pad>', endToken: '<end>' },
    });
    expect(version?.facts.hash).toMatch(/^[0-9a-f]{64}$/);
    const cleared = async () => !(await exists(join(attemptFolder(runId), 'checkpoints')));
    expect(await waitUntil(cleared, { timeoutMs: 30_000 })).toBe(true);
    const saved = await shop.db.select().from(schema.checkpoints).where(eq(schema.checkpoints.runId, runId));
    expect(saved.some(({ step }) => step === 8)).toBe(true);
    const samples = await listRunSamples(shop.db, runId, 100);
    expect(samples.map(({ step, ordinal, prompt }) => [step, ordinal, prompt])).toEqual(
      [0, 4, 8].flatMap((step) => [
        [step, 0, 'held one'],
        [step, 1, 'held two'],
      ]),
    );
  });

  it('that diverges shows it on the curve and publishes nothing', async () => {
    await shop.worker();
    const runId = await launch('steps=8 nan=5');
    expect(await shop.ended(runId)).toBe('diverged');
    const { rows } = await readCurves(shop.db, runId, { names: ['loss'], from: 5, buckets: 100 });
    expect(rows).toMatchObject([{ step: 5, last: Number.NaN, nonFinite: 1 }]);
    expect((await shop.run(runId)).error?.code).toBe('DIVERGED');
    expect([await versionsOf(runId), await artifacts()]).toEqual([[], []]);
  });

  it('is looked at once more before it begins', async () => {
    const worker = await shop.version({ purpose: 'reward' });
    baseVersionId = worker.id;
    await shop.worker();
    const runId = await launch('steps=8');
    expect(await shop.ended(runId)).toBe('failed');
    expect((await shop.run(runId)).error).toMatchObject({ code: 'PREFLIGHT_FAILED' });
    expect((await shop.run(runId)).error?.message).toMatch(/is a reward model/);
  });

  it('does not publish files that are not what their manifest says', async () => {
    await shop.worker();
    const runId = await launch('steps=4 torn-model', {}, 1);
    expect(await shop.ended(runId)).toBe('failed');
    expect((await shop.run(runId)).error?.message).toMatch(/model\.safetensors has not \d+ bytes/);
    expect([await versionsOf(runId), await artifacts()]).toEqual([[], []]);
  });

  it('ends within ten seconds of a cancel while it is about to publish', async () => {
    await shop.worker();
    const runId = await launch('steps=4 linger');
    await waitFor(join(attemptFolder(runId), 'model', 'manifest.json'));
    await requestCancel(shop.db, { projectId: shop.project.id, runId });
    await shop.until(runId, ({ status }) => status === 'cancelled');
    expect([await versionsOf(runId), await artifacts()]).toEqual([[], []]);
  });
});

describe('going on', () => {
  it('takes the newest whole checkpoint and what was told up to it, whoever stored it', async () => {
    const first = shop.spawnWorker();
    const runId = await launch('steps=40 delay=60', { saveSteps: 5, evalSteps: 10 });
    await waitFor(join(attemptFolder(runId), 'checkpoints', 'checkpoint-15', 'manifest.json'));
    await first.kill('SIGKILL');
    const folder = join(attemptFolder(runId), 'checkpoints');
    const newest = (await readdir(folder))
      .map((name) => Number(name.split('-')[1]))
      .toSorted((a, b) => a - b);
    const last = newest.at(-1) ?? 0;
    await writeFile(join(folder, `checkpoint-${last}`, 'state.json'), 'damaged');
    // As if the worker had died before it stored anything.
    await shop.db.delete(schema.runMetrics).where(eq(schema.runMetrics.runId, runId));
    await shop.db.delete(schema.runSamples).where(eq(schema.runSamples.runId, runId));
    await replaceWorker(runId);
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 40);
    const run = await shop.run(runId);
    expect(run.attempt).toMatchObject({ number: 2, resumedFromStep: newest.at(-2) });
    const samples = await listRunSamples(shop.db, runId, 100);
    expect([...new Set(samples.map(({ step }) => step))]).toEqual([0, 10, 20, 30, 40]);
    expect(samples.length).toBe(10);
  }, 180_000);
});

describe('a worker killed at the publishing', () => {
  it('once the model is whole and nothing is told of it: the next attempt publishes', async () => {
    const first = shop.spawnWorker();
    const runId = await launch('steps=6 linger');
    await waitFor(join(attemptFolder(runId), 'model', 'manifest.json'));
    await first.kill('SIGKILL');
    await replaceWorker(runId);
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 6);
    expect((await shop.run(runId)).attempt?.resumedFromStep).toBe(6);
  }, 180_000);

  it('once the files are moved, within the transaction: the next attempt publishes, and clears up', async () => {
    const blocker = await shop.database.pool.connect();
    await blocker.query('begin');
    await blocker.query('lock table models in exclusive mode');
    const first = shop.spawnWorker();
    const runId = await launch('steps=6');
    const blocked = async () => {
      const { rows } = await shop.database.pool.query(
        "select 1 from pg_locks where relation = 'models'::regclass and not granted",
      );
      return rows.length > 0;
    };
    expect(await waitUntil(blocked, { timeoutMs: 30_000 })).toBe(true);
    await first.kill('SIGKILL');
    const [moved = ''] = await artifacts();
    expect(moved).not.toBe('');
    await blocker.query('rollback');
    blocker.release();
    expect(await versionsOf(runId)).toEqual([]);
    await replaceWorker(runId);
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 6);
    expect(await artifacts()).not.toContain(moved);
  }, 180_000);

  it('once the version is written: it stays the only one', async () => {
    const first = shop.spawnWorker();
    const runId = await launch('steps=6');
    await shop.until(runId, ({ status }) => status === 'succeeded');
    await first.kill('SIGKILL');
    await shop.worker();
    await expectWhole(runId, 6);
    expect(await shop.run(runId)).toMatchObject({ status: 'succeeded', epoch: 1 });
  }, 180_000);

  it('and one that slept through its replacement publishes nothing', async () => {
    const sleeper = shop.spawnWorker();
    const runId = await launch('steps=6 linger');
    await waitFor(join(attemptFolder(runId), 'model', 'manifest.json'));
    await sleeper.kill('SIGSTOP');
    await replaceWorker(runId);
    expect(await shop.ended(runId)).toBe('succeeded');
    await writeFile(join(attemptFolder(runId), 'go'), '');
    await sleeper.kill('SIGCONT');
    const left = () => sleeper.output().includes('the run left this worker');
    expect(await waitUntil(left, { timeoutMs: 30_000 })).toBe(true);
    await expectWhole(runId, 6);
    const attempts = await shop.db
      .select({ outcome: schema.runAttempts.outcome })
      .from(schema.runAttempts)
      .where(and(eq(schema.runAttempts.runId, runId), eq(schema.runAttempts.epoch, 2)));
    expect(attempts).toEqual([{ outcome: 'succeeded' }]);
  }, 180_000);
});
