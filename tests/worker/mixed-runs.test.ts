import { readdir, readFile } from 'node:fs/promises';
import { waitUntil } from '@prefloop/cli/wait';
import { hasEnded } from '@prefloop/contract';
import { checkInvariants, readCurves, schema } from '@prefloop/db';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startRedis, type TestRedis } from '../helpers/redis.ts';
import { freezeRows, launchTraining, preference } from '../helpers/training.ts';
import { createWorkshop, type WorkerProcess, type Workshop } from '../helpers/worker.ts';

let redis: TestRedis;
let shop: Workshop;
beforeEach(async () => {
  redis = await startRedis();
  shop = await createWorkshop({ redisUrl: redis.url });
});
afterEach(async () => {
  await shop.close();
  await redis.stop();
});

/** Processes that were given a file of this workshop: its trainers. */
async function trainers(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(shop.dataFolder)) found.push(`${pid} ${line.replaceAll('\0', ' ')}`);
  }
  return found;
}

it('twenty mixed runs on two slots: none booked twice, none left a zombie, workers and queue restarted in between', async () => {
  const baseVersionId = (await shop.version()).id;
  const train = async (wish: string) => {
    const snapshotId = await freezeRows(shop.db, shop.project.id, {
      kind: 'preference',
      train: [preference(`fake: ${wish}`, 'good', 'bad'), preference('b', 'good', 'bad')],
      eval: [preference('held one', 'good', 'bad'), preference('held two', 'good', 'bad')],
    });
    const params = { evalSteps: 4, saveSteps: 2, batchSize: 2, microBatch: 2 };
    const method = runIds.length % 2 === 0 ? 'dpo' : 'reward';
    return launchTraining(shop, {
      method,
      config: { baseVersionId, snapshotId, samples: { count: 0 }, params },
    });
  };
  const runIds: string[] = [];
  const steps = 12;
  for (let n = 0; n < 12; n += 1) runIds.push(await train(`steps=${steps} delay=60`));
  for (let n = 0; n < 6; n += 1) {
    const promptIds = await shop.prompts('fake: delay=60', 'b', 'c', 'd', 'e');
    runIds.push(await shop.launch({ versionIds: [baseVersionId], promptIds }));
  }
  for (let n = 0; n < 2; n += 1) runIds.push(await train('steps=6 delay=60 nan=3'));
  const trained = runIds.slice(0, 12);

  /** Looks all the while how many runs hold a slot. */
  let most = 0;
  let watching = true;
  const watch = (async () => {
    while (watching) {
      const { rows } = await shop.db.execute<{ running: number }>(
        sql`select count(*)::int as running from runs where status = 'running'`,
      );
      most = Math.max(most, rows[0]?.running ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();

  const endedCount = async () => {
    const rows = await shop.db
      .select({ status: schema.runs.status })
      .from(schema.runs)
      .where(inArray(schema.runs.id, runIds));
    return rows.filter(({ status }) => hasEnded(status)).length;
  };
  const after = async (count: number) =>
    expect(await waitUntil(async () => (await endedCount()) >= count, { timeoutMs: 120_000 })).toBe(true);
  /** What a dead worker held is due again at once, as if the silence had lasted. */
  const silence = () =>
    shop.db.execute(sql`update runs set heartbeat_at = now() - interval '30 seconds'
      where status = 'running' and heartbeat_at < now() - interval '4 seconds'`);

  const workers: WorkerProcess[] = [shop.spawnWorker(), shop.spawnWorker()];
  await after(3);
  await workers[0]?.kill('SIGKILL');
  await waitUntil(
    async () => {
      await silence();
      return (await endedCount()) >= 6;
    },
    { timeoutMs: 120_000, everyMs: 500 },
  );
  workers[0] = shop.spawnWorker();
  await after(8);
  await redis.stop();
  await after(10);
  redis = await startRedis(redis.port);
  await workers[1]?.kill('SIGTERM');
  workers[1] = shop.spawnWorker();
  await after(20);
  watching = false;
  await watch;

  const runs = await shop.db.select().from(schema.runs).where(inArray(schema.runs.id, runIds));
  const told = runs.map(({ status }) => status).toSorted();
  expect(told).toEqual([...Array(2).fill('diverged'), ...Array(18).fill('succeeded')]);
  expect(most).toBe(2);
  for (const runId of runIds) {
    const attempts = await shop.db
      .select()
      .from(schema.runAttempts)
      .where(eq(schema.runAttempts.runId, runId))
      .orderBy(asc(schema.runAttempts.attempt));
    for (const [index, { startedAt }] of attempts.slice(1).entries())
      expect(attempts[index]?.endedAt?.getTime()).toBeLessThanOrEqual(startedAt.getTime());
    expect(attempts.at(-1)?.endedAt).not.toBeNull();
  }
  for (const runId of trained) {
    const { rows } = await readCurves(shop.db, runId, { names: ['loss'], buckets: 5000 });
    expect(rows.map(({ step }) => step)).toEqual(Array.from({ length: steps }, (_, n) => n + 1));
  }
  expect(await checkInvariants(shop.database.pool)).toEqual([]);
  await Promise.all(workers.map((worker) => worker.kill('SIGTERM')));
  expect(await trainers()).toEqual([]);
});
