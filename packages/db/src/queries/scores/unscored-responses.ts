import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

export type UnscoredResponse = {
  responseId: string;
  prompt: { role: 'system' | 'user' | 'assistant'; content: string }[];
  text: string;
  finished: boolean;
};

/** Responses to these prompts that one of the versions has not scored. Empty ones and failures say nothing. */
const unscored = (promptIds: string[], versionIds: string[], runId?: string) => sql`
  from responses x join prompts p on p.id = x.prompt_id
  where x.prompt_id = any(${sql.param(promptIds)}::uuid[])
    and ${runId === undefined ? sql`true` : sql`x.run_id = ${runId}`} and x.finish_reason <> 'error' and x.text <> ''
    and (select count(*) from response_scores s
      where s.response_id = x.id and s.version_id = any(${sql.param(versionIds)}::uuid[])) < ${versionIds.length}::int`;

export async function countUnscored(
  db: DbOrTransaction,
  promptIds: string[],
  versionIds: string[],
): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count ${unscored(promptIds, versionIds)}`,
  );
  return rows[0]?.count ?? 0;
}

/** The same page by page, in the order of their ids; with `runId` only what that run made. */
export async function* unscoredResponses(
  db: DbOrTransaction,
  { promptIds, versionIds, runId }: { promptIds: string[]; versionIds: string[]; runId?: string | undefined },
  pageSize = 1_000,
): AsyncGenerator<UnscoredResponse> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.execute<UnscoredResponse & Record<string, unknown>>(sql`
      select x.id as "responseId", p.messages as "prompt", x.text, x.finish_reason <> 'length' as "finished"
      ${unscored(promptIds, versionIds, runId)} and x.id > ${after}
      order by x.id limit ${pageSize}`);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.responseId;
  }
}
