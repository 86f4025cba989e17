import { migrate as migrateDatabase } from '@prefloop/db';
import type { CliEnv } from '../env.ts';
import { withDatabase } from '../start/with-database.ts';

/** Brings the database to the newest schema; doing it twice changes nothing. */
export async function migrate(env: CliEnv, dataDir: string, say: (text: string) => void): Promise<number> {
  await withDatabase(env, dataDir, (url) => migrateDatabase(url));
  say('The database has the newest schema.');
  return 0;
}
