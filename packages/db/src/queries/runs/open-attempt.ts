import { and, desc, eq, gt, max, sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { checkpoints, runAttempts, runMetrics, runSamples } from '../../schema/index.ts';
import { outOfMemory } from './end-run.ts';
import { holdRun, type RunHold } from './hold-run.ts';

/** Checkpoints of a run, newest first: the worker looks which of them is still whole. */
export async function listCheckpoints(db: Db, runId: string) {
  return db
    .select({ step: checkpoints.step, epoch: checkpoints.epoch, path: checkpoints.path })
    .from(checkpoints)
    .where(eq(checkpoints.runId, runId))
    .orderBy(desc(checkpoints.step), desc(checkpoints.epoch));
}

/** Folders of earlier attempts, newest first. */
export async function listAttemptFolders(db: Db, runId: string): Promise<string[]> {
  const rows = await db
    .select({ folder: runAttempts.folder })
    .from(runAttempts)
    .where(eq(runAttempts.runId, runId))
    .orderBy(desc(runAttempts.attempt));
  return rows.flatMap(({ folder }) => (folder === null ? [] : [folder]));
}

/**
 * Opens an attempt of a claimed run; what earlier attempts told of steps after `resumedFromStep` (of all steps,
 * where it is null) is superseded in the same transaction. `ranOutOfMemory` says whether one of them did. Null when
 * the run was taken away meanwhile.
 */
export async function openAttempt(
  db: Db,
  hold: RunHold & { workerId: string; resumedFromStep: number | null; folderOf: (attempt: number) => string },
): Promise<{ attempt: number; folder: string; ranOutOfMemory: boolean } | null> {
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, hold))) return null;
    const [last] = await tx
      .select({
        attempt: max(runAttempts.attempt),
        ranOutOfMemory: sql<boolean>`coalesce(bool_or(${runAttempts.outcome} = ${outOfMemory}), false)`,
      })
      .from(runAttempts)
      .where(eq(runAttempts.runId, hold.runId));
    const attempt = (last?.attempt ?? 0) + 1;
    const folder = hold.folderOf(attempt);
    await tx.insert(runAttempts).values({
      runId: hold.runId,
      attempt,
      epoch: hold.epoch,
      workerId: hold.workerId,
      folder,
      resumedFromStep: hold.resumedFromStep,
    });
    const kept = hold.resumedFromStep ?? -1;
    await tx.delete(runMetrics).where(and(eq(runMetrics.runId, hold.runId), gt(runMetrics.step, kept)));
    await tx.delete(runSamples).where(and(eq(runSamples.runId, hold.runId), gt(runSamples.step, kept)));
    await tx.delete(checkpoints).where(and(eq(checkpoints.runId, hold.runId), gt(checkpoints.step, kept)));
    return { attempt, folder, ranOutOfMemory: last?.ranOutOfMemory ?? false };
  });
}
