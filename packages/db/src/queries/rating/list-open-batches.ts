import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import type { Annotator } from './ensure-annotator.ts';
import { plenty } from './hold-limit.ts';

export type OpenBatch = {
  id: string;
  strategy: 'finish-started' | 'least-rated' | 'random';
  leaseMinutes: number;
  /** Tasks with a free place, counted up to `plenty`. */
  free: number;
  /** Other people who hold tasks of it now; not counted while there is plenty. */
  others: number;
  /** Whether a lease of somebody else has run out. */
  expired: boolean;
};

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
        select 1 from leases l
        where l.batch_id = b.id and l.state = 'active' and l.expires_at < now()
          and l.annotator_id <> ${value('annotatorId')}
      ) as "expired"
    from batches b
    cross join lateral (
      select count(*)::int as free from (
        select 1 from tasks t
        where t.batch_id = b.id and t.status = 'open'
          and (t.overlap is null or t.done + t.reserved < t.overlap)
        limit ${sql.raw(String(plenty))}
      ) as counted
    ) as room
    where b.project_id = ${value('projectId')} and b.status = 'released'
      and exists (select 1 from tasks t where t.batch_id = b.id and t.status = 'open')
    order by b.priority desc, b.released_at, b.id`,
);

/** Released batches with something left to rate, in the order of service. */
export function listOpenBatches(
  db: DbOrTransaction,
  { id, projectId }: Pick<Annotator, 'id' | 'projectId'>,
): Promise<OpenBatch[]> {
  return openBatches(db, { annotatorId: id, projectId });
}
