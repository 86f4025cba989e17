import { availableParallelism, cpus, hostname, totalmem } from 'node:os';
import type { WorkerDevice } from '@prefloop/contract';
import {
  beatWorker,
  listDueStatistics,
  listPreparing,
  type OpenDatabase,
  reconcileRuns,
  registerWorker,
  stopWorker,
} from '@prefloop/db';
import type { JobQueue } from '@prefloop/queue';
import type { Logger } from 'pino';
import type { WorkerConfig, WorkerDeps } from './deps.ts';
import { prepareEnvironment } from './environment.ts';
import { prepareModel } from './jobs/prepare-model.ts';
import { createStatistician } from './jobs/statistics.ts';
import { createSlots } from './slots.ts';
import { listGpus } from './trainer.ts';

const beatMs = 5_000;
/** With the silence that counts as death (20 s) this keeps a takeover within 30 s. */
const reconcileMs = 5_000;
/** Rings per reconciliation; what is left is found by the next, or by a worker that gets free. */
const mostRings = 50;

export type WorkerOptions = {
  database: OpenDatabase;
  queue: JobQueue;
  log: Logger;
  config: WorkerConfig;
  /** An interpreter that is ready; without it an environment is prepared. */
  python: string | undefined;
  /** Where that environment is kept; undefined for the usual place. */
  cache: string | undefined;
};

export type Worker = { id: string; close: () => Promise<void> };

/** Starts hearing jobs and working on them. `close` gives runs in hand back and leaves nothing running. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, queue, log, config } = options;
  const { db, pool } = database;
  const device = { ...(await describeDevice()), trackers: config.trackers };
  const workerId = await registerWorker(db, {
    host: hostname(),
    pid: process.pid,
    slots: config.slots.length,
    device,
    environment: { state: 'unknown' },
  });

  const environment = prepareEnvironment({
    interpreter: options.python,
    cache: options.cache,
    dataFolder: config.dataFolder,
    log,
    onChange: () => void quietly('the environment could not be told', tellEnvironment),
  });
  const deps: WorkerDeps = { db, pool, queue, log, config, environment };
  const slots = createSlots(deps, workerId);
  const statistician = createStatistician(deps, workerId);
  let closed = false;

  async function quietly(what: string, work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => log.warn({ err: error }, what));
  }
  async function tellEnvironment(): Promise<void> {
    await beatWorker(db, workerId, { environment: environment.state() });
    if (environment.python() !== null) await ringAll();
  }
  /** Rings for all there is to do, and takes what this worker can. */
  async function ringAll(): Promise<void> {
    for (const runId of (await reconcileRuns(db)).slice(0, mostRings)) await queue.enqueue('run', { runId });
    for (const versionId of await listPreparing(db)) await queue.enqueue('prepare-model', { versionId });
    for (const batchId of await listDueStatistics(db)) await queue.enqueue('statistics', { batchId });
  }

  await tellEnvironment().catch((error: unknown) => log.warn({ err: error }, 'the first look failed'));
  const beat = setInterval(() => {
    void quietly('the heartbeat did not arrive', () =>
      beatWorker(db, workerId, { environment: environment.state() }),
    );
  }, beatMs);
  const reconcile = setInterval(() => {
    void quietly('reconciliation failed', async () => {
      // Without the queue, too: a run must not wait for Redis to come back.
      statistician.fill();
      await Promise.allSettled([ringAll(), slots.fill()]).then(throwFirst);
    });
  }, reconcileMs);

  // The ring is acknowledged at once: the claim, and all that follows from it, stands in the database.
  await queue.consume('run', () => slots.fill(), 1);
  await queue.consume('statistics', async () => statistician.fill());
  const preparing = new Map<string, Promise<void>>();
  await queue.consume('prepare-model', async ({ versionId }) => {
    if (closed || preparing.has(versionId)) return;
    const work = quietly('preparing a model failed', () => prepareModel(deps, versionId)).finally(() => {
      preparing.delete(versionId);
      if (!closed) void quietly('no run could be taken', slots.fill);
    });
    preparing.set(versionId, work);
  });
  statistician.fill();
  await quietly('no run could be taken', slots.fill);
  log.info({ workerId, slots: config.slots.length, queue: queue.backend }, 'the worker is ready');

  return {
    id: workerId,
    async close() {
      closed = true;
      clearInterval(beat);
      clearInterval(reconcile);
      await Promise.all([slots.close(), statistician.close()]);
      await environment.close();
      await quietly('the worker could not sign off', () => stopWorker(db, workerId));
      await quietly('the queue did not close', queue.close);
    },
  };
}

function throwFirst(results: PromiseSettledResult<unknown>[]): void {
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function describeDevice(): Promise<WorkerDevice> {
  const gpus = await listGpus();
  const processor = cpus()[0]?.model.trim() ?? 'a processor';
  const [first] = gpus;
  // In a container the machine's memory is not all there for the taking; without a limit it reads as 0 or endless.
  const allowed = process.constrainedMemory();
  const memoryBytes = allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
  const common = { cores: availableParallelism(), memoryBytes };
  if (!first) return { kind: 'cpu', name: processor, ...common };
  return {
    kind: 'cuda',
    name: `${gpus.length} x ${first.name}`,
    ...common,
    gpuMemoryBytes: first.memoryBytes,
  };
}
