import { and, asc, eq, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { batchStatistics } from '../../schema/index.ts';
import { silenceSeconds } from '../runs/run-conditions.ts';

/** Claims that may be lost with their worker, in a row, before it looks as if the computation took it down. */
const mostAttempts = 3;

const silent = sql`(${batchStatistics.state} = 'running'
  and ${batchStatistics.heardAt} < now() - make_interval(secs => ${silenceSeconds}))`;
const due = sql`(${batchStatistics.state} = 'queued' or (${silent} and ${batchStatistics.attempts} < ${mostAttempts}))`;

export type StatisticsClaim = {
  batchId: string;
  epoch: number;
  /** Of the figures that are there already; null where there are none. */
  inputHash: string | null;
};

/** Batches whose figures somebody has to compute, the longest wait first. Those that cost three workers are failed. */
export async function listDueStatistics(db: DbOrTransaction): Promise<string[]> {
  await db
    .update(batchStatistics)
    .set({
      state: 'failed',
      error: {
        code: 'WORKER_LOST',
        message: `The worker vanished ${mostAttempts} times while it computed these figures.`,
        hint: 'Look for a lack of memory on the worker machine, then try again.',
      },
    })
    .where(and(silent, sql`${batchStatistics.attempts} >= ${mostAttempts}`));
  const rows = await db
    .select({ batchId: batchStatistics.batchId })
    .from(batchStatistics)
    .where(due)
    .orderBy(asc(batchStatistics.requestedAt))
    .limit(100);
  return rows.map(({ batchId }) => batchId);
}

/**
 * Takes the batch that waited longest, or one whose worker fell silent; null when there is none. Of several callers one
 * gets it. The claim raises the epoch, so that what an earlier holder still writes is refused.
 */
export async function claimStatistics(
  db: DbOrTransaction,
  { workerId }: { workerId: string },
): Promise<StatisticsClaim | null> {
  const candidate = sql`(
    select ${batchStatistics.batchId} from ${batchStatistics} where ${due}
    order by ${batchStatistics.requestedAt} limit 1 for update skip locked)`;
  const [claim] = await db
    .update(batchStatistics)
    .set({
      state: 'running',
      epoch: sql`${batchStatistics.epoch} + 1`,
      attempts: sql`${batchStatistics.attempts} + 1`,
      workerId,
      startedAt: sql`now()`,
      heardAt: sql`now()`,
    })
    .where(eq(batchStatistics.batchId, candidate))
    .returning({
      batchId: batchStatistics.batchId,
      epoch: batchStatistics.epoch,
      inputHash: batchStatistics.inputHash,
    });
  return claim ?? null;
}
