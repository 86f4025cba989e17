import type { GoldAnswer } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { samePair } from './create-golds.ts';

export type GoldPair = {
  promptId: string;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  /** By position. */
  texts: string[];
  answer: GoldAnswer;
};

export type GoldRow = GoldPair & {
  id: string;
  explanation: string;
  attention: boolean;
  right: number;
  answered: number;
  retiredAt: string | null;
  createdAt: string;
};

/** What is right, in terms of the positions. */
export const answerOf = (verdict: ReturnType<typeof sql>, strength: ReturnType<typeof sql>) => sql`case
  when ${verdict} <> 'preference' then ${verdict}
  when ${strength} < 0 then 'first' else 'second' end`;
/** The responses of the task `t` by position. */
export const textsOfTask = sql`(select jsonb_agg(x.text order by place.position)
  from task_responses place join responses x on x.id = place.response_id where place.task_id = t.id)`;

/** The golds of a batch, newest first, those in use before those that were retired. */
export async function listGolds(db: DbOrTransaction, batchId: string): Promise<GoldRow[]> {
  const { rows } = await db.execute<GoldRow>(sql`
    select t.id, p.id as "promptId", p.messages, ${textsOfTask} as "texts",
      ${answerOf(sql`g.verdict`, sql`g.strength`)} as "answer", g.explanation, g.attention,
      said.right, said.answered, g.retired_at as "retiredAt", g.created_at as "createdAt"
    from golds g join tasks t on t.id = g.task_id join prompts p on p.id = t.prompt_id
    cross join lateral (
      select (count(*) filter (where r.gold_right))::int as "right", count(r.gold_right)::int as "answered"
      from ratings r where r.task_id = t.id and r.voided_at is null
    ) said
    where t.batch_id = ${batchId}
    order by g.retired_at is not null, t.id desc`);
  return rows;
}

export type GoldProposalRow = GoldPair & {
  taskId: string;
  batch: string;
  votes: number;
  adjudicated: boolean;
};

/**
 * Rated pairs of other batches that could be golds of this one: decided by a lead, or rated by three people or more
 * who all say the same; most votes first. Left out are pairs that this batch has and pairs that are open anywhere.
 */
export async function listGoldProposals(
  db: DbOrTransaction,
  { projectId, batchId, limit }: { projectId: string; batchId: string; limit: number },
): Promise<GoldProposalRow[]> {
  const said = answerOf(sql`r.verdict`, sql`r.strength`);
  const { rows } = await db.execute<GoldProposalRow>(sql`
    with rated as (
      select r.task_id, min(${said}) as answer, count(*)::int as votes, count(distinct ${said}) as answers
      from ratings r
      where r.project_id = ${projectId} and r.batch_id <> ${batchId} and r.kind = 'rating' and r.counted
        and r.voided_at is null
      group by r.task_id
    ), decided as (
      select r.task_id, ${said} as answer from ratings r
      where r.project_id = ${projectId} and r.batch_id <> ${batchId} and r.kind = 'adjudication'
        and r.voided_at is null
    )
    select t.id as "taskId", batch.name as "batch", p.id as "promptId", p.messages, ${textsOfTask} as "texts",
      coalesce(decided.answer, rated.answer) as "answer", coalesce(rated.votes, 0) as "votes",
      decided.task_id is not null as "adjudicated"
    from rated full join decided on decided.task_id = rated.task_id
    join tasks t on t.id = coalesce(rated.task_id, decided.task_id) and t.kind = 'pair'
      and t.status in ('done', 'adjudicated') and t.overlap is not null
    join batches batch on batch.id = t.batch_id
    join prompts p on p.id = t.prompt_id and p.archived_at is null
    join task_responses a on a.task_id = t.id and a.position = 0
    join task_responses b on b.task_id = t.id and b.position = 1
    where (decided.task_id is not null or (rated.answers = 1 and rated.votes >= 3))
      and not exists (select 1 from tasks same where ${samePair} and same.status <> 'withdrawn' and (
        same.batch_id = ${batchId} or (same.status = 'open' and same.overlap is not null)))
    order by "votes" desc, t.id limit ${limit}`);
  return rows;
}
