import { join } from 'node:path';
import { openDatabase, ping } from '@prefloop/db';
import { Redis } from 'ioredis';
import { CliError } from '../cli-error.ts';
import { findBinaries } from '../embedded/binaries.ts';
import { nearestExisting } from '../embedded/data-folder.ts';
import { assertCanEnter, asUser, findServiceUser } from '../embedded/service-user.ts';
import type { CliEnv } from '../env.ts';
import { isAlive } from '../process/identity.ts';
import { runCommand } from '../process/run-command.ts';
import { readState } from '../start/state.ts';
import { type Check, failed, ok, warning } from './check.ts';

export async function checkPostgres(env: CliEnv, dataDir: string): Promise<Check> {
  if (env.DATABASE_URL !== undefined) {
    const fix = 'Check DATABASE_URL, and that this Postgres runs and lets this machine in.';
    return checkConnection(env.DATABASE_URL, 'DATABASE_URL', fix);
  }
  const state = await readState(dataDir);
  if (state?.databaseUrl && (await isAlive(state.owner))) {
    return checkConnection(state.databaseUrl, 'embedded, running', `See ${join(dataDir, 'postgres.log')}.`);
  }
  return checkEmbedded(dataDir);
}

async function checkConnection(url: string, what: string, fix: string): Promise<Check> {
  const database = openDatabase(url, { max: 1 });
  try {
    await ping(database.db);
    return ok('postgres', `${what}: reachable`);
  } catch (error) {
    return failed('postgres', `${what}: ${rootMessage(error)}`, fix);
  } finally {
    await database.close();
  }
}

async function checkEmbedded(dataDir: string): Promise<Check> {
  try {
    const user = await findServiceUser();
    await assertCanEnter(await nearestExisting(dataDir), user, dataDir);
    const binaries = await findBinaries(user, join(dataDir, 'postgres-programs'));
    const result = await runCommand(binaries.postgres, ['--version'], { cwd: '/', ...asUser(user) });
    if (result.code === 0) return ok('postgres', `embedded, not running: ${result.stdout.trim()}`);
    const fix = 'Set DATABASE_URL to a Postgres of your own (version 15 or newer).';
    return failed('postgres', `the embedded one does not run here: ${result.stderr.trim()}`, fix);
  } catch (error) {
    if (error instanceof CliError) return failed('postgres', error.message, error.remedy);
    throw error;
  }
}

export async function checkQueue(env: CliEnv): Promise<Check> {
  if (env.REDIS_URL === undefined) return ok('queue', 'in Postgres (REDIS_URL is not set)');
  const redis = new Redis(env.REDIS_URL, {
    lazyConnect: true,
    connectTimeout: 5_000,
    retryStrategy: () => null,
  });
  // The failing command only says that the connection is closed; why stands in this event.
  let reason: unknown;
  redis.on('error', (error) => {
    reason ??= error;
  });
  try {
    await redis.connect();
    const facts = await redis.info();
    const version = /^redis_version:(\S+)/m.exec(facts)?.[1] ?? 'unknown';
    const policy = /^maxmemory_policy:(\S+)/m.exec(facts)?.[1];
    if (policy !== undefined && policy !== 'noeviction') {
      const fix = 'Set maxmemory-policy to noeviction: otherwise jobs vanish when its memory is full.';
      return warning('queue', `Redis ${version} with maxmemory-policy ${policy}`, fix);
    }
    return ok('queue', `Redis ${version}`);
  } catch (error) {
    const fix =
      'Check REDIS_URL, and that this Redis or Valkey runs. Without REDIS_URL the queue lives in Postgres.';
    return failed('queue', rootMessage(reason ?? error), fix);
  } finally {
    redis.disconnect();
  }
}

/** Drivers wrap the reason that helps ("connection refused") in ones that do not. */
function rootMessage(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return rootMessage(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : rootMessage(error.cause);
}
