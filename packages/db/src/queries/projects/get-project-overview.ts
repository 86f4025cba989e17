import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

export type OverviewCounts = {
  prompts: number;
  promptsWithReference: number;
  responses: number;
  respondingVersions: number;
  tasks: number;
  wanted: number;
  ratings: number;
  annotators: number;
  snapshots: number;
  runs: number;
  activeRuns: number;
  failedRuns: number;
  readyVersions: number;
  trainedVersions: number;
};

/** Counts at each station of a project's loop. Voided ratings, skips, golds, archived prompts and unfinished
 * snapshots are left out. */
export async function getProjectOverview(db: DbOrTransaction, projectId: string): Promise<OverviewCounts> {
  const { rows } = await db.execute<OverviewCounts>(sql`
    select p."prompts", p."promptsWithReference", r."responses", r."respondingVersions", t."tasks", t."wanted",
      v."ratings", v."annotators", s."snapshots", u."runs", u."activeRuns", u."failedRuns",
      m."readyVersions", m."trainedVersions"
    from
      (select count(*)::int as "prompts", count(reference)::int as "promptsWithReference"
        from prompts where project_id = ${projectId} and archived_at is null) p,
      (select count(*)::int as "responses", count(distinct model_version_id)::int as "respondingVersions"
        from responses r join prompts q on q.id = r.prompt_id and q.archived_at is null
        where r.project_id = ${projectId}) r,
      (select count(*)::int as "tasks",
          coalesce(sum(t.overlap - t.done) filter (where t.status = 'open' and b.status = 'released'), 0)::int as "wanted"
        from tasks t join batches b on b.id = t.batch_id
        where t.project_id = ${projectId} and t.overlap is not null) t,
      (select count(*)::int as "ratings", count(distinct annotator_id)::int as "annotators"
        from ratings r
        where r.project_id = ${projectId} and r.kind = 'rating' and r.voided_at is null and r.verdict <> 'skip'
          and not exists (select 1 from golds g where g.task_id = r.task_id)) v,
      (select count(*)::int as "snapshots"
        from snapshots where project_id = ${projectId} and frozen_at is not null) s,
      (select count(*)::int as "runs",
          (count(*) filter (where status in ('queued', 'waiting', 'running')))::int as "activeRuns",
          (count(*) filter (where status in ('failed', 'diverged')))::int as "failedRuns"
        from runs where project_id = ${projectId} and method <> 'generate' and status <> 'draft') u,
      (select count(*)::int as "readyVersions", (count(mv.run_id))::int as "trainedVersions"
        from model_versions mv
        where mv.project_id = ${projectId} and mv.status = 'ready' and mv.archived_at is null) m`);
  const [row] = rows;
  if (!row) throw new Error('aggregates without groups returned no row');
  return row;
}
