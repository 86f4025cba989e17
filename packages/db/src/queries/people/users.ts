import { AppError, type DeploymentRole, type Language, type RatingKeys } from '@prefloop/contract';
import { and, desc, eq, ilike, inArray, isNull, lt, max, or, sql } from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { memberships, sessions, users } from '../../schema/index.ts';
import { type Actor, recordAudit } from './audit.ts';
import { releaseWork } from './release-work.ts';
import { endSessions } from './sessions.ts';

const userColumns = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: users.role,
  disabledAt: users.disabledAt,
  createdAt: users.createdAt,
};

/** The account of an address, or null. */
export async function findUserByEmail(db: DbOrTransaction, email: string) {
  const [row] = await db.select(userColumns).from(users).where(eq(users.email, email.toLowerCase()));
  return row ?? null;
}

/** The user of an id, or null. */
export async function findUserById(db: DbOrTransaction, id: string) {
  const [row] = await db.select(userColumns).from(users).where(eq(users.id, id));
  return row ?? null;
}

/** A page of the deployment's users, newest first. `search` looks into name and address. */
export async function listUsers(
  db: DbOrTransaction,
  filter: { before?: string; limit: number; search?: string; id?: string },
) {
  const pattern = `%${(filter.search ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .select(userColumns)
    .from(users)
    .where(
      and(
        filter.id === undefined ? undefined : eq(users.id, filter.id),
        filter.before === undefined ? undefined : lt(users.id, filter.before),
        filter.search === undefined ? undefined : or(ilike(users.name, pattern), ilike(users.email, pattern)),
      ),
    )
    .orderBy(desc(users.id))
    .limit(filter.limit);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const projects = await db
    .select({ userId: memberships.userId, count: sql<number>`count(*)::int` })
    .from(memberships)
    .where(inArray(memberships.userId, ids))
    .groupBy(memberships.userId);
  const seen = await db
    .select({ userId: sessions.userId, at: max(sessions.createdAt) })
    .from(sessions)
    .where(inArray(sessions.userId, ids))
    .groupBy(sessions.userId);
  return rows.map((row) => ({
    ...row,
    projects: projects.find((found) => found.userId === row.id)?.count ?? 0,
    lastSignInAt: seen.find((found) => found.userId === row.id)?.at ?? null,
  }));
}

/** A person's own keys on the rating screen, or null for the usual ones. */
export async function getRatingKeys(db: DbOrTransaction, id: string): Promise<RatingKeys | null> {
  const [row] = await db.select({ keys: users.ratingKeys }).from(users).where(eq(users.id, id));
  return row?.keys ?? null;
}

export async function setRatingKeys(db: DbOrTransaction, id: string, keys: RatingKeys): Promise<void> {
  await db.update(users).set({ ratingKeys: keys }).where(eq(users.id, id));
}

/** The language that a person chose, or null. */
export async function getLanguage(db: DbOrTransaction, id: string): Promise<Language | null> {
  const [row] = await db.select({ language: users.language }).from(users).where(eq(users.id, id));
  return row?.language ?? null;
}

/** Changes what the caller may change of their own account; what is undefined stays as it is. */
export async function updateOwnAccount(
  db: DbOrTransaction,
  id: string,
  { name, language }: { name?: string | undefined; language?: Language | null | undefined },
): Promise<void> {
  await db
    .update(users)
    .set({
      updatedAt: sql`now()`,
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
    })
    .where(eq(users.id, id));
}

/**
 * Makes a user admin or member, disables or enables. Disabling ends the user's sessions
 * and gives their tasks back. False when there is no such
 * user; throws LAST_ADMIN where no admin would be left.
 */
export async function updateUser(
  db: Db,
  by: Actor,
  id: string,
  change: { role?: DeploymentRole; disabled?: boolean },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    // All admins are locked in one order: of two who demote each other one waits, then counts again.
    const admins = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.role, 'admin'), isNull(users.disabledAt)))
      .orderBy(users.id)
      .for('update');
    const loses = change.role === 'member' || change.disabled === true;
    if (loses && admins.length === 1 && admins[0]?.id === id) {
      throw new AppError('LAST_ADMIN', {
        message: 'This is the last admin of the deployment. Make somebody else admin first.',
      });
    }
    const disabledAt = change.disabled ? sql`coalesce(${users.disabledAt}, now())` : null;
    const [user] = await tx
      .update(users)
      .set({
        updatedAt: sql`now()`,
        ...(change.role === undefined ? {} : { role: change.role }),
        ...(change.disabled === undefined ? {} : { disabledAt }),
      })
      .where(eq(users.id, id))
      .returning({ id: users.id, email: users.email });
    if (!user) return false;
    if (change.disabled) {
      await endSessions(tx, id);
      await releaseWork(tx, id);
    }
    await recordAudit(tx, by, { action: 'user.changed', subject: user.id, detail: change });
    return true;
  });
}
