import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase } from '@prefloop/db';
import { createQueue } from '@prefloop/queue';
import { pino } from 'pino';
import { type Env, readEnv } from './env.ts';
import { startWorker } from './start-worker.ts';

const env = readEnv(process.env);
const log = pino({ level: env.LOG_LEVEL, name: 'worker' });
const database = openDatabase(env.DATABASE_URL, {
  application_name: 'prefloop-worker',
  // Frozen within a transaction, this process would hold its run's row, and nobody could take the run over.
  idle_in_transaction_session_timeout: 5_000,
});
const queue = createQueue({
  databaseUrl: env.DATABASE_URL,
  redisUrl: env.REDIS_URL,
  onError: (error) => log.warn({ err: error }, 'the queue reports a fault'),
});
const worker = await startWorker({
  database,
  queue,
  log,
  python: env.PREFLOOP_PYTHON,
  cache: env.PREFLOOP_CACHE,
  config: {
    dataFolder: resolve(env.PREFLOOP_DATA),
    cacheFolder: cacheFolder(env),
    secret: env.PREFLOOP_SECRET,
    slots: slotsOf(env),
    hangMs: env.PREFLOOP_HANG_MINUTES === 0 ? null : env.PREFLOOP_HANG_MINUTES * 60_000,
    trackers: env.PREFLOOP_TRACKERS,
    modelRoots: env.PREFLOOP_MODEL_ROOTS,
    hub: { url: env.HF_ENDPOINT, token: env.HF_TOKEN, offline: env.HF_HUB_OFFLINE },
  },
});

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: runs in hand go back to the queue');
    void worker
      .close()
      .then(() => database.close())
      .then(() => process.exit(0));
  });
}

/** The cache that the preparation of the Python environment uses, too. */
function cacheFolder({ PREFLOOP_CACHE }: Env): string {
  return resolve(PREFLOOP_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'prefloop'));
}

/** One run at a time, or one for each device that was named. */
function slotsOf({ PREFLOOP_SLOTS, CUDA_VISIBLE_DEVICES }: Env): (string | undefined)[] {
  const devices = (CUDA_VISIBLE_DEVICES ?? '').split(',').filter((device) => device !== '');
  const count = PREFLOOP_SLOTS ?? Math.max(devices.length, 1);
  if (devices.length !== count) return Array.from({ length: count }, () => CUDA_VISIBLE_DEVICES);
  return devices;
}
