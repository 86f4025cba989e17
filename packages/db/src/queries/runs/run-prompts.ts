import { and, asc, inArray, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { prompts } from '../../schema/index.ts';
import { type PromptFilter, promptCondition } from '../prompts/list-prompts.ts';

/** Prompts by filter; with a limit a random choice that the seed repeats. At most `most` ids come back. */
export async function choosePrompts(
  db: DbOrTransaction,
  projectId: string,
  choice: PromptFilter & {
    ids?: string[] | undefined;
    limit?: number | undefined;
    seed: number;
    /** Only prompts that this snapshot keeps for evaluation. */
    keptBy?: string | undefined;
  },
  most: number,
): Promise<string[]> {
  const { ids, limit, seed, keptBy, ...filter } = choice;
  const condition = and(
    promptCondition(projectId, filter),
    ids === undefined ? undefined : inArray(prompts.id, ids),
    keptBy === undefined
      ? undefined
      : sql`${prompts.id} in (select r.prompt_id from snapshot_rows r
          where r.snapshot_id = ${keptBy} and r.split = 'eval')`,
  );
  const shuffled = sql`md5(${prompts.id}::text || ':' || ${seed}::text)`;
  const rows = await db
    .select({ id: prompts.id })
    .from(prompts)
    .where(condition)
    .orderBy(...(limit === undefined ? [asc(prompts.id)] : [shuffled, asc(prompts.id)]))
    .limit(Math.min(limit ?? most, most));
  return rows.map(({ id }) => id);
}

/** What the models are asked, in the order of the ids. Prompts deleted since the launch are left out. */
export async function readPromptMessages(db: DbOrTransaction, ids: string[]) {
  const rows = await db
    .select({ id: prompts.id, messages: prompts.messages })
    .from(prompts)
    .where(inArray(prompts.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
