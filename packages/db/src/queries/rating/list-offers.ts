import { type BatchOffer, plenty } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { batches } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';
import { asRater, isNamed, isSkilled, theirLanguages } from './audience.ts';
import type { Annotator } from './ensure-annotator.ts';

export type OpenBatch = BatchOffer & {
  strategy: (typeof batches.$inferSelect)['strategy'];
  leaseMinutes: number;
  /** How many each of its tasks has. */
  responses: number;
  /** Whether a lease of somebody else has run out. */
  expired: boolean;
  /** Where it keeps to a person's languages: theirs. */
  languages: string[] | null;
  /** Tags of prompts that they leave to others; null: none. */
  avoided: string[] | null;
  /** 0 where the batch has no golds. */
  goldRate: number;
  /** Tasks of it that were handed to the annotator since their last gold. */
  sinceGold: number;
};

/** Whether the batch `b` mixes golds in among its tasks. */
export const hasGolds = sql`(b.gold_rate > 0 and exists (
  select 1 from tasks g where g.batch_id = b.id and g.overlap is null and g.status = 'open'))`;

/** Tasks of the batch `b` that the annotator may still rate beside those they hold; null: any number. */
export const leftForPerson = sql`case when b.per_person is not null then b.per_person - (
  select count(*)::int from leases given
  where given.annotator_id = ${value('annotatorId')} and given.batch_id = b.id
    and given.state in ('active', 'rated')
) end`;

const openBatches = statement<OpenBatch>(
  'rating_list_offers',
  sql`
    select b.id, b.priority, b.strategy, b.lease_minutes as "leaseMinutes", room.free,
      case b.task_kind when 'pair' then 2 when 'single' then 1
        else (b.composition #>> '{pairing,size}')::int end as "responses",
      b.user_ids is not null as "names", ${isNamed} as "named",
      b.match_language or b.skills <> '{}' as "asks", ${isSkilled} as "skilled",
      ${theirLanguages} as "languages", m.avoided,
      ${leftForPerson} as "leftForPerson", (
        select count(*)::int from leases l
        where l.annotator_id = ${value('annotatorId')} and l.batch_id = b.id and l.state = 'active'
      ) as "held",
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
    cross join ${asRater({ projectId: sql`${value('projectId')}`, userId: sql`${value('userId')}` })} m
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
    order by b.released_at, b.id`,
);

/** Released batches with something left to rate, in the order in which they were released. */
export function listOffers(db: DbOrTransaction, annotator: Annotator): Promise<OpenBatch[]> {
  const { id: annotatorId, projectId, userId } = annotator;
  return openBatches(db, { annotatorId, projectId, userId });
}
