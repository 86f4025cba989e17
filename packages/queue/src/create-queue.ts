import { AppError, type JobName, type JobPayload, jobPayloads } from '@prefloop/contract';
import { type Backend, type OpenQueue, type OpenWorker, postgresBackend, redisBackend } from './backend.ts';

export type QueueOptions = {
  /** With it jobs travel over Redis; without it over the `bullmq` schema of the Postgres database. */
  redisUrl?: string | undefined;
  databaseUrl: string;
  /** Hears of lost connections and failed handlers; the queue itself goes on. */
  onError?: (error: Error) => void;
};

export type JobHandler<N extends JobName> = (payload: JobPayload<N>) => Promise<void>;

export type JobQueue = {
  backend: Backend['name'];
  /** Rings. Rejects with UNAVAILABLE where the queue cannot be reached: the caller's rows stay the truth. */
  enqueue: <N extends JobName>(name: N, payload: JobPayload<N>) => Promise<void>;
  /** Hears the job from now on, `concurrency` at a time (default 1). One consumer per job and process. */
  consume: <N extends JobName>(name: N, handler: JobHandler<N>, concurrency?: number) => Promise<void>;
  /** Stops hearing, waits for handlers at work, and lets go of every connection. */
  close: () => Promise<void>;
};

/** Waiting longer than this for a ring helps nobody: the reconciler rings again soon. */
const enqueueTimeoutMs = 5_000;

/** Opens the queue. It connects on first use, so a Redis that is down keeps no process from starting. */
export function createQueue({ redisUrl, databaseUrl, onError }: QueueOptions): JobQueue {
  const report = onError ?? (() => {});
  const backend =
    redisUrl === undefined ? postgresBackend(databaseUrl, report) : redisBackend(redisUrl, report);
  const queues = new Map<JobName, OpenQueue>();
  const workers: OpenWorker[] = [];

  function queueOf(name: JobName): OpenQueue {
    const known = queues.get(name) ?? backend.openQueue(name);
    queues.set(name, known);
    return known;
  }

  return {
    backend: backend.name,
    async enqueue(name, payload) {
      const data = jobPayloads[name].parse(payload);
      await within(enqueueTimeoutMs, queueOf(name).add(data)).catch((cause: unknown) => {
        const message = `The queue (${backend.name}) does not take the job "${name}" now. It is rung again later.`;
        throw new AppError('UNAVAILABLE', { message, cause });
      });
    },
    async consume(name, handler, concurrency = 1) {
      const schema = jobPayloads[name];
      const worker = backend.openWorker(name, (data) => handler(schema.parse(data)), concurrency);
      workers.push(worker);
      await worker.ready();
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // The loser of the race may still fail; nobody waits for it any more.
    work.catch(() => {});
  }
}
