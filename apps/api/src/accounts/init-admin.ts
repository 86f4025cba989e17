import { AppError, passwordProblem } from '@prefloop/contract';
import { createFirstAdmin, type Db, hasAdmin } from '@prefloop/db';
import type { Auth } from '../auth.ts';

/**
 * Makes the first admin from the environment, for installations without a person at the terminal. Does nothing once
 * there is an admin: a password in the environment never replaces one that was chosen since.
 */
export async function createInitAdmin(
  db: Db,
  auth: Auth,
  { email, password }: { email: string; password: string },
): Promise<boolean> {
  if (await hasAdmin(db)) return false;
  const address = email.toLowerCase();
  const name = address.split('@')[0] ?? address;
  const problem = passwordProblem(password, { email: address, name });
  if (problem) {
    throw new AppError('CONFIG_INVALID', { message: `PREFLOOP_INIT_ADMIN_PASSWORD is refused. ${problem}` });
  }
  const { password: hasher } = await auth.$context;
  const person = { name, email: address, passwordHash: await hasher.hash(password) };
  try {
    await createFirstAdmin(db, person, null, null);
    return true;
  } catch (error) {
    // Another server of this deployment was faster.
    if (error instanceof AppError && error.code === 'SETUP_DONE') return false;
    throw error;
  }
}
