import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { batchStatistics } from '../../schema/index.ts';

/**
 * Asks for the figures of a batch's votes, whose hash is `inputHash`. True where that made something to do; false
 * where they are there already, or somebody is about to compute: the votes are read when that begins.
 */
export async function askStatistics(
  db: DbOrTransaction,
  { batchId, inputHash }: { batchId: string; inputHash: string },
): Promise<boolean> {
  const rows = await db
    .insert(batchStatistics)
    .values({ batchId, state: 'queued' })
    .onConflictDoUpdate({
      target: batchStatistics.batchId,
      set: { state: 'queued', attempts: 0, error: null, requestedAt: sql`now()` },
      setWhere: sql`${batchStatistics.state} = 'failed'
        or (${batchStatistics.state} = 'done' and ${batchStatistics.inputHash} <> ${inputHash})`,
    })
    .returning({ batchId: batchStatistics.batchId });
  return rows.length > 0;
}
