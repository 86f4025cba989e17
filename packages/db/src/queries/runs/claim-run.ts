import { sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { runs } from '../../schema/index.ts';
import type { Run } from './create-run.ts';
import { due, hasUnreadyVersion, needsTrainer, unclaimed } from './run-conditions.ts';

/**
 * Takes one due run, or null when there is none that this worker could do. Of several callers one gets it. The
 * claim raises the run's epoch, so that everything an earlier holder still writes is refused.
 * Without `runId` the project with the fewest running runs comes first, then the longest wait.
 */
export async function claimRun(
  db: Db,
  options: { workerId: string; runId?: string | undefined; trainerReady: boolean },
): Promise<Run | null> {
  const wanted = options.runId === undefined ? sql`true` : sql`${runs.id} = ${options.runId}`;
  const possible = options.trainerReady ? sql`true` : sql`not ${needsTrainer}`;
  const running = sql`(select count(*) from runs o where o.project_id = ${runs.projectId} and o.status = 'running')`;
  const candidate = sql`(
    select ${runs.id} from ${runs}
    where ${unclaimed} and ${due} and ${wanted} and ${possible} and not ${hasUnreadyVersion}
    order by ${running}, ${runs.queuedAt}, ${runs.number}
    limit 1 for update skip locked)`;
  const [run] = await db
    .update(runs)
    .set({
      status: 'running',
      reason: null,
      epoch: sql`${runs.epoch} + 1`,
      attempts: sql`${runs.attempts} + 1`,
      workerId: options.workerId,
      heartbeatAt: sql`now()`,
      startedAt: sql`coalesce(${runs.startedAt}, now())`,
    })
    .where(sql`${runs.id} = ${candidate}`)
    .returning();
  return run ?? null;
}
