import { and, eq, sql } from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { runAttempts, runs } from '../../schema/index.ts';
import { stoppedBecause } from '../pipelines/stopped-because.ts';
import type { Run } from './create-run.ts';

/**
 * Asks a run to end. One that nobody holds is cancelled at once; a running one when its worker hears of it, or by
 * `forceCancel`. Null when the project has no such run; a run that has ended comes back as it is.
 */
export async function requestCancel(
  db: DbOrTransaction,
  args: { projectId: string; runId: string },
): Promise<Run | null> {
  const atOnce = sql`${runs.status} in ('draft', 'queued', 'waiting')`;
  await db
    .update(runs)
    .set({
      cancelRequestedAt: sql`coalesce(${runs.cancelRequestedAt}, now())`,
      status: sql`case when ${atOnce} then 'cancelled' else ${runs.status} end`,
      finishedAt: sql`case when ${atOnce} then now() else ${runs.finishedAt} end`,
      reason: null,
    })
    .where(
      and(
        eq(runs.id, args.runId),
        eq(runs.projectId, args.projectId),
        sql`(${atOnce} or ${runs.status} = 'running')`,
      ),
    );
  const [run] = await db
    .select()
    .from(runs)
    .where(and(eq(runs.id, args.runId), eq(runs.projectId, args.projectId)));
  return run ?? null;
}

/** A worker that has not ended a cancelled run after this many seconds is not waited for. */
export const cancelPatienceSeconds = 8;

/**
 * Ends runs whose cancel was asked for some time ago and whose worker did not do it. The epoch is raised: should
 * the worker still live, it learns that it lost the run, and ends its trainer.
 */
export async function forceCancel(db: Db, runId?: string): Promise<string[]> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .update(runs)
      .set({
        status: 'cancelled',
        epoch: sql`${runs.epoch} + 1`,
        finishedAt: sql`now()`,
        error: stoppedBecause,
      })
      .where(
        and(
          eq(runs.status, 'running'),
          sql`${runs.cancelRequestedAt} <= now() - make_interval(secs => ${cancelPatienceSeconds})`,
          runId === undefined ? undefined : eq(runs.id, runId),
        ),
      )
      .returning({ id: runs.id });
    for (const { id } of ended) {
      await tx
        .update(runAttempts)
        .set({ outcome: 'cancelled', endedAt: sql`now()` })
        .where(and(eq(runAttempts.runId, id), sql`${runAttempts.endedAt} is null`));
    }
    return ended.map(({ id }) => id);
  });
}
