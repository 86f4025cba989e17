import { availableLimit } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import { hasGolds } from './list-open-batches.ts';
import { isNewToAnnotator } from './pick-tasks.ts';

type Whose = { projectId: string; annotatorId: string };

export type QueueNumbers = {
  available: number;
  /** Whether a batch mixes golds in: `available` would then tell which of the tasks handed out was one. */
  hasGolds: boolean;
  held: number;
  doneToday: number;
  doneInAll: number;
  guidelineVersion: number | null;
  acknowledgedVersion: number | null;
};

const own = sql`from ratings r
    where r.annotator_id = ${value('annotatorId')} and r.kind = 'rating' and r.verdict <> 'skip'`;
const numbers = statement<QueueNumbers>(
  'rating_queue_numbers',
  sql`select
    least(${sql.raw(String(availableLimit))}, (select count(*)::int from (
      select 1 from batches b join tasks t on t.batch_id = b.id and t.status = 'open'
      where b.project_id = ${value('projectId')} and b.status = 'released' and ${isNewToAnnotator}
        and t.done + t.reserved < t.overlap
      limit ${sql.raw(String(availableLimit))}
    ) as free) + (
      select count(distinct t.id)::int from batches b
      join leases l on l.batch_id = b.id and l.state = 'active' and l.expires_at < now()
      join tasks t on t.id = l.task_id and t.status = 'open' and t.done + t.reserved >= t.overlap
      where b.project_id = ${value('projectId')} and b.status = 'released' and ${isNewToAnnotator}
    )) as "available",
    exists (select 1 from batches b
      where b.project_id = ${value('projectId')} and b.status = 'released' and ${hasGolds}) as "hasGolds",
    (select count(*)::int from leases l
      join tasks t on t.id = l.task_id and t.status = 'open'
      join batches b on b.id = l.batch_id and b.status = 'released'
      where l.annotator_id = ${value('annotatorId')} and l.state = 'active') as "held",
    (select count(*)::int ${own} and r.created_at >= date_trunc('day', now(), 'UTC')) as "doneToday",
    (select count(*)::int ${own}) as "doneInAll",
    (select max(g.version) from guidelines g where g.project_id = ${value('projectId')}) as "guidelineVersion",
    (select max(g.version) from guideline_acknowledgements k join guidelines g on g.id = k.guideline_id
      where k.annotator_id = ${value('annotatorId')}) as "acknowledgedVersion"`,
);

/** The numbers behind the head of the rating page. The day begins at midnight UTC. */
export async function getRatingQueue(db: DbOrTransaction, whose: Whose): Promise<QueueNumbers> {
  const [row] = await numbers(db, whose);
  if (!row) throw new Error('a select without a from returned no row');
  return row;
}

/**
 * Why there is nothing for the annotator. Golds are left out: one that stays open for everybody would give itself
 * away here.
 */
export async function getQueueStandstill(db: DbOrTransaction, { projectId, annotatorId }: Whose) {
  const result = await db.execute<{
    batches: number;
    open: number;
    withOthers: number;
    nextFreeInSeconds: number | null;
    nextFreeAt: string | null;
  }>(sql`
    with open_tasks as (
      select t.id, exists (
        select 1 from leases own where own.task_id = t.id and own.annotator_id = ${annotatorId}
          and own.state <> 'released'
      ) as seen
      from tasks t join batches b on b.id = t.batch_id
      where b.project_id = ${projectId} and b.status = 'released' and t.status = 'open' and t.overlap is not null
    ), next_free as (
      select min(l.expires_at) as at
      from open_tasks o join leases l on l.task_id = o.id
      where not o.seen and l.state = 'active' and l.expires_at >= now()
    )
    select
      (select count(*)::int from batches b where b.project_id = ${projectId} and b.status = 'released')
        as "batches",
      (select count(*)::int from open_tasks) as "open",
      (select count(*)::int from open_tasks where not seen) as "withOthers",
      (select extract(epoch from at - now())::float8 from next_free) as "nextFreeInSeconds",
      (select at from next_free) as "nextFreeAt"`);
  const [row] = result.rows;
  if (!row) throw new Error('a select without a from returned no row');
  return { ...row, nextFreeAt: row.nextFreeAt === null ? null : new Date(row.nextFreeAt) };
}

export type QueueStandstill = Awaited<ReturnType<typeof getQueueStandstill>>;
