import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { modelVersions, pipelines, runs } from '../../schema/index.ts';
import { isPromised } from '../models/promised-version.ts';
import { failedMaker, stoppedByPipeline, unclaimed } from '../runs/run-conditions.ts';

const cancelled = { status: 'cancelled', reason: null, finishedAt: sql`now()` } as const;

/**
 * Draws the consequences of runs that ended without success: what they promised will not come, and what needs it, or
 * what their pipeline is not to begin any more, is cancelled with the reason. Doing it twice changes nothing.
 */
export async function settlePipelines(db: Db): Promise<void> {
  // What is cancelled in one turn promised something to the next.
  while ((await failPromises(db)) + (await cancelNeedy(db)) > 0);
  await cancelStopped(db);
  await failPromises(db);
  await endSpentBudgets(db);
}

/** Files away the versions that their runs will never make. */
async function failPromises(db: DbOrTransaction): Promise<number> {
  const failed = await db
    .update(modelVersions)
    .set({
      status: 'failed',
      error: sql`'The run "' || ${runs.name} || '" ended without a model.'`,
      archivedAt: sql`coalesce(${modelVersions.archivedAt}, now())`,
    })
    .from(runs)
    .where(
      and(
        eq(runs.id, modelVersions.runId),
        isPromised,
        sql`${runs.status} in ('failed', 'diverged', 'cancelled')`,
      ),
    )
    .returning({ id: modelVersions.id });
  return failed.length;
}

async function cancelNeedy(db: DbOrTransaction): Promise<number> {
  const ended = await db
    .update(runs)
    .set({
      ...cancelled,
      error: sql`jsonb_build_object('code', 'DEPENDENCY_FAILED',
        'message', '"' || ${failedMaker} || '" ended without a model, and this run needs it.',
        'hint', 'Mend that run first, then launch both again.')`,
    })
    .where(and(unclaimed, isNotNull(failedMaker)))
    .returning({ id: runs.id });
  return ended.length;
}

async function cancelStopped(db: DbOrTransaction): Promise<void> {
  await db
    .update(runs)
    .set({
      ...cancelled,
      error: {
        code: 'PIPELINE_STOPPED',
        message: 'Another run of its pipeline ended without success, so this one was not begun.',
        hint: 'Mend that run first. With "onError: continue" the runs that do not need it go on.',
      },
    })
    .where(and(unclaimed, stoppedByPipeline));
}

/** What runs have taken so far, in hours, all attempts together; those at work until now. */
export const spentHours = sql<number>`(
  select coalesce(sum(extract(epoch from coalesce(a.ended_at, now()) - a.started_at)), 0)::float8 / 3600
  from run_attempts a join runs o on o.id = a.run_id where o.pipeline_id = ${pipelines.id})`;

/** Ends all that is left of pipelines which have used up their hours; runs at work save what they reached. */
async function endSpentBudgets(db: DbOrTransaction): Promise<void> {
  const spent = sql`${runs.pipelineId} in (
    select ${pipelines.id} from ${pipelines} where ${pipelines.budgetHours} <= ${spentHours})`;
  const error = {
    code: 'BUDGET_SPENT',
    message: 'The hours that its pipeline may take are used up.',
    hint: 'Launch what is left with a larger budget.',
  };
  await db
    .update(runs)
    .set({ ...cancelled, error })
    .where(and(unclaimed, isNotNull(runs.pipelineId), spent));
  await db
    .update(runs)
    .set({ cancelRequestedAt: sql`now()`, error })
    .where(
      and(eq(runs.status, 'running'), isNull(runs.cancelRequestedAt), isNotNull(runs.pipelineId), spent),
    );
}
