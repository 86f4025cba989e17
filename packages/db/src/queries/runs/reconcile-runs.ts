import { and, eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { checkpoints, responses, runAttempts, runs } from '../../schema/index.ts';
import { settlePipelines } from '../pipelines/settle-pipelines.ts';
import { forceCancel } from './cancel-run.ts';
import { explainWaiting } from './explain-waiting.ts';
import { due, failedVersion, silenceSeconds, unclaimed } from './run-conditions.ts';

/** A run whose worker vanished this many times in a row without getting further is not tried again. */
const lossesInARow = 5;

/**
 * Puts right what a crash left: takes runs from workers that fell silent, ends cancels that nobody carried out,
 * fails runs whose model can never be had, goes on with pipelines. Answers the runs that only want a turn, to be rung for.
 */
export async function reconcileRuns(db: Db): Promise<string[]> {
  await forceCancel(db);
  await db.transaction(async (tx) => {
    const silent = await tx
      .select({ id: runs.id, epoch: runs.epoch })
      .from(runs)
      .where(
        and(
          eq(runs.status, 'running'),
          sql`${runs.heartbeatAt} < now() - make_interval(secs => ${silenceSeconds})`,
        ),
      )
      .for('update', { skipLocked: true });
    for (const run of silent) await takeBack(tx, run);
  });
  await db
    .update(runs)
    .set({
      status: 'failed',
      reason: null,
      finishedAt: sql`now()`,
      error: sql`jsonb_build_object('code', 'MODEL_UNUSABLE', 'message', ${failedVersion}, 'hint',
        'Mend the model version, then launch the run again.')`,
    })
    .where(and(unclaimed, sql`${failedVersion} is not null`));
  await settlePipelines(db);
  await explainWaiting(db);
  const ready = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.status, 'queued'), due))
    .limit(1000);
  return ready.map(({ id }) => id);
}

async function takeBack(tx: Transaction, run: { id: string; epoch: number }): Promise<void> {
  await tx
    .update(runAttempts)
    .set({ outcome: 'lost', endedAt: sql`now()` })
    .where(and(eq(runAttempts.runId, run.id), sql`${runAttempts.endedAt} is null`));
  const hopeless = (await lossesSinceProgress(tx, run.id)) >= lossesInARow;
  await tx
    .update(runs)
    .set(
      hopeless
        ? {
            status: 'failed',
            finishedAt: sql`now()`,
            error: {
              code: 'WORKER_LOST',
              message: `The worker vanished ${lossesInARow} times in a row without getting further.`,
              hint: 'Look for a lack of memory on the worker machine; a smaller batch needs less.',
            },
          }
        : // A vanished worker is not the run's fault: the attempt is not charged.
          { status: 'queued', dueAt: sql`now()`, attempts: sql`greatest(${runs.attempts} - 1, 0)` },
    )
    .where(eq(runs.id, run.id));
}

/** How many attempts in a row, counted back from the newest, were lost and left no checkpoint and no answer. */
async function lossesSinceProgress(tx: Transaction, runId: string): Promise<number> {
  const attempts = await tx
    .select({
      outcome: runAttempts.outcome,
      gotFurther: sql<boolean>`exists (
          select 1 from ${checkpoints} c where c.run_id = ${runAttempts.runId} and c.epoch = ${runAttempts.epoch})
        or exists (
          select 1 from ${responses} s where s.run_id = ${runAttempts.runId}
            and s.created_at between ${runAttempts.startedAt} and ${runAttempts.endedAt})`,
    })
    .from(runAttempts)
    .where(eq(runAttempts.runId, runId))
    .orderBy(sql`${runAttempts.attempt} desc`)
    .limit(lossesInARow);
  const end = attempts.findIndex(({ outcome, gotFurther }) => outcome !== 'lost' || gotFurther);
  return end === -1 ? attempts.length : end;
}
