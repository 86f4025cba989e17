import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

export type BatchAgreementRow = {
  batchId: string;
  /** The kept estimate of alpha over verdicts, and when its ratings were read; null where nothing was computed. */
  alpha: unknown;
  asOf: string | null;
};

/** What was last computed of every batch with counted ratings, or of one batch. */
export async function listBatchAgreement(
  db: DbOrTransaction,
  { projectId, batchIds }: { projectId: string; batchIds: string[] | null },
): Promise<BatchAgreementRow[]> {
  const { rows } = await db.execute<BatchAgreementRow>(sql`
    select b.id as "batchId", s.result #> '{agreement,alphaNominal}' as "alpha", s.as_of as "asOf"
    from batches b left join batch_statistics s on s.batch_id = b.id
    where b.project_id = ${projectId}
      ${batchIds === null ? sql`` : sql`and b.id = any(${sql.param(batchIds)}::uuid[])`}
      and exists (select 1 from tasks t where t.batch_id = b.id and t.overlap is not null and t.done > 0)
    order by b.id`);
  return rows;
}

export type WithOthersRow = { annotatorId: string; value: number; n: number };

/** How far each person agrees with the others, by the newest statistics of each batch: the mean weighted by pairs. */
export async function listWithOthers(
  db: DbOrTransaction,
  { projectId, batchId }: { projectId: string; batchId: string | null },
): Promise<WithOthersRow[]> {
  const { rows } = await db.execute<WithOthersRow>(sql`
    with told as (
      select (one ->> 'id')::uuid as id, (one #>> '{withOthers,value}')::float8 as value,
        (one #>> '{withOthers,n}')::int as n
      from batches b join batch_statistics s on s.batch_id = b.id
      cross join lateral jsonb_array_elements(s.result -> 'annotators') as one
      where b.project_id = ${projectId} ${batchId === null ? sql`` : sql`and b.id = ${batchId}`}
    )
    select id as "annotatorId", sum(value * n) / sum(n) as "value", sum(n)::int as "n"
    from told where value is not null and n > 0 group by id`);
  return rows;
}
