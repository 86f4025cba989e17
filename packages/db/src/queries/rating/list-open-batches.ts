import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import type { Annotator } from './ensure-annotator.ts';
import { plenty } from './hold-limit.ts';

export type OpenBatch = {
  id: string;
  strategy: 'finish-started' | 'least-rated' | 'random';
  leaseMinutes: number;
  /** Tasks with a free place, counted up to `plenty`; golds are none of them. */
  free: number;
  /** Other people who hold tasks of it now; not counted while there is plenty. */
  others: number;
  /** Whether a lease of somebody else has run out. */
  expired: boolean;
  /** 0 where the batch has no golds. */
  goldRate: number;
  /** Tasks of it that were handed to the annotator since their last gold. */
  sinceGold: number;
};

/** Whether the batch `b` mixes golds in among its tasks. */
export const hasGolds = sql`(b.gold_rate > 0 and exists (
  select 1 from tasks g where g.batch_id = b.id and g.overlap is null and g.status = 'open'))`;

const openBatches = statement<OpenBatch>(
  'rating_list_open_batches',
  sql`
    select b.id, b.strategy, b.lease_minutes as "leaseMinutes", room.free,
      case when room.free >= ${sql.raw(String(plenty))} then 0 else (
        select count(distinct l.annotator_id)::int from leases l
        where l.batch_id = b.id and l.state = 'active' and l.expires_at >= now()
          and l.annotator_id <> ${value('annotatorId')}
      ) end as "others",
      exists (
        select 1 from leases l join tasks t on t.id = l.task_id and t.overlap is not null
        where l.batch_id = b.id and l.state = 'active' and l.expires_at < now()
          and l.annotator_id <> ${value('annotatorId')}
      ) as "expired",
      case when ${hasGolds} then b.gold_rate else 0 end as "goldRate", coalesce(gap.since, 0) as "sinceGold"
    from batches b
    left join gold_gaps gap on gap.batch_id = b.id and gap.annotator_id = ${value('annotatorId')}
    cross join lateral (
      select count(*)::int as free from (
        select 1 from tasks t
        where t.batch_id = b.id and t.status = 'open' and t.done + t.reserved < t.overlap
        limit ${sql.raw(String(plenty))}
      ) as counted
    ) as room
    where b.project_id = ${value('projectId')} and b.status = 'released'
      and exists (
        select 1 from tasks t where t.batch_id = b.id and t.status = 'open' and t.overlap is not null)
    order by b.priority desc, b.released_at, b.id`,
);

/** Released batches with something left to rate, in the order of service. */
export function listOpenBatches(
  db: DbOrTransaction,
  { id, projectId }: Pick<Annotator, 'id' | 'projectId'>,
): Promise<OpenBatch[]> {
  return openBatches(db, { annotatorId: id, projectId });
}
