import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { runAttempts, runs } from '../../schema/index.ts';
import { addModelVersion, type NewModelVersion } from '../models/add-model-version.ts';
import { keepPromise } from '../models/promised-version.ts';
import { stoppedBecause } from '../pipelines/stopped-because.ts';
import { holdRun, type RunHold } from './hold-run.ts';

type Failure = { code: string; message: string; hint?: string };
type AttemptEnd = { logTail?: string | undefined };

/** The outcome of an attempt whose memory ran out: what follows it goes on with less. */
export const outOfMemory = 'out of memory';

/** Seconds until the next try, by how many were made. */
const backOff = [5, 30, 120];

async function endAttempt(tx: Transaction, hold: RunHold, outcome: string, { logTail }: AttemptEnd = {}) {
  await tx
    .update(runAttempts)
    .set({ outcome, endedAt: sql`now()`, ...(logTail === undefined ? {} : { logTail }) })
    .where(
      and(eq(runAttempts.runId, hold.runId), eq(runAttempts.epoch, hold.epoch), isNull(runAttempts.endedAt)),
    );
}

/** What happened to the run, or `lost` when the claim no longer stood and nothing was written. */
export type EndAnswer = 'succeeded' | 'failed' | 'diverged' | 'cancelled' | 'queued' | 'lost';

/**
 * Ends a run that did its work; a trained version is published in the same transaction, so that it exists if and
 * only if the run succeeded. Where a cancel was asked for first, the run ends as cancelled and publishes nothing.
 */
export async function succeedRun(
  db: Db,
  hold: RunHold,
  end: AttemptEnd & {
    progress?: Record<string, unknown>;
    publish?: Omit<NewModelVersion, 'projectId' | 'runId' | 'origin' | 'status'>;
  },
): Promise<EndAnswer> {
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, hold))) return 'lost';
    const [run] = await tx.select().from(runs).where(eq(runs.id, hold.runId));
    if (!run) return 'lost';
    const outcome = run.cancelRequestedAt === null ? 'succeeded' : 'cancelled';
    await tx
      .update(runs)
      .set({
        status: outcome,
        error: outcome === 'succeeded' ? null : stoppedBecause,
        finishedAt: sql`now()`,
        progress: sql`${runs.progress} || ${JSON.stringify(end.progress ?? {})}::jsonb`,
      })
      .where(eq(runs.id, hold.runId));
    if (end.publish && outcome === 'succeeded') {
      const { projectId, id: runId } = run;
      if (!(await keepPromise(tx, runId, end.publish)))
        await addModelVersion(tx, { ...end.publish, projectId, runId, origin: 'trained', status: 'ready' });
    }
    await endAttempt(tx, hold, outcome, end);
    return outcome;
  });
}

/**
 * Ends a failed attempt. A failure that a second try may mend sends the run back, later each time, until its
 * attempts are used up; `final` ends it at once.
 */
export async function failRun(
  db: Db,
  hold: RunHold,
  failure: AttemptEnd & { error: Failure; outcome: 'failed' | 'diverged'; final: boolean },
): Promise<EndAnswer> {
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, hold))) return 'lost';
    const [run] = await tx.select().from(runs).where(eq(runs.id, hold.runId));
    if (!run) return 'lost';
    const { error } = failure;
    const again = !failure.final && run.attempts < run.maxAttempts;
    const status = run.cancelRequestedAt !== null ? 'cancelled' : again ? 'queued' : failure.outcome;
    const wait = backOff[Math.min(run.attempts, backOff.length) - 1] ?? 5;
    await tx
      .update(runs)
      .set(
        status === 'queued'
          ? { status, error, dueAt: sql`now() + make_interval(secs => ${wait})` }
          : { status, error: status === 'cancelled' ? stoppedBecause : error, finishedAt: sql`now()` },
      )
      .where(eq(runs.id, hold.runId));
    const outcome = status === 'queued' ? 'failed' : status;
    await endAttempt(tx, hold, error.code === 'OUT_OF_MEMORY' ? outOfMemory : outcome, failure);
    return status;
  });
}

/** Ends a run whose trainer was stopped because somebody asked for it. */
export async function endCancelledRun(db: Db, hold: RunHold, end: AttemptEnd = {}): Promise<EndAnswer> {
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, hold))) return 'lost';
    await tx
      .update(runs)
      .set({ status: 'cancelled', error: stoppedBecause, finishedAt: sql`now()` })
      .where(eq(runs.id, hold.runId));
    await endAttempt(tx, hold, 'cancelled', end);
    return 'cancelled';
  });
}

/** Gives a run back because its worker stops: it is due at once and no attempt is spent. */
export async function giveRunBack(db: Db, hold: RunHold, end: AttemptEnd = {}): Promise<EndAnswer> {
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, hold))) return 'lost';
    const cancelled = sql`${runs.cancelRequestedAt} is not null`;
    const [run] = await tx
      .update(runs)
      .set({
        status: sql`case when ${cancelled} then 'cancelled' else 'queued' end`,
        finishedAt: sql`case when ${cancelled} then now() end`,
        attempts: sql`greatest(${runs.attempts} - 1, 0)`,
        dueAt: sql`now()`,
      })
      .where(eq(runs.id, hold.runId))
      .returning({ status: runs.status });
    await endAttempt(tx, hold, 'given back', end);
    return run?.status === 'cancelled' ? 'cancelled' : 'queued';
  });
}
