import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, time } from './columns.ts';
import { batches } from './rating.ts';

/** Agreement and reliability of a batch: the computation that was last asked for, and the newest figures. */
export const batchStatistics = pgTable(
  'batch_statistics',
  {
    batchId: uuid()
      .primaryKey()
      .references(() => batches.id, { onDelete: 'cascade' }),
    state: text({ enum: ['queued', 'running', 'done', 'failed'] }).notNull(),
    /** The fencing token: raised by every claim; a write with an older one is refused. */
    epoch: integer().notNull().default(0),
    /** Claims since it was asked for. */
    attempts: integer().notNull().default(0),
    workerId: uuid(),
    requestedAt: createdAt(),
    startedAt: time(),
    /** When the worker at it last said that it lives. */
    heardAt: time(),
    error: jsonb().$type<{ code: string; message: string; hint: string }>(),
    /** SHA-256 over the votes and the settings that `result` was computed from. */
    inputHash: text(),
    result: jsonb().$type<Record<string, unknown>>(),
    /** When those votes were read, and when the figures were there. */
    asOf: time(),
    computedAt: time(),
    createdAt: createdAt(),
  },
  (t) => [
    index('batch_statistics_due').on(t.state, t.requestedAt),
    check('batch_statistics_error', sql`(${t.state} = 'failed') = (${t.error} is not null)`),
    check('batch_statistics_done', sql`${t.state} <> 'done' or ${t.result} is not null`),
    check('batch_statistics_running', sql`${t.state} <> 'running' or ${t.heardAt} is not null`),
    check(
      'batch_statistics_result',
      sql`num_nonnulls(${t.inputHash}, ${t.result}, ${t.asOf}, ${t.computedAt}) in (0, 4)`,
    ),
  ],
);
