import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { sessions, users } from '../../schema/index.ts';

/** The live session of a token and the user it belongs to; null also where that user is disabled. */
export async function findSession(db: DbOrTransaction, token: string) {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      userId: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, sql`now()`), isNull(users.disabledAt)));
  return row ?? null;
}

/** A user's live sessions, newest first. Their tokens stay inside. */
export async function listSessions(db: DbOrTransaction, userId: string) {
  return db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
      ipAddress: sessions.ipAddress,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id));
}

/** Ends one session of a user. False when the user has no such session. */
export async function endSession(db: DbOrTransaction, userId: string, id: string): Promise<boolean> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends all sessions of a user. */
export async function endSessions(db: DbOrTransaction, userId: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.userId, userId));
}
