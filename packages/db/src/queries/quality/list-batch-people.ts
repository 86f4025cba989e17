import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

export type BatchPersonRow = {
  id: string;
  name: string;
  user: boolean;
  goldsAnswered: number;
  goldsRight: number;
  attentionAnswered: number;
  attentionRight: number;
  pausedAt: string | null;
  pausedReason: string | null;
  pausedBy: 'golds' | null;
  resumedAt: string | null;
  counted: number;
  reopened: number;
};

/** Who was ever handed a task of a batch or rated in it: their golds, whether they may rate, what re-queueing does. */
export async function listBatchPeople(db: DbOrTransaction, batchId: string): Promise<BatchPersonRow[]> {
  const { rows } = await db.execute<BatchPersonRow>(sql`
    with people as (
      select annotator_id from leases where batch_id = ${batchId}
      union select annotator_id from ratings where batch_id = ${batchId} and kind = 'rating'
    ), said as (
      select r.annotator_id, 
        (count(r.gold_right) filter (where not g.attention))::int as answered,
        (count(*) filter (where r.gold_right and not g.attention))::int as "right",
        (count(r.gold_right) filter (where g.attention))::int as attention,
        (count(*) filter (where r.gold_right and g.attention))::int as attentive,
        (count(*) filter (where r.counted and t.overlap is not null))::int as counted,
        (count(*) filter (where r.counted and t.overlap is not null and t.status = 'done'))::int as reopened
      from ratings r join tasks t on t.id = r.task_id left join golds g on g.task_id = t.id
      where r.batch_id = ${batchId} and r.kind = 'rating' and r.voided_at is null
      group by r.annotator_id
    )
    select a.id, a.name, a.user_id is not null as "user", coalesce(said.answered, 0) as "goldsAnswered",
      coalesce(said.right, 0) as "goldsRight", coalesce(said.attention, 0) as "attentionAnswered",
      coalesce(said.attentive, 0) as "attentionRight", a.paused_at as "pausedAt", a.paused_reason as "pausedReason",
      a.paused_by as "pausedBy", a.resumed_at as "resumedAt", coalesce(said.counted, 0) as "counted",
      coalesce(said.reopened, 0) as "reopened"
    from people join annotators a on a.id = people.annotator_id
    left join said on said.annotator_id = a.id
    order by a.paused_at is null, coalesce(said.counted, 0) desc, a.name, a.id`);
  return rows;
}
