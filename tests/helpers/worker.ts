import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guardProcess } from '@prefloop/cli/guard';
import { waitUntil } from '@prefloop/cli/wait';
import { generateConfig, hasEnded, type RunStatus } from '@prefloop/contract';
import { createProject, createRun, getRun, type OpenDatabase, openDatabase, schema } from '@prefloop/db';
import { createQueue, type JobQueue } from '@prefloop/queue';
import { startWorker, type Worker, type WorkerOptions } from '@prefloop/worker';
import { pino } from 'pino';
import { createTestDatabase } from './postgres.ts';

export const fakeTrainer = fileURLToPath(new URL('fake-trainer.mjs', import.meta.url));
const workerEntry = fileURLToPath(new URL('../../apps/worker/src/worker.ts', import.meta.url));
export const workerSecret = 'a secret that only tests know, 32 characters and more';

export type RunRow = NonNullable<Awaited<ReturnType<typeof getRun>>>;

/** A database with one project, in which runs can be launched and workers started. Everything ends with `close`. */
export async function createWorkshop(options: { redisUrl?: string } = {}) {
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url, { max: 8 });
  const { db } = database;
  const dataFolder = await mkdtemp(join(tmpdir(), 'prefloop-worker-'));
  const [user] = await db
    .insert(schema.users)
    .values({ name: 'Engineer', email: `${randomBytes(4).toString('hex')}@people.test` })
    .returning();
  if (!user) throw new Error('insert returned no row');
  const project = await createProject(db, { slug: 'workshop', name: 'Workshop', createdBy: user.id });
  if (!project) throw new Error('the slug is taken');
  const queue = openQueue();
  const workers: Worker[] = [];
  const processes: WorkerProcess[] = [];

  function openQueue(): JobQueue {
    return createQueue({ databaseUrl: testDatabase.url, redisUrl: options.redisUrl });
  }

  return {
    database,
    db,
    databaseUrl: testDatabase.url,
    dataFolder,
    project,
    user,
    queue,

    /** A model version that needs no preparation. */
    async version(values: Partial<typeof schema.modelVersions.$inferInsert> = {}) {
      const [model] = await db
        .insert(schema.models)
        .values({ projectId: project.id, name: `model ${randomBytes(3).toString('hex')}` })
        .returning();
      const [version] = await db
        .insert(schema.modelVersions)
        .values({
          projectId: project.id,
          modelId: model?.id ?? '',
          version: 1,
          origin: 'folder',
          status: 'ready',
          location: { path: dataFolder },
          ...values,
        })
        .returning();
      if (!version) throw new Error('insert returned no row');
      return version;
    },

    async prompts(...texts: string[]): Promise<string[]> {
      const rows = await db
        .insert(schema.prompts)
        .values(
          texts.map((text) => ({
            projectId: project.id,
            source: 'test',
            sourceId: randomBytes(6).toString('hex'),
            messages: [{ role: 'user' as const, content: text }],
            text,
          })),
        )
        .returning({ id: schema.prompts.id });
      return rows.map(({ id }) => id);
    },

    /** Queues a generate run and rings for it. */
    async launch(args: {
      versionIds: string[];
      promptIds: string[];
      config?: Record<string, unknown>;
      maxAttempts?: number;
    }): Promise<string> {
      const { versionIds, promptIds } = args;
      const config = generateConfig.parse({ versionIds, prompts: {}, samplesPerPrompt: 1, ...args.config });
      const run = await createRun(db, {
        projectId: project.id,
        method: 'generate',
        config: { ...config, promptIds },
        configHash: 'hash',
        createdBy: user.id,
        maxAttempts: args.maxAttempts,
      });
      await queue.enqueue('run', { runId: run.id });
      return run.id;
    },

    /** A worker in this process, on the fake trainer unless told otherwise. */
    async worker(
      changes: Partial<Omit<WorkerOptions, 'config'>> & { config?: Partial<WorkerOptions['config']> } = {},
    ) {
      const worker = await startWorker({
        database,
        queue: openQueue(),
        log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
        python: fakeTrainer,
        cache: undefined,
        ...changes,
        config: {
          dataFolder,
          cacheFolder: join(dataFolder, 'cache'),
          secret: workerSecret,
          slots: [undefined],
          hangMs: null,
          trackers: [],
          modelRoots: [],
          hub: { url: undefined, token: undefined, offline: false },
          ...changes.config,
        },
      });
      workers.push(worker);
      return worker;
    },

    /** A worker as a process of its own, to be killed. */
    spawnWorker(env: Record<string, string> = {}): WorkerProcess {
      const child = spawnWorkerProcess({
        DATABASE_URL: testDatabase.url,
        ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
        PREFLOOP_DATA: dataFolder,
        PREFLOOP_SECRET: workerSecret,
        PREFLOOP_PYTHON: fakeTrainer,
        ...env,
      });
      processes.push(child);
      return child;
    },

    run: (runId: string) => readRun(database, runId),

    /** The run once the condition holds; fails the test when it does not within `timeoutMs`. */
    async until(runId: string, condition: (run: RunRow) => boolean, timeoutMs = 120_000): Promise<RunRow> {
      let last = await readRun(database, runId);
      const held = await waitUntil(
        async () => {
          last = await readRun(database, runId);
          return condition(last);
        },
        { timeoutMs, everyMs: 50 },
      );
      if (!held) throw new Error(`the run did not get there: ${JSON.stringify(last, null, 2)}`);
      return last;
    },

    ended: async function ended(runId: string, timeoutMs = 120_000): Promise<RunStatus> {
      const held = await waitUntil(async () => hasEnded((await readRun(database, runId)).status), {
        timeoutMs,
      });
      const run = await readRun(database, runId);
      if (!held) throw new Error(`the run did not end: ${JSON.stringify(run, null, 2)}`);
      return run.status;
    },

    async close() {
      await Promise.all(workers.splice(0).map((worker) => worker.close()));
      await Promise.all(processes.splice(0).map((child) => child.kill('SIGKILL')));
      await queue.close();
      await database.close();
      await testDatabase.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export type Workshop = Awaited<ReturnType<typeof createWorkshop>>;

async function readRun(database: OpenDatabase, runId: string): Promise<RunRow> {
  const run = await getRun(database.db, { runId });
  if (!run) throw new Error(`no run ${runId}`);
  return run;
}

export type WorkerProcess = {
  pid: number;
  output: () => string;
  /** Sends the signal and, where it ends the process, waits for that. */
  kill: (signal: NodeJS.Signals) => Promise<void>;
  exited: Promise<number | null>;
};

function spawnWorkerProcess(env: Record<string, string>): WorkerProcess {
  const plain = Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TMPDIR'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', workerEntry], {
    env: { ...plain, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid === undefined) throw new Error('the worker did not start');
  const guard = guardProcess(child.pid, { signal: 'KILL', graceSeconds: 1 });
  let output = '';
  const hear = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-100_000);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      guard.release();
      resolve(code);
    });
  });
  return {
    pid: child.pid,
    output: () => output,
    exited,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await exited;
    },
  };
}

/** A worker in this process for an app under test, over a database pool of its own. */
export async function openWorker(
  { databaseUrl, dataFolder }: { databaseUrl: string; dataFolder: string },
  python: string,
): Promise<{ close: () => Promise<void> }> {
  const database = openDatabase(databaseUrl, { max: 8 });
  const worker = await startWorker({
    database,
    queue: createQueue({ databaseUrl }),
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    python,
    cache: undefined,
    config: {
      dataFolder,
      cacheFolder: join(dataFolder, 'cache'),
      secret: workerSecret,
      slots: [undefined],
      hangMs: null,
      trackers: [],
      modelRoots: [],
      hub: { url: undefined, token: undefined, offline: true },
    },
  });
  return {
    async close() {
      await worker.close();
      await database.close();
    },
  };
}
