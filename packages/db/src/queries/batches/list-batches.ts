import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { batches, tasks } from '../../schema/index.ts';

function selectBatches(db: DbOrTransaction) {
  const counts = db
    .select({
      tasks: sql<number>`count(*)::int`.as('tasks_in_all'),
      tasksDone: sql<number>`(count(*) filter (where ${tasks.status} in ('done', 'adjudicated')))::int`.as(
        'tasks_done',
      ),
      ratings: sql<number>`coalesce(sum(${tasks.done}), 0)::int`.as('ratings_done'),
      ratingsWanted: sql<number>`coalesce(sum(${tasks.overlap}), 0)::int`.as('ratings_wanted'),
    })
    .from(tasks)
    .where(
      and(
        eq(tasks.batchId, batches.id),
        sql`${tasks.status} <> 'withdrawn' and ${tasks.overlap} is not null`,
      ),
    )
    .as('counts');
  return db
    .select({
      id: batches.id,
      name: batches.name,
      status: batches.status,
      taskKind: batches.taskKind,
      strategy: batches.strategy,
      overlap: batches.overlap,
      priority: batches.priority,
      leaseMinutes: batches.leaseMinutes,
      userIds: batches.userIds,
      skills: batches.skills,
      matchLanguage: batches.matchLanguage,
      perPerson: batches.perPerson,
      adaptive: batches.adaptive,
      goldRate: batches.goldRate,
      minimumActiveMs: batches.minimumActiveMs,
      composition: batches.composition,
      createdAt: batches.createdAt,
      releasedAt: batches.releasedAt,
      tasks: counts.tasks,
      tasksDone: counts.tasksDone,
      ratings: counts.ratings,
      ratingsWanted: counts.ratingsWanted,
    })
    .from(batches)
    .crossJoinLateral(counts);
}

type Paging = { after?: string | undefined; limit: number };

/** A page of batches, newest first. `after` is a batch's id. */
export async function listBatches(db: DbOrTransaction, projectId: string, { after, limit }: Paging) {
  return selectBatches(db)
    .where(and(eq(batches.projectId, projectId), after === undefined ? undefined : lt(batches.id, after)))
    .orderBy(desc(batches.id))
    .limit(limit);
}

/** One batch of the project, or null. */
export async function getBatch(db: DbOrTransaction, projectId: string, batchId: string) {
  const [row] = await selectBatches(db).where(and(eq(batches.projectId, projectId), eq(batches.id, batchId)));
  return row ?? null;
}

export type BatchRow = NonNullable<Awaited<ReturnType<typeof getBatch>>>;
