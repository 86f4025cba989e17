import type { Pool } from 'pg';

/** Counts what went wrong in a batch into the figures, over all loads so far. `taken`: ids that were acknowledged. */
export async function addFaults(
  figures: Record<string, number>,
  pool: Pool,
  batchId: string,
  taken: readonly string[],
): Promise<void> {
  const { rows } = await pool.query<{ over: number; doubled: number; stored: number }>(
    `select
       (select count(*)::int from tasks t where t.batch_id = $1 and (t.done + t.reserved > t.overlap
         or (select count(*) from ratings r where r.task_id = t.id) > t.overlap)) as over,
       (select count(*)::int from (select 1 from ratings where batch_id = $1
         group by task_id, annotator_id having count(*) > 1) as twice) as doubled,
       (select count(*)::int from rating_revisions where id = any($2)) as stored`,
    [batchId, taken],
  );
  const [row] = rows;
  if (!row) throw new Error('a select without a from returned no row');
  figures.over_assigned = (figures.over_assigned ?? 0) + row.over;
  figures.duplicated = (figures.duplicated ?? 0) + row.doubled;
  figures.lost = (figures.lost ?? 0) + taken.length - row.stored;
}
