import { sql } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import type { Annotator } from './ensure-annotator.ts';

const keepHeld = statement<{ batchId: string }>(
  'rating_keep_held_tasks',
  sql`
    with mine as (
      select id from leases
      where annotator_id = ${value('annotatorId')} and state = 'active'
      for no key update skip locked
    )
    update leases l
    set claimed_at = now(), renewed_at = now(), expires_at = now() + make_interval(mins => b.lease_minutes)
    from mine, batches b, tasks t
    where l.id = mine.id and b.id = l.batch_id and t.id = l.task_id
      and b.project_id = ${value('projectId')} and b.status = 'released' and t.status = 'open'
    returning l.batch_id as "batchId"`,
);

/**
 * Gives what the annotator holds a full lease again and lists it; an expired one that nobody took is theirs still.
 * Rows that are locked by others are passed over: they are leaving this state, or are being renewed already.
 */
export function keepHeldTasks(tx: Transaction, { id, projectId }: Pick<Annotator, 'id' | 'projectId'>) {
  return keepHeld(tx, { annotatorId: id, projectId });
}
