import type { VerdictClass } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { verdictCategory } from '../rating/verdict-category.ts';

/** One counted rating of a pair. `leftPosition` is null where nobody knows what stood left, as in imported data. */
export type BatchVote = {
  taskId: string;
  annotatorId: string;
  verdict: VerdictClass;
  /** Preference only: steps from the middle of a scale of so many points; negative prefers the first. */
  strength: number | null;
  scale: number | null;
  leftPosition: 0 | 1 | null;
  firstId: string;
  secondId: string;
  activeMs: number | null;
};

/** The votes of a batch: counted ratings, imported ones included. Golds are tests of people, and stay out. */
const votesOf = (batchId: string) => sql`votes as (
  select r.task_id as "taskId", r.annotator_id as "annotatorId",
    ${verdictCategory} as "verdict",
    r.strength, r.scale, r.shown_order[1] as "leftPosition",
    one.response_id as "firstId", other.response_id as "secondId", r.active_ms as "activeMs",
    r.updated_at as "updatedAt"
  from ratings r
  join tasks t on t.id = r.task_id and t.kind = 'pair'
  join task_responses one on one.task_id = r.task_id and one.position = 0
  join task_responses other on other.task_id = r.task_id and other.position = 1
  where r.batch_id = ${batchId} and r.kind = 'rating' and r.counted and r.voided_at is null
    and not exists (select 1 from golds g where g.task_id = r.task_id)
)`;

/** How many votes there are, and how many of them came or were changed after `since`. */
export async function countVotes(
  db: DbOrTransaction,
  batchId: string,
  since: Date | null,
): Promise<{ ratings: number; newer: number }> {
  const after = since?.toISOString() ?? null;
  const { rows } = await db.execute<{ ratings: number; newer: number }>(sql`
    with ${votesOf(batchId)}
    select count(*)::int as "ratings",
      (count(*) filter (where ${after}::timestamptz is null or "updatedAt" > ${after}::timestamptz))::int as "newer"
    from votes`);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without groups returned no row');
  return row;
}

/**
 * Names the votes of a batch together with the settings of the computation, by SHA-256 in hexadecimal over both, the
 * votes in the order of ids: two calls with one hash stand for one input. Takes about a second for 100,000 votes.
 */
export async function hashVotes(
  db: DbOrTransaction,
  batchId: string,
  settings: string,
): Promise<{ hash: string; readAt: Date }> {
  const { rows } = await db.execute<{ hash: string; readAt: string }>(sql`
    with ${votesOf(batchId)}
    select now() as "readAt", encode(sha256(convert_to(${settings} || coalesce(string_agg(E'\n' || json_build_array(
        "taskId", "annotatorId", "verdict", strength, scale, "leftPosition", "firstId", "secondId", "activeMs"
      )::text, '' order by "taskId", "annotatorId"), ''), 'UTF8')), 'hex') as "hash"
    from votes`);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without groups returned no row');
  return { hash: row.hash, readAt: new Date(row.readAt) };
}

/** The votes page by page, in the order of ids. For one input the pages have to share a repeatable read. */
export async function* batchVotes(
  db: DbOrTransaction,
  batchId: string,
  pageSize = 10_000,
): AsyncGenerator<BatchVote[]> {
  const nil = '00000000-0000-0000-0000-000000000000';
  let after = { taskId: nil, annotatorId: nil };
  for (;;) {
    const { rows } = await db.execute<BatchVote>(sql`
      with ${votesOf(batchId)}
      select "taskId", "annotatorId", "verdict", strength, scale, "leftPosition", "firstId", "secondId", "activeMs"
      from votes where ("taskId", "annotatorId") > (${after.taskId}::uuid, ${after.annotatorId}::uuid)
      order by "taskId", "annotatorId" limit ${pageSize}`);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last;
  }
}
