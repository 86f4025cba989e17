import { AppError } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { type Actor, recordAudit } from '../people/audit.ts';

type Which = { projectId: string; batchId: string; annotatorId: string };

/**
 * Voids what somebody rated in a batch and asks others instead: the ratings are kept but count no more, and pairs that
 * were done open again. What a lead decided stays decided, and answers to golds stay, being about the person. The pairs
 * do not come to the same person again. Throws NOT_FOUND.
 */
export async function requeueRatings(
  db: Db,
  by: Actor,
  { projectId, batchId, annotatorId }: Which,
): Promise<{ ratings: number; reopened: number }> {
  return db.transaction(async (tx) => {
    const place = await tx.execute(sql`
      select 1 from batches b join annotators a on a.project_id = b.project_id
      where b.project_id = ${projectId} and b.id = ${batchId} and a.id = ${annotatorId}`);
    if (place.rows.length === 0) {
      throw new AppError('NOT_FOUND', { message: 'This project has no such batch or no such person.' });
    }
    // Tasks first, in one order, as everything does that changes their counts.
    await tx.execute(sql`
      select t.id from tasks t
      where t.batch_id = ${batchId} and t.overlap is not null and exists (
        select 1 from ratings r where r.task_id = t.id and r.annotator_id = ${annotatorId})
      order by t.id for no key update`);
    const { rows } = await tx.execute<{ ratings: number; reopened: number }>(sql`
      with voided as (
        update ratings r set voided_at = now(), counted = false
        from tasks t
        where t.id = r.task_id and t.overlap is not null and r.batch_id = ${batchId}
          and r.annotator_id = ${annotatorId} and r.kind = 'rating' and r.counted and r.voided_at is null
        returning r.task_id, t.status
      ), lowered as (
        update tasks t
        set done = t.done - 1, status = case when t.status = 'done' then 'open' else t.status end, disputed = false
        from voided where t.id = voided.task_id
      )
      select count(*)::int as "ratings", (count(*) filter (where status = 'done'))::int as "reopened" from voided`);
    const [told] = rows;
    if (!told) throw new Error('an aggregate without groups returned no row');
    const detail = { batch: batchId, ...told };
    await recordAudit(tx, by, { action: 'ratings.requeued', projectId, subject: annotatorId, detail });
    return told;
  });
}
