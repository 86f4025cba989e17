import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { runs } from '../../schema/index.ts';

/** Names a claim: the run and the epoch it was claimed at. */
export type RunHold = { runId: string; epoch: number };

export function isHeld({ runId, epoch }: RunHold): SQL | undefined {
  return and(eq(runs.id, runId), eq(runs.epoch, epoch), eq(runs.status, 'running'));
}

/**
 * Locks the run's row if the claim still stands. Every write of a worker goes through this first, in the same
 * transaction: a worker that was replaced writes nothing.
 */
export async function holdRun(tx: DbOrTransaction, hold: RunHold): Promise<boolean> {
  const [row] = await tx.select({ id: runs.id }).from(runs).where(isHeld(hold)).for('update');
  return row !== undefined;
}

/** `lost`: somebody else has the run; stop everything. `cancel`: end it. */
export type HoldAnswer = 'go on' | 'cancel' | 'lost';

/** Says that the worker lives, and hears in the same breath what is wanted of it. */
export async function beatRun(db: DbOrTransaction, hold: RunHold): Promise<HoldAnswer> {
  const [row] = await db
    .update(runs)
    .set({ heartbeatAt: sql`now()` })
    .where(isHeld(hold))
    .returning({ cancelRequestedAt: runs.cancelRequestedAt });
  if (!row) return 'lost';
  return row.cancelRequestedAt === null ? 'go on' : 'cancel';
}
