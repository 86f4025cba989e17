import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import type { TrackerName } from '@prefloop/contract';
import {
  checkInvariants,
  listRunSamples,
  readCurves,
  reconcileRuns,
  requestCancel,
  schema,
} from '@prefloop/db';
import { and, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
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
async function launch(
  wish: string,
  params: Record<string, number> = {},
  maxAttempts?: number,
  trackers?: TrackerName[],
) {
  const snapshotId = await freezeRows(shop.db, shop.project.id, {
    kind: 'preference',
    train: [preference(`fake: ${wish}`, 'good', 'bad'), preference('b', 'good', 'bad')],
    eval: [preference('held one', 'good', 'bad'), preference('held two', 'good', 'bad')],
  });
  const given = { evalSteps: 4, saveSteps: 2, batchSize: 2, microBatch: 2, ...params };
  const config = { baseVersionId, snapshotId, samples: { count: 2 }, params: given, trackers };
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

  it('sends its figures elsewhere only as far as the worker allows', async () => {
    await shop.worker({ config: { trackers: ['tensorboard'] } });
    const told = await launch('steps=2', {}, 1, ['tensorboard']);
    expect(await shop.ended(told)).toBe('succeeded');
    const spec: unknown = JSON.parse(await readFile(join(attemptFolder(told), 'spec.json'), 'utf8'));
    expect(spec).toMatchObject({ trackers: ['tensorboard'] });
    const refused = await launch('steps=2', {}, 1, ['tensorboard', 'wandb']);
    expect(await shop.ended(refused)).toBe('failed');
    expect((await shop.run(refused)).error).toMatchObject({
      code: 'PREFLIGHT_FAILED',
      message: expect.stringMatching(/does not allow wandb: name it in PREFLOOP_TRACKERS/),
    });
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

describe('memory that runs out', () => {
  const specOf = async (runId: string, attempt: number) =>
    z
      .object({ params: z.object({ batchSize: z.int(), microBatch: z.int() }), configHash: z.string() })
      .parse(JSON.parse(await readFile(join(attemptFolder(runId, attempt), 'spec.json'), 'utf8')));

  it('once: the run goes on from its checkpoint with half as much at once, and says so', async () => {
    await shop.worker();
    const runId = await launch('steps=8 oom=6 fits=2', { batchSize: 8, microBatch: 4 });
    const failed = await shop.until(runId, ({ error }) => error !== null);
    expect(failed).toMatchObject({
      status: 'queued',
      error: {
        code: 'OUT_OF_MEMORY',
        message:
          'It ran out of memory with 4 rows at once; it goes on with 2 rows at once. OutOfMemoryError: tried to allocate 2 GiB',
        hint: expect.stringMatching(/maximal length/),
      },
      attempt: { outcome: 'out of memory' },
    });
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 8);
    const run = await shop.run(runId);
    expect(run).toMatchObject({ attempts: 2, attempt: { number: 2, resumedFromStep: 4 } });
    expect(run.progress.warnings).toEqual([
      {
        code: 'LESS_MEMORY',
        message:
          'An attempt ran out of memory with 4 rows at once; it went on with 2 rows at once. The result is the same.',
      },
    ]);
    const [before, after] = [await specOf(runId, 1), await specOf(runId, 2)];
    expect([before.params, after.params]).toMatchObject([
      { batchSize: 8, microBatch: 4 },
      { batchSize: 8, microBatch: 2 },
    ]);
    expect(after.configHash).toBe(before.configHash);
  });

  it('twice: the run fails and names the settings that help', async () => {
    await shop.worker();
    const runId = await launch('steps=8 oom=6', { batchSize: 8, microBatch: 4 });
    expect(await shop.ended(runId)).toBe('failed');
    expect(await shop.run(runId)).toMatchObject({
      attempts: 2,
      error: {
        code: 'OUT_OF_MEMORY',
        message: expect.stringMatching(/^It ran out of memory with 2 rows at once\. /),
        hint: expect.stringMatching(/maximal length.*Recompute activations.*LoRA/),
      },
    });
    expect(await versionsOf(runId)).toEqual([]);
  });

  it('with one row at once: it is not tried again', async () => {
    await shop.worker();
    const runId = await launch('steps=8 oom=6', { microBatch: 1 });
    expect(await shop.ended(runId)).toBe('failed');
    expect(await shop.run(runId)).toMatchObject({
      attempts: 1,
      error: { code: 'OUT_OF_MEMORY', message: expect.stringMatching(/with 1 row at once\. /) },
    });
  });

  it('stays remembered by a worker that takes the run over', async () => {
    const first = shop.spawnWorker();
    const runId = await launch('steps=60 delay=50 oom=2 fits=1', { microBatch: 2, saveSteps: 5 });
    await waitFor(join(attemptFolder(runId, 2), 'checkpoints', 'checkpoint-10', 'manifest.json'));
    await first.kill('SIGKILL');
    await replaceWorker(runId);
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 60);
    expect((await specOf(runId, 3)).params.microBatch).toBe(1);
  }, 180_000);
});

describe('a trainer that is killed outright', () => {
  it('by somebody who is not the kernel: it is tried again, as it was, and no step is lost or told twice', async () => {
    await shop.worker();
    const runId = await launch('steps=10 kill=8', { saveSteps: 3 });
    const failed = await shop.until(runId, ({ error }) => error !== null);
    expect(failed.error).toMatchObject({
      code: 'TRAINER_FAILED',
      message: expect.stringMatching(/ended by SIGKILL/),
    });
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 10);
    expect((await shop.run(runId)).attempt).toMatchObject({ number: 2, resumedFromStep: 6 });
  });
});

describe('a trainer that hangs', () => {
  it.each([
    ['and ends when it is told to', 'hang=5'],
    ['and hears nothing', 'hang=5 deaf'],
  ])('%s is asked where, ended, and the run goes on', async (_, wish) => {
    await shop.worker({ config: { hangMs: 2_000 } });
    const runId = await launch(`steps=8 ${wish}`);
    const failed = await shop.until(runId, ({ error }) => error !== null);
    expect(failed.error).toMatchObject({
      code: 'TRAINER_HUNG',
      message:
        'The trainer hung: for 2 s it said nothing after step 4 of 8, and was ended. It stood in wait (planted.py, line 7).',
      hint: expect.stringMatching(/PREFLOOP_HANG_MINUTES/),
    });
    expect(failed.attempt?.logTail).toContain('File "/x/planted.py", line 7 in wait');
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 8);
  });

  it('every time: the run fails, and its log keeps where', async () => {
    await shop.worker({ config: { hangMs: 1_000 } });
    const runId = await launch('steps=8 hang=5', {}, 1);
    expect(await shop.ended(runId)).toBe('failed');
    const run = await shop.run(runId);
    expect(run.error?.code).toBe('TRAINER_HUNG');
    expect(run.attempt?.logTail).toContain('line 7 in wait');
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

describe('an orphan', () => {
  it('that slept through the death of its worker and its own replacement writes nothing any more', async () => {
    const first = shop.spawnWorker();
    const runId = await launch('steps=40 delay=60', { saveSteps: 5, evalSteps: 10 });
    await waitFor(join(attemptFolder(runId), 'checkpoints', 'checkpoint-10', 'manifest.json'));
    const orphan = Number(/"pid":(\d+),"folder"/.exec(first.output())?.[1]);
    process.kill(orphan, 'SIGSTOP');
    onTestFinished(() => {
      if (isThere(orphan)) process.kill(orphan, 'SIGKILL');
    });
    await first.kill('SIGKILL');
    await replaceWorker(runId);
    expect(await shop.ended(runId)).toBe('succeeded');
    expect(isThere(orphan)).toBe(true);

    const told = await readFile(join(attemptFolder(runId, 2), 'events.jsonl'), 'utf8');
    process.kill(orphan, 'SIGCONT');
    expect(await waitUntil(() => !isThere(orphan), { timeoutMs: 60_000 })).toBe(true);
    expect(await readFile(join(attemptFolder(runId, 2), 'events.jsonl'), 'utf8')).toBe(told);
    await expectWhole(runId, 40);
    expect(await shop.run(runId)).toMatchObject({ status: 'succeeded', epoch: 2 });
  }, 180_000);
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

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
