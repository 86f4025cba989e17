import type { RatingFlag } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { StoredAnswers } from '../rating/stored-answers.ts';
import { verdictCategory } from '../rating/verdict-category.ts';

export type DisagreementVote = StoredAnswers & {
  kind: 'rating' | 'adjudication';
  annotator: string;
  verdict: 'preference' | 'tie' | 'both_good' | 'both_bad';
  /** In terms of positions: negative prefers the first response. */
  strength: number | null;
  scale: number | null;
  comment: string | null;
  flags: RatingFlag[];
  ratedAt: string;
};

export type Disagreement = {
  taskId: string;
  batchId: string;
  batchName: string;
  status: 'done' | 'adjudicated';
  disputed: boolean;
  promptId: string;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  /** By position. */
  texts: string[];
  votes: DisagreementVote[];
};

type Which = { projectId: string; batchId: string | null; scope: 'disputed' | 'all'; limit: number };

/**
 * Rated tasks on which people disagree, worst first: undecided ones, then by the share of the verdict that leads, then
 * by the number of votes. `disputed`: only those that adaptive overlap gave up on and nobody has decided.
 */
export async function listDisagreements(
  db: DbOrTransaction,
  { projectId, batchId, scope, limit }: Which,
): Promise<Disagreement[]> {
  const { rows } = await db.execute<Disagreement>(sql`
    with looked as (
      select t.id, t.batch_id, t.prompt_id, t.status, t.disputed
      from tasks t
      where t.project_id = ${projectId} and t.kind = 'pair'
        and (${batchId}::uuid is null or t.batch_id = ${batchId}::uuid)
        and ${scope === 'disputed' ? sql`t.disputed and t.status = 'done'` : sql`t.status in ('done', 'adjudicated') and t.done > 1`}
        and not exists (select 1 from golds g where g.task_id = t.id)
    ), said as (
      select r.task_id, count(*) as votes
      from ratings r join looked on looked.id = r.task_id
      where r.kind = 'rating' and r.counted and r.voided_at is null
      group by r.task_id, ${verdictCategory}
    ), worst as (
      select task_id, sum(votes) as votes, max(votes)::float8 / sum(votes) as lead
      from said group by task_id having count(*) > 1
      order by (select looked.status from looked where looked.id = task_id) = 'adjudicated',
        (select not looked.disputed from looked where looked.id = task_id), lead, sum(votes) desc, task_id
      limit ${limit}
    )
    select looked.id as "taskId", looked.status, looked.disputed, b.id as "batchId", b.name as "batchName",
      p.id as "promptId", p.messages,
      (select jsonb_agg(x.text order by place.position) from task_responses place
        join responses x on x.id = place.response_id where place.task_id = looked.id) as "texts",
      (select jsonb_agg(jsonb_build_object('kind', r.kind, 'annotator', a.name, 'verdict', r.verdict,
          'strength', r.strength, 'scale', r.scale, 'comment', r.comment, 'flags', to_jsonb(r.flags),
          'answers', r.answers, 'editedResponse', r.edited_response, 'editedFrom', r.edited_from,
          'ratedAt', r.updated_at) order by r.kind desc, r.created_at, r.id)
        from ratings r join annotators a on a.id = r.annotator_id
        where r.task_id = looked.id and r.voided_at is null and r.verdict <> 'skip'
          and (r.counted or r.kind = 'adjudication')) as "votes"
    from worst
    join looked on looked.id = worst.task_id
    join batches b on b.id = looked.batch_id
    join prompts p on p.id = looked.prompt_id
    order by looked.status = 'adjudicated', not looked.disputed, worst.lead, worst.votes desc, looked.id`);
  return rows;
}
