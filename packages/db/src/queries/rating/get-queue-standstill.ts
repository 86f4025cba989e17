import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import { asRater, isNamed, isSkilled, suitsThem } from './audience.ts';
import type { Annotator } from './ensure-annotator.ts';
import { leftForPerson } from './list-offers.ts';

export type QueueStandstill = {
  /** Released batches, whosever they are. */
  batches: number;
  /** Open tasks that are for the person: those they did not have yet, and of these the ones that others hold. */
  open: number;
  withOthers: number;
  /** Open tasks of batches in which they rated as many as one person may. */
  enough: number;
  /** Open tasks that are for other people: named ones, or those with a skill or a language. */
  forOthers: number;
  /** When the first of those that others hold may be free. */
  nextFreeInSeconds: number | null;
  nextFreeAt: Date | null;
};

const standstill = statement<Omit<QueueStandstill, 'nextFreeAt'> & { nextFreeAt: string | null }>(
  'rating_queue_standstill',
  sql`
    with open_tasks as (
      select t.id, ${isNamed} and ${isSkilled} and ${suitsThem} as mine,
        coalesce(${leftForPerson}, 1) <= 0 as enough, exists (
          select 1 from leases own where own.task_id = t.id and own.annotator_id = a.id and own.state <> 'released'
        ) as seen
      from annotators a
      cross join lateral ${asRater({ projectId: sql`a.project_id`, userId: sql`a.user_id` })} m
      join batches b on b.project_id = a.project_id and b.status = 'released'
      join tasks t on t.batch_id = b.id and t.status = 'open' and t.overlap is not null
      where a.id = ${value('annotatorId')}
    ), next_free as (
      select min(l.expires_at) as at
      from open_tasks o join leases l on l.task_id = o.id
      where o.mine and not o.seen and not o.enough and l.state = 'active' and l.expires_at >= now()
    )
    select
      (select count(*)::int from batches b join annotators a on a.project_id = b.project_id
        where a.id = ${value('annotatorId')} and b.status = 'released') as "batches",
      (select count(*)::int from open_tasks where mine) as "open",
      (select count(*)::int from open_tasks where mine and not seen and not enough) as "withOthers",
      (select count(*)::int from open_tasks where mine and not seen and enough) as "enough",
      (select count(*)::int from open_tasks where not mine) as "forOthers",
      (select extract(epoch from at - now())::float8 from next_free) as "nextFreeInSeconds",
      (select at from next_free) as "nextFreeAt"`,
);

/**
 * Why there is nothing for the annotator. Golds are left out: one that stays open for everybody would give itself
 * away here.
 */
export async function getQueueStandstill(db: DbOrTransaction, { id }: Annotator): Promise<QueueStandstill> {
  const [row] = await standstill(db, { annotatorId: id });
  if (!row) throw new Error('a select without a from returned no row');
  return { ...row, nextFreeAt: row.nextFreeAt === null ? null : new Date(row.nextFreeAt) };
}
