import { createResetToken, openDatabase } from '@prefloop/db';
import { CliError } from '../cli-error.ts';
import type { CliEnv } from '../env.ts';
import { isAlive } from '../process/identity.ts';
import { readState } from '../start/state.ts';
import { withDatabase } from '../start/with-database.ts';

/** Prints a one-time link by which the owner of an account sets a new password. */
export async function resetPassword(
  env: CliEnv,
  dataDir: string,
  email: string,
  say: (text: string) => void,
): Promise<number> {
  const token = await withDatabase(env, dataDir, async (url) => {
    const database = openDatabase(url, { max: 1 });
    try {
      return await createResetToken(database.db, email);
    } finally {
      await database.close();
    }
  });
  if (token === null) {
    throw new CliError(`Nobody here has the address ${email}.`, {
      remedy: 'Check its spelling; the People page lists the accounts.',
    });
  }
  const state = await readState(dataDir);
  const running = state !== null && (await isAlive(state.owner)) ? state.url : null;
  const origin = env.PREFLOOP_URL ?? env.PUBLIC_URL ?? running;
  const path = `/reset#token=${token.secret}`;
  say(`A new password for ${email} can be set once, until ${token.expiresAt.toISOString()}:`);
  say(
    origin === null ? `  ${path}   (after the address of your Prefloop, once it runs)` : `  ${origin}${path}`,
  );
  return 0;
}
