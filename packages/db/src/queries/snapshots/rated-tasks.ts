import type { Arm, CriterionAnswers, EditedResponse } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { choiceCondition, isVote, type SourcePrompt, type VoteFilter } from './vote-filter.ts';

export type Vote = {
  annotatorId: string;
  kind: 'rating' | 'adjudication';
  verdict: 'preference' | 'tie' | 'both_good' | 'both_bad';
  /** Steps from the middle of a scale of so many points. */
  strength: number | null;
  scale: number | null;
  criteria: CriterionAnswers;
  /** What the annotator wrote as better than both. */
  edited: EditedResponse['text'] | null;
};

export type RatedTask = SourcePrompt & {
  taskId: string;
  batchId: string;
  /** How it came into a batch with active selection. */
  arm: Arm | null;
  /** Texts by position. */
  texts: string[];
  votes: Vote[];
};

/**
 * Tasks of kind pair with the votes that a snapshot may use, in the order of their ids, page by page.
 * Skips and voided ratings never count; surplus only where asked for. Golds are tests of people, not data.
 */
export async function* ratedTasks(
  db: DbOrTransaction,
  projectId: string,
  filter: VoteFilter,
  pageSize = 2_000,
): AsyncGenerator<RatedTask> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await db.execute<RatedTask & Record<string, unknown>>(sql`
      with chosen as (
        select r.task_id, jsonb_agg(jsonb_build_object(
                 'annotatorId', r.annotator_id, 'kind', r.kind, 'verdict', r.verdict, 'strength', r.strength,
                 'scale', r.scale, 'criteria', coalesce(r.answers -> 'criteria', '{}'), 'edited', r.edited_response)
                 order by r.annotator_id) as votes
        from ratings r
        where ${isVote(projectId, filter)} and r.task_id > ${after}
        group by r.task_id
      )
      select t.id as "taskId", t.batch_id as "batchId", t.arm, p.id as "promptId", p.messages, p.task_type as "taskType", p.held_out as "heldOut", c.votes,
             (select jsonb_agg(x.text order by tr.position)
              from task_responses tr join responses x on x.id = tr.response_id where tr.task_id = t.id) as texts
      from chosen c
      join tasks t on t.id = c.task_id and t.kind = 'pair' and t.status <> 'withdrawn'
      join prompts p on p.id = t.prompt_id
      where ${choiceCondition(filter.prompts)} and not exists (select 1 from golds g where g.task_id = t.id)
      order by t.id limit ${pageSize}`);
    yield* page.rows;
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageSize) return;
    after = last.taskId;
  }
}
