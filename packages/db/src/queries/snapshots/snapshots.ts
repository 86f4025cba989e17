import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { snapshotRows, snapshots } from '../../schema/index.ts';

export type SnapshotRecord = typeof snapshots.$inferSelect;

export type FrozenRow = {
  split: 'train' | 'eval';
  row: Record<string, unknown>;
  promptId: string;
  taskId: string | null;
};

/**
 * Writes a snapshot with its rows, in order, and freezes it. Call it inside a transaction.
 * Returns null when the project has a snapshot of that name.
 */
export async function writeSnapshot(
  db: DbOrTransaction,
  values: Omit<typeof snapshots.$inferInsert, 'id' | 'createdAt' | 'frozenAt'>,
  rows: FrozenRow[],
): Promise<SnapshotRecord | null> {
  const [opened] = await db.insert(snapshots).values(values).onConflictDoNothing().returning();
  if (!opened) return null;
  for (let start = 0; start < rows.length; start += 1_000) {
    const part = rows.slice(start, start + 1_000).map((row, index) => ({ ...row, ordinal: start + index }));
    await db.execute(sql`
      insert into snapshot_rows (snapshot_id, ordinal, split, "row", prompt_id, task_id)
      select ${opened.id}, ordinal, split, "row", "promptId", "taskId"
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        as r(ordinal int, split text, "row" jsonb, "promptId" uuid, "taskId" uuid)`);
  }
  const [frozen] = await db
    .update(snapshots)
    .set({ frozenAt: sql`now()` })
    .where(eq(snapshots.id, opened.id))
    .returning();
  if (!frozen) throw new Error(`snapshot ${opened.id} is gone`);
  return frozen;
}

export async function listSnapshots(
  db: DbOrTransaction,
  projectId: string,
  paging: { after?: string | undefined; limit: number },
): Promise<SnapshotRecord[]> {
  return db
    .select()
    .from(snapshots)
    .where(and(eq(snapshots.projectId, projectId), paging.after ? lt(snapshots.id, paging.after) : undefined))
    .orderBy(desc(snapshots.id))
    .limit(paging.limit);
}

export async function getSnapshot(
  db: DbOrTransaction,
  projectId: string,
  id: string,
): Promise<SnapshotRecord | null> {
  const [row] = await db
    .select()
    .from(snapshots)
    .where(and(eq(snapshots.projectId, projectId), eq(snapshots.id, id)));
  return row ?? null;
}

/** Rows of a snapshot in their order, after `ordinal`. */
export async function listSnapshotRows(
  db: DbOrTransaction,
  snapshotId: string,
  options: { split?: 'train' | 'eval' | undefined; after: number; limit: number },
) {
  return db
    .select()
    .from(snapshotRows)
    .where(
      and(
        eq(snapshotRows.snapshotId, snapshotId),
        gt(snapshotRows.ordinal, options.after),
        options.split ? eq(snapshotRows.split, options.split) : undefined,
      ),
    )
    .orderBy(asc(snapshotRows.ordinal))
    .limit(options.limit);
}
