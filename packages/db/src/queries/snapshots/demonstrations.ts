import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { choiceCondition, type PromptChoice } from './rated-tasks.ts';

type Message = { role: 'system' | 'user' | 'assistant'; content: string };

export type Demonstration = {
  promptId: string;
  messages: Message[];
  reference: Message[];
  taskType: string | null;
  heldOut: boolean;
};

/** Prompts that carry a reference response, in the order of their ids, page by page. */
export async function* demonstrations(
  db: DbOrTransaction,
  projectId: string,
  choice: PromptChoice,
  pageSize = 2_000,
): AsyncGenerator<Demonstration> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await db.execute<Demonstration & Record<string, unknown>>(sql`
      select p.id as "promptId", p.messages, p.reference, p.task_type as "taskType", p.held_out as "heldOut"
      from prompts p
      where p.project_id = ${projectId} and p.id > ${after} and p.reference is not null and ${choiceCondition(choice)}
      order by p.id limit ${pageSize}`);
    yield* page.rows;
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageSize) return;
    after = last.promptId;
  }
}
