import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

export type SpeedFacts = {
  annotatorId: string;
  /** With an active time, skips left out. */
  ratings: number;
  medianMs: number;
  /** Below the batch's minimum; 0 where it has none. */
  tooFast: number;
};

export type AnswerFacts = {
  annotatorId: string;
  /** As it lay on the screen: left, right, tie, both good, both bad. */
  answer: string;
  count: number;
  /** The longest run of it, in the order in which they first rated. */
  longestRun: number;
};

export type CommentFacts = { annotatorId: string; comments: string[] };

const commentsLooked = 200;

/** What the hints of a batch's people stand on. Golds and voided ratings are left out, imported ones too. */
export async function listHintFacts(db: DbOrTransaction, batchId: string) {
  const said = sql`said as (
    select r.annotator_id, r.id, r.created_at, r.active_ms, r.comment, case
      when r.verdict <> 'preference' then replace(r.verdict, '_', ' ')
      when r.shown_order[1] = case when r.strength < 0 then 0 else 1 end then 'left'
      else 'right' end as answer
    from ratings r join tasks t on t.id = r.task_id and t.overlap is not null
    where r.batch_id = ${batchId} and r.kind = 'rating' and r.voided_at is null and r.verdict <> 'skip'
      and r.shown_order is not null
  )`;
  const speeds = await db.execute<SpeedFacts>(sql`
    with ${said}
    select said.annotator_id as "annotatorId", count(*)::int as "ratings",
      (percentile_cont(0.5) within group (order by said.active_ms))::float8 as "medianMs",
      (count(*) filter (where said.active_ms < b.minimum_active_ms))::int as "tooFast"
    from said join batches b on b.id = ${batchId}
    where said.active_ms is not null group by said.annotator_id`);
  const answers = await db.execute<AnswerFacts>(sql`
    with ${said}, numbered as (
      select annotator_id, answer,
        row_number() over (partition by annotator_id order by created_at, id)
        - row_number() over (partition by annotator_id, answer order by created_at, id) as run
      from said
    ), runs as (
      select annotator_id, answer, count(*)::int as length from numbered group by annotator_id, answer, run
    )
    select annotator_id as "annotatorId", answer, sum(length)::int as "count", max(length) as "longestRun"
    from runs group by annotator_id, answer`);
  const comments = await db.execute<CommentFacts>(sql`
    with ${said}, latest as (
      select annotator_id, comment, row_number() over (partition by annotator_id order by created_at desc, id) as nth
      from said where comment <> ''
    )
    select annotator_id as "annotatorId", array_agg(comment order by nth) as "comments"
    from latest where nth <= ${commentsLooked} group by annotator_id`);
  return { speeds: speeds.rows, answers: answers.rows, comments: comments.rows };
}

export type HintFacts = Awaited<ReturnType<typeof listHintFacts>>;
