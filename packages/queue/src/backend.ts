import { createPostgresBackend, type JobsOptions, Queue, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';

type Report = (error: Error) => void;
type Processor = (data: unknown) => Promise<void>;

export type OpenQueue = { add: (data: unknown) => Promise<void>; close: () => Promise<void> };
export type OpenWorker = { ready: () => Promise<void>; close: () => Promise<void> };

/** What the two backends differ in; everything above them is the same code. */
export type Backend = {
  name: 'redis' | 'postgres';
  openQueue: (name: string) => OpenQueue;
  openWorker: (name: string, process: Processor, concurrency: number) => OpenWorker;
  close: () => Promise<void>;
};

/** A ring that was not answered is rung again by the reconciler, so the queue itself never retries. */
const jobOptions: JobsOptions = {
  attempts: 1,
  removeOnComplete: { count: 100 },
  removeOnFail: { count: 100 },
};

export function redisBackend(url: string, report: Report): Backend {
  // null: a consumer waits through an outage of any length instead of failing its commands.
  const connection = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  connection.on('error', report);
  const options = { connection, prefix: 'prefloop' };
  return {
    name: 'redis',
    openQueue(name) {
      const queue = new Queue(name, options);
      queue.on('error', report);
      return asQueue(name, queue);
    },
    openWorker(name, process, concurrency) {
      const worker = new Worker(name, (job) => process(job.data), { ...options, concurrency, drainDelay: 2 });
      worker.on('error', report);
      worker.on('failed', (_job, error) => report(error));
      return {
        ready: () => ready(worker),
        // Without Redis an orderly end would wait for it to come back.
        close: () => patiently(worker.close(connection.status !== 'ready')),
      };
    },
    close: async () => connection.disconnect(),
  };
}

export function postgresBackend(connectionString: string, report: Report): Backend {
  const classes = withBackend(createPostgresBackend);
  const connection = {
    connectionString,
    schema: 'bullmq',
    // A worker on a database without the tables would spin at full load.
    migrate: true,
    max: 2,
    keepAlive: true,
  };
  return {
    name: 'postgres',
    openQueue(name) {
      const queue = new classes.Queue(name, { connection });
      queue.on('error', report);
      return asQueue(name, queue);
    },
    openWorker(name, process, concurrency) {
      const worker = new classes.Worker(name, (job) => process(job.data), { connection, concurrency });
      worker.on('error', report);
      worker.on('failed', (_job, error) => report(error));
      return { ready: () => ready(worker), close: () => patiently(worker.close()) };
    },
    close: async () => {},
  };
}

type Adds = {
  add: (name: string, data: unknown, options: JobsOptions) => Promise<unknown>;
  close: () => Promise<void>;
};

function asQueue(name: string, queue: Adds): OpenQueue {
  return {
    add: async (data) => {
      await queue.add(name, data, jobOptions);
    },
    close: () => patiently(queue.close()),
  };
}

async function ready(worker: { waitUntilReady: () => Promise<unknown> }): Promise<void> {
  await worker.waitUntilReady();
}

const closeTimeoutMs = 10_000;

/** A store that is away must not keep a process from ending. */
async function patiently(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeTimeoutMs);
  });
  await Promise.race([closing.catch(() => {}), late]);
  clearTimeout(timer);
}
