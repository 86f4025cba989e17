import { and, desc, eq } from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { apiKeys } from '../../schema/index.ts';
import { type Actor, recordAudit } from './audit.ts';

/** A user's API keys, newest first. Their hashes stay inside. */
export async function listApiKeys(db: DbOrTransaction, userId: string) {
  return db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      start: apiKeys.start,
      permissions: apiKeys.permissions,
      createdAt: apiKeys.createdAt,
      expiresAt: apiKeys.expiresAt,
      lastRequest: apiKeys.lastRequest,
    })
    .from(apiKeys)
    .where(eq(apiKeys.referenceId, userId))
    .orderBy(desc(apiKeys.id));
}

/** Ends a user's key at once. False when the user has no such key. */
export async function revokeApiKey(db: Db, by: Actor, userId: string, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(apiKeys)
      .where(and(eq(apiKeys.id, id), eq(apiKeys.referenceId, userId)))
      .returning({ name: apiKeys.name });
    if (!gone) return false;
    await recordAudit(tx, by, { action: 'api-key.revoked', subject: id, detail: { name: gone.name } });
    return true;
  });
}
