import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { choiceCondition, type PromptChoice } from './vote-filter.ts';

type Message = { role: 'system' | 'user' | 'assistant'; content: string };

export type Demonstration = {
  promptId: string;
  messages: Message[];
  reference: Message[];
  taskType: string | null;
  heldOut: boolean;
  /** Who wrote it while rating; null for a reference response. */
  annotatorId: string | null;
};

type Which = { prompts: PromptChoice; demonstrations: 'reference' | 'edited' | 'both' };
type Row = Demonstration & { id: string } & Record<string, unknown>;

const first = '00000000-0000-0000-0000-000000000000';

/** Answers to learn from, reference responses first, page by page. */
export async function* demonstrations(
  db: DbOrTransaction,
  projectId: string,
  { prompts, demonstrations: from }: Which,
  pageSize = 2_000,
): AsyncGenerator<Demonstration> {
  const pages = [
    ...(from === 'edited' ? [] : [references]),
    ...(from === 'reference' ? [] : [writtenResponses]),
  ];
  for (const pageOf of pages) {
    let after = first;
    for (;;) {
      const { rows } = await db.execute<Row>(pageOf(projectId, prompts, after, pageSize));
      for (const { id: _, ...demonstration } of rows) yield demonstration;
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) break;
      after = last.id;
    }
  }
}

function references(projectId: string, choice: PromptChoice, after: string, limit: number) {
  return sql`
    select p.id, p.id as "promptId", p.messages, p.reference, p.task_type as "taskType", p.held_out as "heldOut",
      null as "annotatorId"
    from prompts p
    where p.project_id = ${projectId} and p.id > ${after} and p.reference is not null and ${choiceCondition(choice)}
    order by p.id limit ${limit}`;
}

/** What people wrote as better than a pair. Golds are tests of people, not data. */
function writtenResponses(projectId: string, choice: PromptChoice, after: string, limit: number) {
  return sql`
    select r.id, p.id as "promptId", p.messages,
      jsonb_build_array(jsonb_build_object('role', 'assistant', 'content', r.edited_response)) as "reference",
      p.task_type as "taskType", p.held_out as "heldOut", r.annotator_id as "annotatorId"
    from ratings r
    join tasks t on t.id = r.task_id and t.status <> 'withdrawn'
    join prompts p on p.id = t.prompt_id
    where r.project_id = ${projectId} and r.id > ${after} and r.edited_response is not null
      and r.voided_at is null and r.counted and ${choiceCondition(choice)}
      and not exists (select 1 from golds g where g.task_id = t.id)
    order by r.id limit ${limit}`;
}
