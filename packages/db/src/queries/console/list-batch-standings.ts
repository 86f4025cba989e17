import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

export type BatchStanding = {
  id: string;
  left: number;
  held: number;
  disputed: number;
  lastRatedAt: string | null;
  /** Since then; null where nobody has rated. */
  idleSeconds: number | null;
  /** People of the project who may rate now. */
  people: number;
  /** Whether one of them could take one of its pairs. Told where the batch is released, wants ratings and nobody holds any. */
  takers: boolean;
  /** The batch that is served before it and has something left; null where there is none. */
  behind: string | null;
};

/** How batches stand: what is left, who has it, and what may keep people from it. */
export async function listBatchStandings(
  db: DbOrTransaction,
  { projectId, batchIds }: { projectId: string; batchIds: string[] },
): Promise<BatchStanding[]> {
  const { rows } = await db.execute<BatchStanding>(sql`
    with people as materialized (
      select m.user_id, a.id as annotator_id
      from memberships m join users u on u.id = m.user_id and u.disabled_at is null
      left join annotators a on a.project_id = m.project_id and a.user_id = m.user_id
      where m.project_id = ${projectId} and m.role in ('lead', 'engineer', 'annotator') and a.paused_at is null
    ), crowd as materialized (
      select count(*)::int as people from people
    ), open as materialized (
      select b.id, b.name, b.priority, b.released_at from batches b
      where b.project_id = ${projectId} and b.status = 'released'
        and exists (select 1 from tasks t where t.batch_id = b.id and t.status = 'open' and t.overlap is not null)
    )
    select b.id, wanted."left", held."held", decisions."disputed", last.at as "lastRatedAt",
      extract(epoch from now() - last.at)::float8 as "idleSeconds", crowd.people,
      case when b.status = 'released' and wanted."left" > 0 and held."held" = 0 then exists (
        select 1 from tasks t
        where t.batch_id = b.id and t.status = 'open' and t.overlap is not null and crowd.people > (
          select count(*) from leases l join people on people.annotator_id = l.annotator_id
          where l.task_id = t.id and l.state <> 'released'
        )
      ) else false end as "takers",
      (select o.name from open o
        where o.id <> b.id and (-o.priority, o.released_at, o.id) < (-b.priority, b.released_at, b.id)
        order by o.priority desc, o.released_at, o.id limit 1) as "behind"
    from batches b cross join crowd
    cross join lateral (
      select coalesce(sum(t.overlap - t.done), 0)::int as "left"
      from tasks t where t.batch_id = b.id and t.overlap is not null and t.status = 'open'
    ) wanted
    cross join lateral (
      -- By the project too: so they are found by the index of disputed tasks.
      select count(*)::int as "disputed" from tasks t
      where t.project_id = ${projectId} and t.batch_id = b.id and t.disputed and t.status = 'done'
        and t.overlap is not null
    ) decisions
    cross join lateral (
      select count(*)::int as "held" from leases l join tasks t on t.id = l.task_id and t.overlap is not null
      where l.batch_id = b.id and l.state = 'active' and l.expires_at >= now()
    ) held
    cross join lateral (
      select max(t.last_at) as at from rating_tallies t where t.batch_id = b.id
    ) last
    where b.project_id = ${projectId} and b.id = any(${sql.param(batchIds)}::uuid[])`);
  return rows;
}
