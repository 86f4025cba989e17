import { availableLimit } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import { asRater, isNamed, isSkilled, suitsThem } from './audience.ts';
import { type Annotator, held, ratedToday } from './ensure-annotator.ts';
import { hasGolds, leftForPerson } from './list-offers.ts';
import { isNewToAnnotator } from './pick-tasks.ts';

export type QueueNumbers = {
  /** Tasks that they could be given now beside those they hold. */
  available: number;
  /** Tasks that they may rate in a day, and how many of those are left; null: any number. */
  dailyQuota: number | null;
  leftToday: number | null;
  /** Whether a batch mixes golds in: `available` would then tell which of the tasks handed out was one. */
  hasGolds: boolean;
  held: number;
  doneToday: number;
  doneInAll: number;
  guidelineVersion: number | null;
  acknowledgedVersion: number | null;
};

const me = sql`annotators a
  cross join lateral ${asRater({ projectId: sql`a.project_id`, userId: sql`a.user_id` })} m`;

/** The batch `b` is one that the person may be given tasks of. */
const isMine = sql`b.project_id = a.project_id and b.status = 'released' and ${isNamed} and ${isSkilled}`;

const numbers = statement<Omit<QueueNumbers, 'leftToday'>>(
  'rating_queue_numbers',
  sql`select
    least(${sql.raw(String(availableLimit))}, (
      select coalesce(sum(greatest(0, least(free.count + expired.count, room.left))), 0)::int
      from batches b
      cross join lateral (select ${leftForPerson} as left) room
      cross join lateral (select count(*)::int as count from (
        select 1 from tasks t
        where t.batch_id = b.id and t.status = 'open' and ${isNewToAnnotator} and ${suitsThem}
          and t.done + t.reserved < t.overlap
        limit ${sql.raw(String(availableLimit))}
      ) as counted) free
      cross join lateral (
        select count(distinct t.id)::int as count from leases l
        join tasks t on t.id = l.task_id and t.status = 'open' and t.done + t.reserved >= t.overlap
        where l.batch_id = b.id and l.state = 'active' and l.expires_at < now()
          and ${isNewToAnnotator} and ${suitsThem}
      ) expired
      where ${isMine}
    )) as "available",
    m.daily_quota as "dailyQuota",
    exists (select 1 from batches b
      where b.project_id = a.project_id and b.status = 'released' and ${hasGolds}) as "hasGolds",
    ${held} as "held",
    ${ratedToday} as "doneToday",
    (select count(*)::int from ratings r
      where r.annotator_id = a.id and r.kind = 'rating' and r.verdict <> 'skip') as "doneInAll",
    (select max(g.version) from guidelines g where g.project_id = a.project_id) as "guidelineVersion",
    (select max(g.version) from guideline_acknowledgements k join guidelines g on g.id = k.guideline_id
      where k.annotator_id = a.id) as "acknowledgedVersion"
    from ${me} where a.id = ${value('annotatorId')}`,
);

/** The numbers behind the head of the rating page. The day begins at midnight UTC. */
export async function getRatingQueue(db: DbOrTransaction, { id }: Annotator): Promise<QueueNumbers> {
  const [row] = await numbers(db, { annotatorId: id });
  if (!row) throw new Error(`annotator ${id} is gone`);
  const { dailyQuota, doneToday } = row;
  if (dailyQuota === null) return { ...row, leftToday: null };
  const leftToday = Math.max(0, dailyQuota - doneToday);
  return { ...row, leftToday, available: Math.min(row.available, Math.max(0, leftToday - row.held)) };
}
