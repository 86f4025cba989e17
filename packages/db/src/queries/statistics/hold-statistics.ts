import { and, eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { DbOrTransaction } from '../../client.ts';
import { batchStatistics } from '../../schema/index.ts';
import type { StatisticsClaim } from './claim-statistics.ts';

type Hold = Pick<StatisticsClaim, 'batchId' | 'epoch'>;
type Changes = PgUpdateSetSource<typeof batchStatistics>;

/** Every write of a worker asks for the epoch of its claim: one that was replaced writes nothing and hears false. */
async function writeHeld(db: DbOrTransaction, { batchId, epoch }: Hold, changes: Changes): Promise<boolean> {
  const rows = await db
    .update(batchStatistics)
    .set(changes)
    .where(
      and(
        eq(batchStatistics.batchId, batchId),
        eq(batchStatistics.epoch, epoch),
        eq(batchStatistics.state, 'running'),
      ),
    )
    .returning({ batchId: batchStatistics.batchId });
  return rows.length > 0;
}

/** Says that the worker lives; false: somebody else has the batch. */
export async function beatStatistics(db: DbOrTransaction, hold: Hold): Promise<boolean> {
  return writeHeld(db, hold, { heardAt: sql`now()` });
}

/** Stores figures with the input that they stand for. */
export async function storeStatistics(
  db: DbOrTransaction,
  hold: Hold,
  made: { inputHash: string; asOf: Date; result: Record<string, unknown> },
): Promise<boolean> {
  return writeHeld(db, hold, { ...made, state: 'done', computedAt: sql`now()` });
}

/** The figures that are there already stand for the input of now as well: only their date changes. */
export async function keepStatistics(db: DbOrTransaction, hold: Hold, asOf: Date): Promise<boolean> {
  return writeHeld(db, hold, { state: 'done', asOf });
}

/** Says why there are no newer figures; older ones stay. */
export async function failStatistics(
  db: DbOrTransaction,
  hold: Hold,
  error: { code: string; message: string; hint: string },
): Promise<boolean> {
  return writeHeld(db, hold, { state: 'failed', error });
}

/** Hands the batch back to whoever comes next, and does not charge the claim. */
export async function giveStatisticsBack(db: DbOrTransaction, hold: Hold): Promise<boolean> {
  return writeHeld(db, hold, {
    state: 'queued',
    attempts: sql`greatest(${batchStatistics.attempts} - 1, 0)`,
  });
}
