import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import {
  beatRun,
  checkInvariants,
  claimRun,
  failRun,
  forceCancel,
  listWorkers,
  readCurves,
  reconcileRuns,
  recordResponses,
  recordRunEvents,
  requestCancel,
  schema,
  succeedRun,
} from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRedis, type TestRedis } from '../helpers/redis.ts';
import { createWorkshop, fakeTrainer, type Workshop } from '../helpers/worker.ts';

let redis: TestRedis;
let shop: Workshop;
let versionId: string;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
afterEach(async () => {
  expect(await checkInvariants(shop.database.pool)).toEqual([]);
  await shop.close();
});

async function open(backend: 'postgres' | 'redis' = 'postgres'): Promise<void> {
  shop = await createWorkshop(backend === 'redis' ? { redisUrl: redis.url } : {});
  versionId = (await shop.version()).id;
}

const lines = (first: string, count: number) => [first, ...Array.from({ length: count - 1 }, () => 'x')];

/** Every step once, every answer once. */
async function expectWhole(runId: string, count: number): Promise<void> {
  const { rows } = await readCurves(shop.db, runId, { names: ['tokens_per_second'], buckets: 5000 });
  expect(rows.map(({ step }) => step)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
  const answers = await shop.db.select().from(schema.responses).where(eq(schema.responses.runId, runId));
  expect(new Set(answers.map(({ promptId }) => promptId)).size).toBe(count);
  expect(answers.length).toBe(count);
}

/** As if the worker had been silent for half a minute. */
async function fallSilent(runId: string): Promise<void> {
  await shop.db.execute(
    sql`update runs set heartbeat_at = now() - interval '30 seconds' where id = ${runId}`,
  );
}

describe.each(['postgres', 'redis'] as const)('on %s', (backend) => {
  beforeEach(() => open(backend));

  it('a killed worker is replaced and its run goes on where it was', async () => {
    const promptIds = await shop.prompts(...lines('fake: delay=50', 60));
    const processes = [shop.spawnWorker(), shop.spawnWorker()];
    const bothLive = async () => (await listWorkers(shop.db)).length === 2;
    expect(await waitUntil(bothLive, { timeoutMs: 60_000 })).toBe(true);
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    await shop.until(runId, (run) => run.responses >= 10);
    const [holder] = await shop.db
      .select({ pid: schema.workers.pid })
      .from(schema.workers)
      .innerJoin(schema.runs, eq(schema.runs.workerId, schema.workers.id));
    const victim = processes.find(({ pid }) => pid === holder?.pid);
    const heir = processes.find(({ pid }) => pid !== holder?.pid);
    if (!victim || !heir) throw new Error('no worker holds the run');
    await victim.kill('SIGKILL');
    const killed = Date.now();
    // Waited for once in real time; the other backend takes over by the very same query.
    if (backend === 'postgres') await fallSilent(runId);
    await shop.until(runId, (run) => run.epoch === 2 && run.attempt?.number === 2);
    console.log(`killed to taken up again: ${((Date.now() - killed) / 1000).toFixed(1)} s on ${backend}`);
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 60);
    const run = await shop.run(runId);
    // A vanished worker is no fault of the run.
    expect(run).toMatchObject({ attempts: 1, attempt: { number: 2, outcome: 'succeeded' } });
    expect(run.attempt?.resumedFromStep).toBeGreaterThanOrEqual(10);
    expect(heir.output()).not.toContain('"level":50');
  }, 180_000);

  it('runs are found again after the queue was emptied', async () => {
    const promptIds = await shop.prompts('a', 'b');
    const runIds: string[] = [];
    for (let n = 0; n < 5; n += 1) runIds.push(await shop.launch({ versionIds: [versionId], promptIds }));
    if (backend === 'redis') {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    } else {
      await shop.database.pool.query('drop schema bullmq cascade');
    }
    await shop.worker();
    for (const runId of runIds) expect(await shop.ended(runId)).toBe('succeeded');
  });

  it('ten rings are one run', async () => {
    const runId = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('a') });
    for (let n = 0; n < 9; n += 1) await shop.queue.enqueue('run', { runId });
    await Promise.all([shop.worker(), shop.worker(), shop.worker()]);
    expect(await shop.ended(runId)).toBe('succeeded');
    const run = await shop.run(runId);
    expect(run).toMatchObject({ epoch: 1, attempts: 1 });
  });
});

describe('while Redis is away', () => {
  it('a launched run still runs', async () => {
    const own = await startRedis();
    shop = await createWorkshop({ redisUrl: own.url });
    versionId = (await shop.version()).id;
    await shop.worker();
    await own.stop();
    const runId = await shop
      .launch({ versionIds: [versionId], promptIds: await shop.prompts('a') })
      .catch(async () => {
        const [run] = await shop.db.select({ id: schema.runs.id }).from(schema.runs);
        return run?.id ?? '';
      });
    expect(await shop.ended(runId, 30_000)).toBe('succeeded');
  });
});

describe('a worker that was replaced', () => {
  beforeEach(() => open());

  it('writes nothing any more, whatever it tries', async () => {
    const [promptId = ''] = await shop.prompts('a');
    const runId = await shop.launch({ versionIds: [versionId], promptIds: [promptId] });
    const zombie = await claimRun(shop.db, { workerId: versionId, trainerReady: true });
    expect(zombie?.id).toBe(runId);
    const hold = { runId, epoch: zombie?.epoch ?? 0 };
    expect(await beatRun(shop.db, hold)).toBe('go on');
    await fallSilent(runId);
    await reconcileRuns(shop.db);

    const metrics = [{ name: 'loss', step: 1, value: 1 }];
    const row = {
      promptId,
      modelVersionId: versionId,
      sampleIndex: 0,
      text: 'late',
      finishReason: 'stop' as const,
    };
    const rows = [{ ...row, tokens: 1, promptTokens: 1, logprob: -1, seed: 1 }];
    const writes = async () => [
      await beatRun(shop.db, hold),
      await recordRunEvents(shop.db, { ...hold, attempt: 1 }, { metrics, samples: [], checkpoints: [] }),
      await recordResponses(shop.db, hold, { projectId: shop.project.id, sampling: {}, rows }),
      await succeedRun(shop.db, hold, { publish: { model: { name: 'x' }, location: {} } }),
      await failRun(shop.db, hold, { error: { code: 'X', message: 'x' }, outcome: 'failed', final: true }),
    ];
    const refused = ['lost', 'lost', false, 'lost', 'lost'];
    expect(await writes()).toEqual(refused);
    const heir = await claimRun(shop.db, { workerId: versionId, trainerReady: true });
    expect(heir?.epoch).toBe(2);
    expect(await writes()).toEqual(refused);
    expect(await shop.run(runId)).toMatchObject({
      status: 'running',
      epoch: 2,
      responses: 0,
      published: null,
    });
  });

  it('ends its trainer once it wakes, and the run is whole', async () => {
    const promptIds = await shop.prompts(...lines('fake: delay=50', 40));
    const sleeper = shop.spawnWorker();
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    await shop.until(runId, (run) => run.responses >= 5);
    await sleeper.kill('SIGSTOP');
    await fallSilent(runId);
    await shop.worker();
    expect(await shop.ended(runId)).toBe('succeeded');
    await sleeper.kill('SIGCONT');
    expect(
      await waitUntil(() => sleeper.output().includes('taken away from this worker'), { timeoutMs: 120_000 }),
    ).toBe(true);
    await expectWhole(runId, 40);
    expect(await shop.run(runId)).toMatchObject({ status: 'succeeded', epoch: 2 });
  });
});

describe('faults', () => {
  beforeEach(() => open());

  it('a worker that ends in order gives its run back and spends no attempt', async () => {
    const promptIds = await shop.prompts(...lines('fake: delay=50', 40));
    const first = shop.spawnWorker();
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    await shop.until(runId, (run) => run.responses >= 5);
    await first.kill('SIGTERM');
    expect(await first.exited).toBe(0);
    expect(await shop.run(runId)).toMatchObject({
      status: 'queued',
      attempts: 0,
      attempt: { outcome: 'given back' },
    });
    expect(await listWorkers(shop.db)).toEqual([]);
    await shop.worker();
    expect(await shop.ended(runId)).toBe('succeeded');
    await expectWhole(runId, 40);
  });

  it('a run that takes every worker down with it is given up', async () => {
    const runId = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('a') });
    for (let n = 1; n <= 5; n += 1) {
      const run = await claimRun(shop.db, { workerId: versionId, trainerReady: true });
      expect(run?.id).toBe(runId);
      await shop.db.insert(schema.runAttempts).values({ runId, attempt: n, epoch: n });
      await fallSilent(runId);
      await reconcileRuns(shop.db);
    }
    expect(await shop.run(runId)).toMatchObject({ status: 'failed', error: { code: 'WORKER_LOST' } });
  });

  it('a cancel comes through where the worker is dead', async () => {
    const runId = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('a') });
    await claimRun(shop.db, { workerId: versionId, trainerReady: true });
    await requestCancel(shop.db, { projectId: shop.project.id, runId });
    expect(await forceCancel(shop.db, runId)).toEqual([]);
    await shop.db.execute(
      sql`update runs set cancel_requested_at = now() - interval '9 seconds' where id = ${runId}`,
    );
    expect(await forceCancel(shop.db, runId)).toEqual([runId]);
    expect(await shop.run(runId)).toMatchObject({ status: 'cancelled', epoch: 2 });
  });

  it('a run that succeeds after a cancel was asked for ends as cancelled and publishes nothing', async () => {
    const runId = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('a') });
    const run = await claimRun(shop.db, { workerId: versionId, trainerReady: true });
    await requestCancel(shop.db, { projectId: shop.project.id, runId });
    const hold = { runId, epoch: run?.epoch ?? 0 };
    const publish = { model: { name: 'never' }, location: {} };
    expect(await succeedRun(shop.db, hold, { publish })).toBe('cancelled');
    expect(await shop.run(runId)).toMatchObject({ status: 'cancelled', published: null });
  });

  it('of twenty claims at once one gets the run, and numbers have no gaps', async () => {
    const promptIds = await shop.prompts('a');
    const runIds = await Promise.all(
      Array.from({ length: 5 }, () => shop.launch({ versionIds: [versionId], promptIds })),
    );
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => claimRun(shop.db, { workerId: versionId, trainerReady: true })),
    );
    const won = claims.flatMap((run) => (run ? [run.id] : []));
    expect(won.toSorted()).toEqual(runIds.toSorted());
    const runs = await shop.db.select({ number: schema.runs.number }).from(schema.runs);
    expect(runs.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4, 5]);
    for (const runId of runIds) await requestCancel(shop.db, { projectId: shop.project.id, runId });
  });

  it('a poisoned run does not hold up the next one', async () => {
    const poison = await shop.launch({
      versionIds: [versionId],
      promptIds: await shop.prompts('fake: crash=1', 'b'),
    });
    const healthy = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('c') });
    await shop.worker();
    expect(await shop.ended(healthy)).toBe('succeeded');
    expect(await shop.run(poison)).toMatchObject({ status: 'queued', attempts: 1 });
  });
});

describe('a worker whose Python environment is not ready', () => {
  const path = process.env.PATH ?? '';
  let folder: string;
  beforeEach(async () => {
    await open();
    folder = await mkdtemp(join(tmpdir(), 'prefloop-python-'));
    process.env.PATH = `${folder}:${path}`;
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true, force: true });
  });

  /** A `python3` that answers as the preparation does, and is done once the file `go` is there. */
  async function fakePreparation(end: string): Promise<void> {
    const preparing = { state: 'preparing', step: 'torch', done: 1, total: 5, message: 'Installing PyTorch' };
    const script = `#!/bin/sh\necho '${JSON.stringify(preparing)}'\nwhile [ ! -e ${folder}/go ]; do sleep 0.1; done\n${end}\n`;
    await writeFile(join(folder, 'python3'), script);
    await chmod(join(folder, 'python3'), 0o755);
  }

  it('lets runs wait with that reason, shows how far it is, then runs them', async () => {
    await fakePreparation(`echo '${JSON.stringify({ state: 'ready', python: fakeTrainer })}'`);
    await shop.worker({ python: undefined });
    const runId = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('a') });
    await shop.until(runId, (run) => run.status === 'waiting' && run.reason === 'environment');
    const [worker] = await listWorkers(shop.db);
    expect(worker?.environment).toMatchObject({ state: 'preparing', step: 'torch', done: 1, total: 5 });
    await writeFile(join(folder, 'go'), '');
    expect(await shop.ended(runId)).toBe('succeeded');
    expect((await listWorkers(shop.db))[0]?.environment).toMatchObject({ state: 'ready' });
  });

  it('says why the preparation broke off', async () => {
    await fakePreparation('echo the disk burst >&2; exit 9');
    await shop.worker({ python: undefined });
    await writeFile(join(folder, 'go'), '');
    const failed = async () => (await listWorkers(shop.db))[0]?.environment.state === 'failed';
    expect(await waitUntil(failed, { timeoutMs: 60_000 })).toBe(true);
    expect((await listWorkers(shop.db))[0]?.environment.message).toContain('the disk burst');
    expect(await readFile(join(shop.dataFolder, 'logs', 'python-environment.log'), 'utf8')).toContain(
      'burst',
    );
  });

  it('waits for a model that is being prepared', async () => {
    await fakePreparation('exit 1');
    const bundled = await shop.version({ origin: 'bundled', status: 'preparing', location: {} });
    await shop.worker({ python: undefined });
    const runId = await shop.launch({ versionIds: [bundled.id], promptIds: await shop.prompts('a') });
    await shop.until(runId, (run) => run.status === 'waiting' && run.reason === 'dependency');
    await requestCancel(shop.db, { projectId: shop.project.id, runId });
  });
});
