import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../client.ts';
import { oneTimeLinks, users } from '../schema/index.ts';

type LinkPurpose = 'setup' | 'invitation' | 'password-reset';

type NewLink = {
  purpose: LinkPurpose;
  hours: number;
  email?: string;
  projectId?: string;
  role?: string;
  createdBy?: string;
};

function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Makes a link good for one use. The secret (256 random bits) is returned here and never stored. */
export async function createLink(
  db: DbOrTransaction,
  link: NewLink,
): Promise<{ id: string; secret: string; expiresAt: Date }> {
  const secret = randomBytes(32).toString('base64url');
  const { hours, ...values } = link;
  const [row] = await db
    .insert(oneTimeLinks)
    .values({
      ...values,
      secretHash: hashSecret(secret),
      expiresAt: sql`now() + make_interval(hours => ${hours})`,
    })
    .returning({ id: oneTimeLinks.id, expiresAt: oneTimeLinks.expiresAt });
  if (!row) throw new Error('insert returned no row');
  return { ...row, secret };
}

const usable = (purpose: LinkPurpose, secret: string) =>
  and(
    eq(oneTimeLinks.purpose, purpose),
    eq(oneTimeLinks.secretHash, hashSecret(secret)),
    isNull(oneTimeLinks.usedAt),
    isNull(oneTimeLinks.revokedAt),
    gt(oneTimeLinks.expiresAt, sql`now()`),
  );

/** The link behind a secret, or null when it is unknown, used, revoked or too old: these look the same. */
export async function findLink(db: DbOrTransaction, purpose: LinkPurpose, secret: string) {
  const [row] = await db.select().from(oneTimeLinks).where(usable(purpose, secret));
  return row ?? null;
}

/** Uses a link up, atomically: of two callers at once one gets the row, the other null. */
export async function useLink(db: DbOrTransaction, purpose: LinkPurpose, secret: string) {
  const [row] = await db
    .update(oneTimeLinks)
    .set({ usedAt: sql`now()` })
    .where(usable(purpose, secret))
    .returning();
  return row ?? null;
}

/** A fresh set-up link; the ones before it stop working. */
export async function createSetupToken(db: DbOrTransaction): Promise<{ secret: string; expiresAt: Date }> {
  await db
    .update(oneTimeLinks)
    .set({ revokedAt: sql`now()` })
    .where(
      and(eq(oneTimeLinks.purpose, 'setup'), isNull(oneTimeLinks.usedAt), isNull(oneTimeLinks.revokedAt)),
    );
  return createLink(db, { purpose: 'setup', hours: 24 });
}

/** A link by which the owner of `email` sets a new password, or null when nobody has that address. */
export async function createResetToken(
  db: DbOrTransaction,
  email: string,
  createdBy?: string,
): Promise<{ id: string; secret: string; expiresAt: Date } | null> {
  const address = email.toLowerCase();
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, address));
  if (!user) return null;
  return createLink(db, {
    purpose: 'password-reset',
    hours: 24,
    email: address,
    ...(createdBy === undefined ? {} : { createdBy }),
  });
}

/** Whether the deployment has an admin, that is, whether it was set up. */
export async function hasAdmin(db: DbOrTransaction): Promise<boolean> {
  const [row] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.disabledAt)))
    .limit(1);
  return row !== undefined;
}
