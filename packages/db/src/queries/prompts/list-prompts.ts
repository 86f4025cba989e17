import {
  and,
  arrayContains,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { prompts, responses, tasks } from '../../schema/index.ts';

/** Which prompts: the same filter serves the list, batches, generate runs and snapshots. */
export type PromptFilter = {
  search?: string | undefined;
  taskTypes?: string[] | undefined;
  languages?: string[] | undefined;
  tags?: string[] | undefined;
  sources?: string[] | undefined;
  heldOut?: boolean | undefined;
  hasReference?: boolean | undefined;
};

/** The condition a filter stands for, on the prompts table. */
export function promptCondition(projectId: string, filter: PromptFilter): SQL | undefined {
  return and(
    eq(prompts.projectId, projectId),
    isNull(prompts.archivedAt),
    filter.search ? sql`${prompts.search} @@ websearch_to_tsquery('simple', ${filter.search})` : undefined,
    filter.taskTypes?.length ? inArray(prompts.taskType, filter.taskTypes) : undefined,
    filter.languages?.length ? inArray(prompts.language, filter.languages) : undefined,
    filter.tags?.length ? arrayContains(prompts.tags, filter.tags) : undefined,
    filter.sources?.length ? inArray(prompts.source, filter.sources) : undefined,
    filter.heldOut === undefined ? undefined : eq(prompts.heldOut, filter.heldOut),
    filter.hasReference === undefined
      ? undefined
      : filter.hasReference
        ? isNotNull(prompts.reference)
        : isNull(prompts.reference),
  );
}

/** A page of prompts, newest first, each with how many responses and tasks it has. `after` is a prompt's id. */
export async function listPrompts(
  db: DbOrTransaction,
  projectId: string,
  filter: PromptFilter,
  paging: { after?: string | undefined; limit: number },
) {
  const responseCount = db.select({ n: count() }).from(responses).where(eq(responses.promptId, prompts.id));
  const taskCount = db
    .select({ n: count() })
    .from(tasks)
    .where(and(eq(tasks.promptId, prompts.id), isNotNull(tasks.overlap)));
  return db
    .select({
      id: prompts.id,
      source: prompts.source,
      sourceId: prompts.sourceId,
      excerpt: sql<string>`left(${prompts.text}, 300)`,
      turns: sql<number>`(select count(*)::int from jsonb_array_elements(${prompts.messages}) m where m->>'role' = 'user')`,
      taskType: prompts.taskType,
      language: prompts.language,
      tags: prompts.tags,
      heldOut: prompts.heldOut,
      hasReference: sql<boolean>`${prompts.reference} is not null`,
      responses: sql<number>`(${responseCount})::int`,
      tasks: sql<number>`(${taskCount})::int`,
      createdAt: prompts.createdAt,
    })
    .from(prompts)
    .where(and(promptCondition(projectId, filter), paging.after ? lt(prompts.id, paging.after) : undefined))
    .orderBy(desc(prompts.id))
    .limit(paging.limit);
}

/** How many prompts a filter takes in. */
export async function countPrompts(
  db: DbOrTransaction,
  projectId: string,
  filter: PromptFilter,
): Promise<number> {
  const [row] = await db.select({ n: count() }).from(prompts).where(promptCondition(projectId, filter));
  return row?.n ?? 0;
}

type Facet = { value: string; count: number };

/** The values that filters can take in a project, with their counts, most frequent first. */
export async function listPromptFacets(db: Db, projectId: string) {
  const facet = (expression: SQL, from: SQL = sql`prompts p`) =>
    db
      .execute<Facet>(sql`
        select ${expression} as value, count(*)::int as count from ${from}
        where p.project_id = ${projectId} and p.archived_at is null and ${expression} is not null
        group by 1 order by 2 desc, 1 limit 200`)
      .then((result) => result.rows);
  const [taskTypes, languages, sources, tags] = await Promise.all([
    facet(sql`p.task_type`),
    facet(sql`p.language`),
    facet(sql`p.source`),
    facet(sql`t.tag`, sql`prompts p cross join lateral unnest(p.tags) as t(tag)`),
  ]);
  return { taskTypes, languages, sources, tags };
}
