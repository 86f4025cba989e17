import { migrate } from '@prefloop/db';
import { CliError } from '../cli-error.ts';
import { prepareDataFolder } from '../embedded/data-folder.ts';
import { startEmbeddedPostgres } from '../embedded/postgres.ts';
import { findServiceUser } from '../embedded/service-user.ts';
import type { CliEnv } from '../env.ts';
import { isAlive } from '../process/identity.ts';
import { claimDataFolder, readState } from './state.ts';

/**
 * Hands the deployment's database to `use`: the one of DATABASE_URL, the one of a running start, or the embedded
 * one, started for as long as that takes.
 */
export async function withDatabase<T>(
  env: CliEnv,
  dataDir: string,
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (env.DATABASE_URL !== undefined) return use(env.DATABASE_URL);
  const state = await readState(dataDir);
  if (state?.databaseUrl && (await isAlive(state.owner))) return use(state.databaseUrl);
  await prepareDataFolder(dataDir, await findServiceUser());
  const claim = await claimDataFolder(dataDir);
  if (claim.kind === 'running') {
    throw new CliError(`Prefloop is starting or stopping on ${dataDir} just now.`, {
      remedy: 'Wait a moment and try again.',
    });
  }
  try {
    const server = await startEmbeddedPostgres({ dataDir });
    try {
      await migrate(server.url);
      return await use(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    await claim.lock.release();
  }
}
