import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import type { LeftCounts } from './shown-order.ts';

type Where = { batchId: string; annotatorId: string; taskIds: string[] };

const sides = statement<LeftCounts & { taskId: string | null }>(
  'rating_count_sides',
  sql`
    select l.task_id as "taskId",
      (count(*) filter (where l.shown_order[1] = 0))::int as "first",
      (count(*) filter (where l.shown_order[1] = 1))::int as "second"
    from leases l
    where l.task_id = any(${value('taskIds')}::uuid[]) and l.state in ('active', 'rated')
    group by l.task_id
    union all
    select null,
      (count(*) filter (where l.shown_order[1] = 0))::int,
      (count(*) filter (where l.shown_order[1] = 1))::int
    from leases l
    where l.annotator_id = ${value('annotatorId')} and l.batch_id = ${value('batchId')} and l.state in ('active', 'rated')`,
);

/**
 * Which side stood left how often: in each of the tasks, and for the annotator over the batch. Released and skipped
 * leases left no verdict, so they put nothing out of balance.
 */
export async function countSides(db: DbOrTransaction, where: Where) {
  const rows = await sides(db, where);
  const counts = new Map(rows.map(({ taskId, first, second }) => [taskId, { first, second }]));
  const none: LeftCounts = { first: 0, second: 0 };
  return { own: { ...(counts.get(null) ?? none) }, ofTask: (taskId: string) => counts.get(taskId) ?? none };
}
