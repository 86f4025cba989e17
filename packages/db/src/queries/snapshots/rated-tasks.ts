import type { CriterionAnswers, EditedResponse } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

type Message = { role: 'system' | 'user' | 'assistant'; content: string };

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

export type RatedTask = {
  taskId: string;
  batchId: string;
  promptId: string;
  messages: Message[];
  taskType: string | null;
  heldOut: boolean;
  /** Texts by position. */
  texts: string[];
  votes: Vote[];
};

export type PromptChoice = {
  taskTypes: string[];
  languages: string[];
  tags: string[];
  sources: string[];
  heldOut: 'exclude' | 'eval-only';
};

export type RatedTaskFilter = {
  prompts: PromptChoice;
  batchIds: string[];
  annotatorIds: string[];
  ratedFrom: string | null;
  ratedUntil: string | null;
  includeSurplus: boolean;
};

const list = (values: string[]) => sql`${JSON.stringify(values)}::jsonb`;
const among = (column: ReturnType<typeof sql>, values: string[]) =>
  values.length === 0 ? sql`true` : sql`${column} in (select jsonb_array_elements_text(${list(values)}))`;

/** The condition a choice of prompts stands for, on the table alias `p`. */
export function choiceCondition(choice: PromptChoice) {
  return sql`p.archived_at is null
    and ${among(sql`p.task_type`, choice.taskTypes)}
    and ${among(sql`p.language`, choice.languages)}
    and ${among(sql`p.source`, choice.sources)}
    and p.tags @> array(select jsonb_array_elements_text(${list(choice.tags)}))
    and ${choice.heldOut === 'exclude' ? sql`not p.held_out` : sql`true`}`;
}

/**
 * Tasks of kind pair with the votes that a snapshot may use, in the order of their ids, page by page.
 * Skips and voided ratings never count; surplus only where asked for. Golds are tests of people, not data.
 */
export async function* ratedTasks(
  db: DbOrTransaction,
  projectId: string,
  filter: RatedTaskFilter,
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
        where r.project_id = ${projectId} and r.voided_at is null and r.verdict <> 'skip'
          and (r.counted or r.kind = 'adjudication' or (r.surplus and ${filter.includeSurplus}))
          and ${among(sql`r.batch_id::text`, filter.batchIds)}
          and ${among(sql`r.annotator_id::text`, filter.annotatorIds)}
          and (${filter.ratedFrom}::timestamptz is null or r.updated_at >= ${filter.ratedFrom}::timestamptz)
          and (${filter.ratedUntil}::timestamptz is null or r.updated_at < ${filter.ratedUntil}::timestamptz)
          and r.task_id > ${after}
        group by r.task_id
      )
      select t.id as "taskId", t.batch_id as "batchId", p.id as "promptId", p.messages, p.task_type as "taskType", p.held_out as "heldOut", c.votes,
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
