import type { Tiers } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { choiceCondition, isVote, type SourcePrompt, type VoteFilter } from './vote-filter.ts';

export type RankedTask = SourcePrompt & {
  taskId: string;
  batchId: string;
  /** Texts by position. */
  texts: string[];
  /** Tiers of positions, best first, by whom. */
  rankings: { annotatorId: string; tiers: Tiers }[];
};

/** Rankings that a snapshot may use, by task in the order of their ids, page by page. */
export async function* rankedTasks(
  db: DbOrTransaction,
  projectId: string,
  filter: VoteFilter,
  pageSize = 2_000,
): AsyncGenerator<RankedTask> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await db.execute<RankedTask & Record<string, unknown>>(sql`
      with chosen as (
        select r.task_id, jsonb_agg(jsonb_build_object('annotatorId', r.annotator_id, 'tiers', r.ranking)
          order by r.annotator_id) as rankings
        from ratings r
        where ${isVote(projectId, filter)} and r.ranking is not null and r.task_id > ${after}
        group by r.task_id
      )
      select t.id as "taskId", t.batch_id as "batchId", p.id as "promptId", p.messages,
        p.task_type as "taskType", p.held_out as "heldOut", c.rankings,
        (select jsonb_agg(x.text order by tr.position)
          from task_responses tr join responses x on x.id = tr.response_id where tr.task_id = t.id) as texts
      from chosen c
      join tasks t on t.id = c.task_id and t.status <> 'withdrawn'
      join prompts p on p.id = t.prompt_id
      where ${choiceCondition(filter.prompts)}
      order by t.id limit ${pageSize}`);
    yield* page.rows;
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageSize) return;
    after = last.taskId;
  }
}
