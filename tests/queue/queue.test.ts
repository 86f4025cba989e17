import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '@prefloop/cli/wait';
import { createQueue, type JobQueue } from '@prefloop/queue';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { startRedis, type TestRedis } from '../helpers/redis.ts';

let database: TestDatabase;
let redis: TestRedis;
const open: JobQueue[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  redis = await startRedis();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((queue) => queue.close()));
});
afterAll(async () => {
  await redis.stop();
  await database.drop();
});

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe.each(['postgres', 'redis'] as const)('the queue on %s', (backend) => {
  function openQueue(onError?: (error: Error) => void): JobQueue {
    const queue = createQueue({
      databaseUrl: database.url,
      ...(backend === 'redis' ? { redisUrl: redis.url } : {}),
      ...(onError ? { onError } : {}),
    });
    open.push(queue);
    return queue;
  }

  it('names its backend', () => {
    expect(openQueue().backend).toBe(backend);
  });

  it('brings every job to exactly one of several consumers', async () => {
    const heard: string[] = [];
    const consumers = [openQueue(), openQueue(), openQueue()];
    for (const consumer of consumers) {
      await consumer.consume('run', async ({ runId }) => {
        heard.push(runId);
      });
    }
    const producer = openQueue();
    const sent = Array.from({ length: 60 }, (_, n) => uuid(n));
    await Promise.all(sent.map((runId) => producer.enqueue('run', { runId })));
    expect(await waitUntil(() => heard.length >= sent.length, { timeoutMs: 20_000 })).toBe(true);
    expect(heard.toSorted()).toEqual(sent);
  });

  it('keeps what was enqueued before anybody listened', async () => {
    await openQueue().enqueue('prepare-model', { versionId: uuid(7) });
    const heard: string[] = [];
    await openQueue().consume('prepare-model', async ({ versionId }) => {
      heard.push(versionId);
    });
    expect(await waitUntil(() => heard.length > 0, { timeoutMs: 20_000 })).toBe(true);
    expect(heard).toEqual([uuid(7)]);
  });

  it('reports a handler that fails and goes on with the next job', async () => {
    const errors: string[] = [];
    const heard: string[] = [];
    const queue = openQueue((error) => errors.push(error.message));
    await queue.consume('run', async ({ runId }) => {
      if (runId === uuid(1)) throw new Error('first one breaks');
      heard.push(runId);
    });
    await queue.enqueue('run', { runId: uuid(1) });
    await queue.enqueue('run', { runId: uuid(2) });
    expect(await waitUntil(() => heard.length > 0, { timeoutMs: 20_000 })).toBe(true);
    expect(heard).toEqual([uuid(2)]);
    expect(errors).toContain('first one breaks');
  });

  it('refuses a payload that is not the job', async () => {
    await expect(openQueue().enqueue('run', { runId: 'no id' })).rejects.toThrow();
  });

  it('waits on close for the handler at work', async () => {
    const queue = openQueue();
    let done = false;
    let begun = false;
    await queue.consume('run', async () => {
      begun = true;
      await delay(300);
      done = true;
    });
    await queue.enqueue('run', { runId: uuid(3) });
    expect(await waitUntil(() => begun, { timeoutMs: 20_000 })).toBe(true);
    await queue.close();
    open.splice(open.indexOf(queue), 1);
    expect(done).toBe(true);
  });
});

describe('the queue without its store', () => {
  it('says so in time when Redis does not answer', async () => {
    const gone = createQueue({ databaseUrl: database.url, redisUrl: 'redis://127.0.0.1:1' });
    open.push(gone);
    await expect(gone.enqueue('run', { runId: uuid(4) })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('stays out of the way of our own tables', async () => {
    const queue = createQueue({ databaseUrl: database.url });
    open.push(queue);
    await queue.enqueue('run', { runId: uuid(5) });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      "select distinct schemaname from pg_tables where tablename like 'job%' order by 1",
    );
    await client.end();
    expect(rows).toEqual([{ schemaname: 'bullmq' }]);
  });
});
