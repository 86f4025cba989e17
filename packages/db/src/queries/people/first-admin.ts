import { AppError } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { hasAdmin, useLink } from '../links.ts';
import { type Actor, recordAudit } from './audit.ts';
import { createUser, type NewUser, type UserRow } from './create-user.ts';

const setupLock = 7_306_100_002;

/**
 * Makes the first admin. `secret` is that of the set-up link; null stands for the owner of the server, who needs none.
 * Throws SETUP_DONE when there is an admin, LINK_INVALID, or NAME_TAKEN when the address has an account.
 */
export async function createFirstAdmin(
  db: Db,
  person: Omit<NewUser, 'role'>,
  secret: string | null,
  ip: string | null,
): Promise<UserRow> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${setupLock})`);
    if (await hasAdmin(tx)) {
      throw new AppError('SETUP_DONE', { message: 'This deployment has an admin already. Sign in instead.' });
    }
    if (secret !== null && !(await useLink(tx, 'setup', secret))) {
      throw new AppError('LINK_INVALID', {
        message: 'This set-up link is used or too old. The server prints a new one when it starts.',
      });
    }
    const user = await createUser(tx, { ...person, role: 'admin' });
    if (!user)
      throw new AppError('NAME_TAKEN', { message: 'There is an account with this address already.' });
    const by: Actor = { actorId: user.id, ip };
    await recordAudit(tx, by, { action: 'setup.admin-created', subject: user.email });
    return user;
  });
}
