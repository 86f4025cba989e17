import type { DeploymentRole } from '@prefloop/contract';
import { v7 } from 'uuid';
import type { Transaction } from '../../client.ts';
import { accounts, users } from '../../schema/index.ts';

export type NewUser = { name: string; email: string; passwordHash: string; role: DeploymentRole };

export type UserRow = typeof users.$inferSelect;

/** Makes a user who can sign in with a password, or null when the address has an account. */
export async function createUser(
  tx: Transaction,
  { name, email, passwordHash, role }: NewUser,
): Promise<UserRow | null> {
  const [user] = await tx
    .insert(users)
    // The address is known to be theirs: whoever came here holds a link that was made for it.
    .values({ id: v7(), name, email, role, emailVerified: true })
    .onConflictDoNothing({ target: users.email })
    .returning();
  if (!user) return null;
  await tx
    .insert(accounts)
    .values({ userId: user.id, accountId: user.id, providerId: 'credential', password: passwordHash });
  return user;
}
