import { sql } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { asRater, isNamed, isSkilled, suitsThem } from './audience.ts';
import { endHeld } from './release-leases.ts';

/**
 * Gives back what people hold and are no longer meant to rate, in one batch or of one user: after a batch's audience
 * or a person's skills and languages changed. What they send later is still stored.
 */
export async function releaseOutside(
  tx: Transaction,
  where: { projectId: string } & ({ batchId: string } | { userId: string }),
): Promise<void> {
  const which = 'batchId' in where ? sql`b.id = ${where.batchId}` : sql`a.user_id = ${where.userId}`;
  const { rows } = await tx.execute<{ id: string; taskId: string }>(sql`
    select l.id, t.id as "taskId"
    from annotators a
    cross join lateral ${asRater({ projectId: sql`a.project_id`, userId: sql`a.user_id` })} m
    join leases l on l.annotator_id = a.id and l.state = 'active'
    join batches b on b.id = l.batch_id
    join tasks t on t.id = l.task_id
    where a.project_id = ${where.projectId} and ${which}
      and not (${isNamed} and ${isSkilled} and ${suitsThem})`);
  await endHeld(tx, rows);
}
