import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { imports, prompts, responses, taskResponses, tasks } from '../../schema/index.ts';

export type ImportRow = typeof imports.$inferSelect;
type Counts = Pick<ImportRow, 'kind' | 'rowsRead' | 'rowsAdded' | 'rowsKnown' | 'rowsSkipped' | 'problems'>;

/** Opens the record of one file being taken in. */
export async function openImport(
  db: DbOrTransaction,
  values: { projectId: string; kind: 'prompts' | 'pairs'; source: string; layout: string; createdBy: string },
): Promise<ImportRow> {
  const [row] = await db.insert(imports).values(values).returning();
  if (!row) throw new Error('insert returned no row');
  return row;
}

/** Notes how far an import has come; with `status` it ends. */
export async function updateImport(
  db: DbOrTransaction,
  importId: string,
  counts: Counts,
  end?: { status: 'done' | 'failed'; error?: string },
): Promise<ImportRow> {
  const [row] = await db
    .update(imports)
    .set({
      ...counts,
      status: end?.status ?? 'running',
      error: end?.error ?? null,
      heardAt: sql`now()`,
      finishedAt: end ? sql`now()` : null,
    })
    .where(eq(imports.id, importId))
    .returning();
  if (!row) throw new Error(`import ${importId} is gone`);
  return row;
}

/** Ends imports that a stopped server left behind; their rows stay, and the same file adds only what is missing. */
async function failStaleImports(db: DbOrTransaction): Promise<void> {
  await db
    .update(imports)
    .set({
      status: 'failed',
      error:
        'The server stopped during this import. Import the same file again: rows already in are recognised.',
      finishedAt: sql`now()`,
    })
    .where(and(eq(imports.status, 'running'), lt(imports.heardAt, sql`now() - interval '5 minutes'`)));
}

/** Takes back what an import added: its pairs with their tasks and ratings, then its prompts. */
export async function undoImport(db: Db, importId: string): Promise<void> {
  await db.transaction(async (tx) => {
    // A file that breaks off after a million rows takes minutes to be taken back; half of it must not stay.
    await tx.execute(sql`set local statement_timeout = 0`);
    const rated = tx
      .select({ taskId: taskResponses.taskId })
      .from(taskResponses)
      .innerJoin(responses, eq(responses.id, taskResponses.responseId))
      .where(eq(responses.importId, importId));
    await tx.delete(tasks).where(inArray(tasks.id, rated));
    await tx.delete(responses).where(eq(responses.importId, importId));
    await tx.delete(prompts).where(eq(prompts.importId, importId));
  });
}

/** The last hundred, newest first. One that was silent for five minutes counts as broken off. */
export async function listImports(db: DbOrTransaction, projectId: string): Promise<ImportRow[]> {
  await failStaleImports(db);
  return db
    .select()
    .from(imports)
    .where(eq(imports.projectId, projectId))
    .orderBy(desc(imports.id))
    .limit(100);
}

export async function getImport(
  db: DbOrTransaction,
  projectId: string,
  importId: string,
): Promise<ImportRow | null> {
  await failStaleImports(db);
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.projectId, projectId), eq(imports.id, importId)));
  return row ?? null;
}
