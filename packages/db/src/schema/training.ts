import type { RunMethod } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, time } from './columns.ts';
import { modelVersions } from './models.ts';
import { users } from './people.ts';
import { projects } from './projects.ts';

/** An immutable data set; a trigger refuses any change of its rows. */
export const snapshots = pgTable(
  'snapshots',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    kind: text({ enum: ['sft', 'preference', 'unpaired'] }).notNull(),
    rules: jsonb().$type<Record<string, unknown>>().notNull(),
    seed: integer().notNull(),
    hash: text().notNull(),
    statistics: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Set once, when all rows are in; from then on neither the snapshot nor its rows can change. */
    frozenAt: time(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [unique().on(t.projectId, t.name)],
);

export const snapshotRows = pgTable(
  'snapshot_rows',
  {
    snapshotId: uuid()
      .notNull()
      .references(() => snapshots.id, { onDelete: 'cascade' }),
    ordinal: integer().notNull(),
    split: text({ enum: ['train', 'eval'] }).notNull(),
    row: jsonb().$type<Record<string, unknown>>().notNull(),
    promptId: uuid(),
    taskId: uuid(),
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.ordinal] }), index().on(t.promptId), index().on(t.taskId)],
);

/** Runs launched as one, of which later ones start from what earlier ones make. */
export const pipelines = pgTable(
  'pipelines',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    name: text().notNull(),
    /** The document that it was launched from, as written. */
    text: text().notNull(),
    /** Once a run of it ends without success: nothing more begins, or what does not need that run goes on. */
    onError: text({ enum: ['stop', 'continue'] }).notNull(),
    /** Hours that its runs may take together; null: as many as they need. */
    budgetHours: doublePrecision(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [unique().on(t.projectId, t.number)],
);

export const runs = pgTable(
  'runs',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    name: text().notNull(),
    method: text().$type<RunMethod>().notNull(),
    status: text({
      enum: ['draft', 'queued', 'waiting', 'running', 'succeeded', 'failed', 'cancelled', 'diverged'],
    }).notNull(),
    /** For waiting: environment, slot or dependency. For failed and diverged: the cause, first. */
    reason: text(),
    config: jsonb().$type<Record<string, unknown>>().notNull(),
    configHash: text().notNull(),
    snapshotId: uuid().references(() => snapshots.id),
    baseVersionId: uuid().references(() => modelVersions.id),
    pipelineId: uuid().references(() => pipelines.id, { onDelete: 'cascade' }),
    /** What its pipeline's document calls it, and its place in there. */
    step: text(),
    stepOrder: integer(),
    /** The fencing token: raised by every claim; a write with an older one is refused. */
    epoch: integer().notNull().default(0),
    /** Orders the waiting runs of one project; between projects it has no say. */
    priority: text({ enum: ['high', 'normal', 'low'] })
      .notNull()
      .default('normal'),
    /** When a worker last took it: tells how long its project has gone without a slot. */
    claimedAt: time(),
    attempts: integer().notNull().default(0),
    maxAttempts: integer().notNull().default(3),
    workerId: uuid(),
    heartbeatAt: time(),
    cancelRequestedAt: time(),
    progress: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    error: jsonb().$type<{ code: string; message: string; hint?: string }>(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    queuedAt: time(),
    startedAt: time(),
    finishedAt: time(),
    /** Not before: back-off after a failed attempt. */
    dueAt: time(),
  },
  (t) => [
    unique().on(t.projectId, t.number),
    unique('runs_step').on(t.pipelineId, t.step),
    index('runs_due').on(t.status, t.dueAt),
    index().on(t.snapshotId),
  ],
);

export const runAttempts = pgTable(
  'run_attempts',
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    attempt: integer().notNull(),
    epoch: integer().notNull(),
    workerId: uuid(),
    folder: text(),
    device: jsonb().$type<Record<string, unknown>>(),
    resumedFromStep: integer(),
    outcome: text(),
    /** The last lines of the trainer's output, for a failure's page. */
    logTail: text(),
    /** How far the events file was read, in bytes. */
    eventsOffset: bigint({ mode: 'number' }).notNull().default(0),
    startedAt: createdAt(),
    endedAt: time(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.attempt] })],
);

export const runMetrics = pgTable(
  'run_metrics',
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    step: integer().notNull(),
    /** NaN and infinities are stored as such: they show on the curve. */
    value: doublePrecision().notNull(),
    epoch: integer().notNull(),
    /** Cursor of live updates. */
    seq: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.name, t.step] }), index('run_metrics_cursor').on(t.runId, t.seq)],
);

export const runSamples = pgTable(
  'run_samples',
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    step: integer().notNull(),
    ordinal: integer().notNull(),
    prompt: text().notNull(),
    completion: text().notNull(),
    reward: doublePrecision(),
    epoch: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.step, t.ordinal] })],
);

export const checkpoints = pgTable(
  'checkpoints',
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    step: integer().notNull(),
    epoch: integer().notNull(),
    path: text().notNull(),
    manifest: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.step, t.epoch] })],
);

/** A worker process, as it last said of itself: device, slots, and how its Python environment stands. */
export const workers = pgTable(
  'workers',
  {
    id: id(),
    host: text().notNull(),
    pid: integer().notNull(),
    slots: integer().notNull(),
    device: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    environment: jsonb().$type<Record<string, unknown>>().notNull(),
    startedAt: createdAt(),
    heartbeatAt: createdAt(),
    stoppedAt: time(),
  },
  (t) => [index('workers_alive').on(t.heartbeatAt).where(sql`${t.stoppedAt} is null`)],
);

/** Answers kept for repeated unsafe requests, by user and key. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    operationId: text().notNull(),
    requestHash: text().notNull(),
    status: integer(),
    body: jsonb().$type<unknown>(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index().on(t.createdAt)],
);
