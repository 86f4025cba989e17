import { eq, inArray, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { annotators, batchStatistics, prompts, tasks } from '../../schema/index.ts';

export type StatisticsRow = typeof batchStatistics.$inferSelect;

/** What is known of a batch's figures; null where nobody asked for any. */
export async function getStatistics(db: DbOrTransaction, batchId: string): Promise<StatisticsRow | null> {
  const [row] = await db.select().from(batchStatistics).where(eq(batchStatistics.batchId, batchId));
  return row ?? null;
}

/** Names of annotators by id. */
export async function nameAnnotators(db: DbOrTransaction, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: annotators.id, name: annotators.name })
    .from(annotators)
    .where(inArray(annotators.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The prompt of each task, by the task's id: its id and the beginning of its text. */
export async function promptsOfTasks(db: DbOrTransaction, taskIds: string[]) {
  if (taskIds.length === 0) return new Map<string, { promptId: string; prompt: string }>();
  const rows = await db
    .select({
      taskId: tasks.id,
      promptId: prompts.id,
      prompt: sql<string>`left(${prompts.text}, 200)`,
    })
    .from(tasks)
    .innerJoin(prompts, eq(prompts.id, tasks.promptId))
    .where(inArray(tasks.id, taskIds));
  return new Map(rows.map(({ taskId, ...prompt }) => [taskId, prompt]));
}
