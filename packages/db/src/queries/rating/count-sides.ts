import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import type { TimesFirst } from './shown-order.ts';

type Where = { batchId: string; annotatorId: string; taskIds: string[] };

const sides = statement<{ taskId: string | null; position: number; times: number }>(
  'rating_count_sides',
  sql`
    select l.task_id as "taskId", l.shown_order[1] as "position", count(*)::int as "times"
    from leases l
    where l.task_id = any(${value('taskIds')}::uuid[]) and l.state in ('active', 'rated')
    group by l.task_id, l.shown_order[1]
    union all
    select null, l.shown_order[1], count(*)::int
    from leases l
    where l.annotator_id = ${value('annotatorId')} and l.batch_id = ${value('batchId')} and l.state in ('active', 'rated')
    group by l.shown_order[1]`,
);

/**
 * Which position stood first, of a pair on the left, how often: in each of the tasks, and for the annotator over the
 * batch. Released and skipped leases left no verdict, so they put nothing out of balance.
 */
export async function countSides(db: DbOrTransaction, where: Where) {
  const rows = await sides(db, where);
  const of = (taskId: string | null): TimesFirst =>
    new Map(rows.filter((row) => row.taskId === taskId).map(({ position, times }) => [position, times]));
  return { own: new Map(of(null)), ofTask: of };
}
