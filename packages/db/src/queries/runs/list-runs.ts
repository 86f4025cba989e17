import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { pipelines, runs, users } from '../../schema/index.ts';
import type { Run } from './create-run.ts';
import { type TookRow, tookColumns } from './read-finished-runs.ts';
import { awaitedMakers } from './run-conditions.ts';
import { waitingLine } from './waiting-line.ts';

const columns = {
  id: runs.id,
  projectId: runs.projectId,
  number: runs.number,
  name: runs.name,
  method: runs.method,
  status: runs.status,
  reason: runs.reason,
  priority: runs.priority,
  /** Its place among all that wait for a slot, and their number; null once it runs, or while it could not. */
  place: sql<number | null>`line.place::int`,
  lineLength: sql<number | null>`line.length::int`,
  progress: runs.progress,
  error: runs.error,
  cancelRequestedAt: runs.cancelRequestedAt,
  attempts: runs.attempts,
  maxAttempts: runs.maxAttempts,
  pipelineId: runs.pipelineId,
  pipeline: pipelines.name,
  step: runs.step,
  /** The runs that have to make what it needs. */
  awaited: sql<string[] | null>`case when ${runs.status} in ('queued', 'waiting') then ${awaitedMakers} end`,
  createdBy: users.name,
  createdAt: runs.createdAt,
  queuedAt: runs.queuedAt,
  startedAt: runs.startedAt,
  finishedAt: runs.finishedAt,
  /** Due again only later, after a failed attempt. */
  later: sql<boolean>`coalesce(${runs.dueAt} > now(), false)`,
  dueAt: runs.dueAt,
};

/** A page of a project's runs, newest first. `beforeNumber` is the last number of the page before. */
export async function listRuns(
  db: DbOrTransaction,
  projectId: string,
  options: {
    status?: Run['status'] | undefined;
    method?: Run['method'] | undefined;
    number?: number | undefined;
    pipelineId?: string | undefined;
    beforeNumber?: number | undefined;
    limit: number;
  },
) {
  return db
    .select(columns)
    .from(runs)
    .leftJoin(users, eq(users.id, runs.createdBy))
    .leftJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .leftJoin(waitingLine(sql`true`), sql`line.id = ${runs.id}`)
    .where(
      and(
        eq(runs.projectId, projectId),
        options.status === undefined ? undefined : eq(runs.status, options.status),
        options.method === undefined ? undefined : eq(runs.method, options.method),
        options.number === undefined ? undefined : eq(runs.number, options.number),
        options.pipelineId === undefined ? undefined : eq(runs.pipelineId, options.pipelineId),
        options.beforeNumber === undefined ? undefined : lt(runs.number, options.beforeNumber),
      ),
    )
    .orderBy(desc(runs.number))
    .limit(options.limit);
}

export type RunRow = Awaited<ReturnType<typeof listRuns>>[number];

/** One run with all there is to show of it, or null. The prompts it chose are counted, not listed. */
export async function getRun(db: DbOrTransaction, args: { runId: string; projectId?: string }) {
  const [row] = await db
    .select({
      ...columns,
      epoch: runs.epoch,
      config: sql<Record<string, unknown>>`${runs.config} - 'promptIds'`,
      promptCount: sql<number | null>`jsonb_array_length(${runs.config}->'promptIds')`,
      configHash: runs.configHash,
      snapshotId: runs.snapshotId,
      responses: sql<number>`(select count(*)::int from responses r where r.run_id = ${runs.id})`,
      versions: sql<{ id: string; model: string; version: number; origin: string }[]>`coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', v.id, 'model', m.name, 'version', v.version, 'origin', v.origin) order by m.name, v.version)
        from model_versions v join models m on m.id = v.model_id
        where v.id = ${runs.baseVersionId} or v.id::text in (
          select jsonb_array_elements_text(coalesce(${runs.config}->'versionIds', '[]'::jsonb)))), '[]')`,
      published: sql<{ id: string; model: string; version: number } | null>`(
        select jsonb_build_object('id', v.id, 'model', m.name, 'version', v.version)
        from model_versions v join models m on m.id = v.model_id where v.run_id = ${runs.id} and v.location ? 'path')`,
      took: sql<TookRow>`(select to_jsonb(took) from (select ${tookColumns} from runs r where r.id = ${runs.id}) took)`,
      attempt: sql<RunAttemptRow | null>`(
        select jsonb_build_object('number', a.attempt, 'epoch', a.epoch, 'device', a.device,
          'resumedFromStep', a.resumed_from_step, 'outcome', a.outcome, 'logTail', coalesce(a.log_tail, ''),
          'startedAt', a.started_at, 'endedAt', a.ended_at)
        from run_attempts a where a.run_id = ${runs.id} order by a.attempt desc limit 1)`,
    })
    .from(runs)
    .leftJoin(users, eq(users.id, runs.createdBy))
    .leftJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .leftJoin(waitingLine(sql`true`), sql`line.id = ${runs.id}`)
    .where(
      and(
        eq(runs.id, args.runId),
        args.projectId === undefined ? undefined : eq(runs.projectId, args.projectId),
      ),
    );
  return row ?? null;
}

/** As JSON from the database: times are text. */
type RunAttemptRow = {
  number: number;
  epoch: number;
  device: Record<string, unknown> | null;
  resumedFromStep: number | null;
  outcome: string | null;
  logTail: string;
  startedAt: string;
  endedAt: string | null;
};
export type RunDetailRow = NonNullable<Awaited<ReturnType<typeof getRun>>>;
