import { sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { runs } from '../../schema/index.ts';
import type { Run } from './create-run.ts';
import { needsTrainer, unclaimed } from './run-conditions.ts';
import { waitingLine } from './waiting-line.ts';

/**
 * Takes one due run, or null when there is none that this worker could do. Of several callers one gets it. The
 * claim raises the run's epoch, so that everything an earlier holder still writes is refused.
 * Without `runId` it is the first of the waiting line.
 */
export async function claimRun(
  db: Db,
  options: { workerId: string; runId?: string | undefined; trainerReady: boolean },
): Promise<Run | null> {
  const wanted = options.runId === undefined ? sql`true` : sql`${runs.id} = ${options.runId}`;
  const possible = options.trainerReady ? sql`true` : sql`not ${needsTrainer}`;
  const candidate = sql`(
    select ${runs.id} from ${runs} join ${waitingLine(sql`${wanted} and ${possible}`)} on line.id = ${runs.id}
    where ${unclaimed}
    order by line.place
    limit 1 for update of ${runs} skip locked)`;
  const [run] = await db
    .update(runs)
    .set({
      status: 'running',
      reason: null,
      epoch: sql`${runs.epoch} + 1`,
      attempts: sql`${runs.attempts} + 1`,
      workerId: options.workerId,
      heartbeatAt: sql`now()`,
      claimedAt: sql`now()`,
      startedAt: sql`coalesce(${runs.startedAt}, now())`,
    })
    .where(sql`${runs.id} = ${candidate}`)
    .returning();
  return run ?? null;
}
