import { AppError } from '@prefloop/contract';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db, DbOrTransaction, Transaction } from '../../client.ts';
import { accounts, oneTimeLinks, users } from '../../schema/index.ts';
import { createResetToken, useLink } from '../links.ts';
import { type Actor, recordAudit } from './audit.ts';
import { endSessions } from './sessions.ts';
import { findUserByEmail } from './users.ts';

const passwordOf = (userId: string) =>
  and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'));

/** The hash of a user's password, or null. */
export async function findPasswordHash(db: DbOrTransaction, userId: string): Promise<string | null> {
  const [row] = await db.select({ password: accounts.password }).from(accounts).where(passwordOf(userId));
  return row?.password ?? null;
}

async function storePassword(tx: Transaction, userId: string, passwordHash: string): Promise<void> {
  const changed = await tx
    .update(accounts)
    .set({ password: passwordHash, updatedAt: sql`now()` })
    .where(passwordOf(userId))
    .returning({ id: accounts.id });
  if (changed.length > 0) return;
  await tx
    .insert(accounts)
    .values({ userId, accountId: userId, providerId: 'credential', password: passwordHash });
}

/** Replaces a password and ends every session of its user, the caller's too. */
export async function changePassword(db: Db, by: Actor, userId: string, passwordHash: string): Promise<void> {
  await db.transaction(async (tx) => {
    await storePassword(tx, userId, passwordHash);
    await endSessions(tx, userId);
    await recordAudit(tx, by, { action: 'password.changed', subject: userId });
  });
}

/** A fresh reset link for a user's password; those before it stop working. Null when there is no such user. */
export async function issuePasswordReset(db: Db, by: Actor, userId: string) {
  return db.transaction(async (tx) => {
    const [user] = await tx
      .select({ email: users.email })
      .from(users)
      .where(eq(users.id, userId))
      .for('update');
    if (!user) return null;
    await tx
      .update(oneTimeLinks)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(oneTimeLinks.purpose, 'password-reset'),
          eq(oneTimeLinks.email, user.email),
          isNull(oneTimeLinks.usedAt),
          isNull(oneTimeLinks.revokedAt),
        ),
      );
    const link = await createResetToken(tx, user.email, by.actorId ?? undefined);
    await recordAudit(tx, by, { action: 'password.reset-issued', subject: userId });
    return link;
  });
}

/** Uses a reset link up: new password, no session left. Throws LINK_INVALID. Gives the user's address. */
export async function usePasswordReset(
  db: Db,
  secret: string,
  passwordHash: string,
  ip: string | null,
): Promise<string> {
  return db.transaction(async (tx) => {
    const link = await useLink(tx, 'password-reset', secret);
    const user = link?.email ? await findUserByEmail(tx, link.email) : null;
    if (!user || user.disabledAt) {
      throw new AppError('LINK_INVALID', {
        message: 'This link is used, withdrawn or too old. Ask an admin for a new one.',
      });
    }
    await storePassword(tx, user.id, passwordHash);
    await endSessions(tx, user.id);
    await recordAudit(tx, { actorId: user.id, ip }, { action: 'password.reset', subject: user.id });
    return user.email;
  });
}
