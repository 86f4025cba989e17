import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { memberships, projects, sessions, users } from '../../schema/index.ts';

function prepareSession(db: Db) {
  return db
    .select({
      sessionId: sessions.id,
      userId: users.id,
      name: users.name,
      email: users.email,
      admin: sql<boolean>`${users.role} = 'admin'`,
      project: projects,
      projectRole: memberships.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(projects, eq(projects.slug, sql.placeholder('slug')))
    .leftJoin(memberships, and(eq(memberships.projectId, projects.id), eq(memberships.userId, users.id)))
    .where(
      and(
        eq(sessions.token, sql.placeholder('token')),
        gt(sessions.expiresAt, sql`now()`),
        isNull(users.disabledAt),
      ),
    )
    .prepare('find_session');
}

const prepared = new WeakMap<Db, ReturnType<typeof prepareSession>>();

/**
 * The live session of a token and the user it belongs to; null also where that user is disabled. With it the project
 * behind a slug and the user's role in it, each null where there is none: every request of a project asks for both.
 */
export async function findSession(db: Db, token: string, slug: string | null) {
  const query = prepared.get(db) ?? prepareSession(db);
  prepared.set(db, query);
  const [row] = await query.execute({ token, slug });
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
