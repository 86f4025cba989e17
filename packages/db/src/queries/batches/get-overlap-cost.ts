import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { noGold } from './rating-figures.ts';

export type OverlapCostRow = { ratings: number; reopened: number; meanActiveMs: number | null };

/**
 * What raising the overlap of a batch to `overlap` would ask for: ratings beyond those that are wanted now. What a lead
 * decided or withdrew is asked for no more.
 */
export async function getOverlapCost(
  db: DbOrTransaction,
  { batchId, overlap }: { batchId: string; overlap: number },
): Promise<OverlapCostRow> {
  const { rows } = await db.execute<OverlapCostRow>(sql`
    select
      coalesce(sum(case t.status when 'open' then ${overlap}::int - t.overlap else ${overlap}::int - t.done end)
        filter (where t.status = 'open' or t.done < ${overlap}::int), 0)::int as "ratings",
      (count(*) filter (where t.status = 'done' and t.done < ${overlap}::int))::int as "reopened",
      (select avg(r.active_ms)::float8 from ratings r
        where r.batch_id = ${batchId} and r.kind = 'rating' and r.verdict <> 'skip' and r.voided_at is null
          and ${noGold}) as "meanActiveMs"
    from tasks t
    where t.batch_id = ${batchId} and t.status in ('open', 'done') and t.overlap < ${overlap}::int`);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without groups returned no row');
  return row;
}
