import { and, eq, not, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { DbOrTransaction } from '../../client.ts';
import { modelVersions } from '../../schema/index.ts';
import type { ModelVersion } from './add-model-version.ts';
import { isPromised } from './promised-version.ts';

/** Versions that somebody still has to check, convert or fetch, oldest first. */
export async function listPreparing(db: DbOrTransaction): Promise<string[]> {
  const rows = await db
    .select({ id: modelVersions.id })
    .from(modelVersions)
    .where(and(eq(modelVersions.status, 'preparing'), not(isPromised)))
    .orderBy(modelVersions.createdAt)
    .limit(100);
  return rows.map(({ id }) => id);
}

/** A version as the worker needs it, its encrypted key included; null when it is gone. */
export async function findModelVersion(db: DbOrTransaction, id: string): Promise<ModelVersion | null> {
  const [row] = await db.select().from(modelVersions).where(eq(modelVersions.id, id));
  return row ?? null;
}

/** Whether the model that a run moved to `path` is the one it published. */
export async function isPublishedAt(db: DbOrTransaction, runId: string, path: string): Promise<boolean> {
  const [row] = await db
    .select({ id: modelVersions.id })
    .from(modelVersions)
    .where(and(eq(modelVersions.runId, runId), sql`${modelVersions.location}->>'path' = ${path}`));
  return row !== undefined;
}

/** Ends a preparation. What became of the version meanwhile, archived or prepared by somebody else, is kept. */
export async function endPreparing(
  db: DbOrTransaction,
  id: string,
  end:
    | { status: 'ready'; facts: Record<string, unknown>; location?: Record<string, unknown> }
    | { status: 'failed'; error: string; facts: Record<string, unknown> },
): Promise<void> {
  await db
    .update(modelVersions)
    .set(
      end.status === 'failed'
        ? {
            status: end.status,
            error: end.error,
            // What an earlier failure told need not be so any more.
            facts: sql`${modelVersions.facts} - array['chatTemplate', 'padToken', 'endToken'] || ${JSON.stringify(end.facts)}::jsonb`,
          }
        : {
            status: end.status,
            error: null,
            facts: sql`${modelVersions.facts} || ${JSON.stringify(end.facts)}::jsonb`,
            ...(end.location === undefined ? {} : { location: end.location }),
          },
    )
    .where(and(eq(modelVersions.id, id), eq(modelVersions.status, 'preparing')));
}

/** Sends a version whose preparation failed through it again; false where it is not in that state. */
export async function retryPreparing(
  db: DbOrTransaction,
  args: { projectId: string; versionId: string },
): Promise<boolean> {
  const rows = await db
    .update(modelVersions)
    .set({ status: 'preparing', error: null })
    .where(
      and(
        eq(modelVersions.id, args.versionId),
        eq(modelVersions.projectId, args.projectId),
        eq(modelVersions.status, 'failed'),
      ),
    )
    .returning({ id: modelVersions.id });
  return rows.length > 0;
}

/**
 * Does `work` unless another process is at work on the same subject; false when one is. The lock belongs to a
 * connection, so it is free again however its holder ends.
 */
export async function alone(pool: Pool, subject: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 7306100002)) as locked',
      [subject],
    );
    if (rows[0]?.locked !== true) return false;
    try {
      await work();
    } finally {
      if (!broken)
        await client.query('select pg_advisory_unlock(hashtextextended($1, 7306100002))', [subject]);
    }
    return true;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
