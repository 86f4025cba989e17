import type { RunStatus } from '@prefloop/contract';
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { pipelines, runs, users } from '../../schema/index.ts';
import { spentHours } from './settle-pipelines.ts';

const columns = {
  id: pipelines.id,
  number: pipelines.number,
  name: pipelines.name,
  text: pipelines.text,
  onError: pipelines.onError,
  budgetHours: pipelines.budgetHours,
  spentHours,
  createdBy: users.name,
  createdAt: pipelines.createdAt,
  /** How many of its runs stand how. */
  counts: sql<Partial<Record<RunStatus, number>>>`coalesce((
    select jsonb_object_agg(c.status, c.count) from (
      select o.status, count(*)::int as count from runs o where o.pipeline_id = ${pipelines.id} group by o.status
    ) c), '{}')`,
};

/** A page of a project's pipelines, newest first. `beforeNumber` is the last number of the page before. */
export async function listPipelines(
  db: DbOrTransaction,
  projectId: string,
  options: { beforeNumber?: number | undefined; limit: number },
) {
  return db
    .select(columns)
    .from(pipelines)
    .leftJoin(users, eq(users.id, pipelines.createdBy))
    .where(
      and(
        eq(pipelines.projectId, projectId),
        options.beforeNumber === undefined ? undefined : lt(pipelines.number, options.beforeNumber),
      ),
    )
    .orderBy(desc(pipelines.number))
    .limit(options.limit);
}

export type PipelineRow = Awaited<ReturnType<typeof listPipelines>>[number];

/** One pipeline with its runs in the order of its document, or null. */
export async function getPipeline(db: DbOrTransaction, args: { projectId: string; pipelineId: string }) {
  const [pipeline] = await db
    .select(columns)
    .from(pipelines)
    .leftJoin(users, eq(users.id, pipelines.createdBy))
    .where(and(eq(pipelines.id, args.pipelineId), eq(pipelines.projectId, args.projectId)));
  if (!pipeline) return null;
  const steps = await db
    .select({
      runId: runs.id,
      step: sql<string>`coalesce(${runs.step}, '')`,
      needs: sql<string[]>`array(
        select o.step from model_versions v join runs o on o.id = v.run_id
        where o.pipeline_id = ${runs.pipelineId} and ${runs.config}->'versionIds' ? v.id::text
        order by o.step_order)`,
      made: sql<{ id: string; model: string; version: number } | null>`(
        select jsonb_build_object('id', v.id, 'model', m.name, 'version', v.version)
        from model_versions v join models m on m.id = v.model_id where v.run_id = ${runs.id} and v.location ? 'path')`,
    })
    .from(runs)
    .innerJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .where(eq(pipelines.id, pipeline.id))
    .orderBy(asc(runs.stepOrder));
  return { ...pipeline, steps };
}
