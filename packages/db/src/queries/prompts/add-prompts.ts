import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { DbOrTransaction } from '../../client.ts';
import { prompts } from '../../schema/index.ts';

export type NewPrompt = {
  source: string;
  sourceId: string;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  taskType?: string | undefined;
  language?: string | undefined;
  tags: string[];
  heldOut: boolean;
  reference?: { role: 'assistant'; content: string }[] | undefined;
  metadata: Record<string, unknown>;
};

/** One string to show in lists and to search in: the user's turns, the system message left out. */
function listText(prompt: NewPrompt): string {
  const turns = prompt.messages
    .filter((message) => message.role === 'user')
    .map((message) => message.content);
  return turns.join('\n\n');
}

/**
 * Adds prompts and leaves those alone whose (source, sourceId) the project already has.
 * Returns each given prompt's id and whether it is new, in the order given; give no identity twice.
 */
export async function addPrompts(
  db: DbOrTransaction,
  projectId: string,
  importId: string | null,
  given: NewPrompt[],
): Promise<{ id: string; isNew: boolean }[]> {
  if (given.length === 0) return [];
  const rows = given.map((prompt) => ({ ...prompt, id: v7(), text: listText(prompt) }));
  // One JSON parameter for any number of rows: it keeps the statement text constant and so prepared once.
  const result = await db.execute<{ id: string; source: string; source_id: string; is_new: boolean }>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        id uuid, source text, "sourceId" text, messages jsonb, "taskType" text, language text,
        tags jsonb, "heldOut" boolean, reference jsonb, metadata jsonb, text text)
    ), added as (
      insert into prompts (id, project_id, import_id, source, source_id, messages, task_type, language, tags,
                           held_out, reference, metadata, text)
      select id, ${projectId}, ${importId}, source, "sourceId", messages, "taskType", language,
             array(select jsonb_array_elements_text(tags)), "heldOut", nullif(reference, 'null'), metadata, text
      from given
      on conflict (project_id, source, source_id) do nothing
      returning id, source, source_id
    )
    select id, source, source_id, true as is_new from added
    union all
    select p.id, p.source, p.source_id, false
    from prompts p join given g on p.project_id = ${projectId} and p.source = g.source and p.source_id = g."sourceId"`);
  const found = new Map(result.rows.map((row) => [`${row.source}\n${row.source_id}`, row]));
  const answers: { id: string; isNew: boolean }[] = [];
  for (const row of rows) {
    const stored = found.get(`${row.source}\n${row.sourceId}`);
    // Where it is missing, another import added it after this statement's snapshot: the next statement sees it.
    const id = stored?.id ?? (await findPrompt(db, projectId, row.source, row.sourceId));
    answers.push({ id, isNew: stored?.is_new ?? false });
  }
  return answers;
}

async function findPrompt(
  db: DbOrTransaction,
  projectId: string,
  source: string,
  sourceId: string,
): Promise<string> {
  const [row] = await db
    .select({ id: prompts.id })
    .from(prompts)
    .where(and(eq(prompts.projectId, projectId), eq(prompts.source, source), eq(prompts.sourceId, sourceId)));
  if (!row) throw new Error(`prompt ${source} ${sourceId} was neither added nor found`);
  return row.id;
}
