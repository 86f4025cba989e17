import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { runCommand } from '../process/run-command.ts';
import type { PostgresBinaries } from './binaries.ts';
import { asUser, giveTo, type ServiceUser } from './service-user.ts';

/** A folder with one initialised Postgres cluster and the password to it. */
export interface Cluster {
  folder: string;
  /** Postgres' own data directory inside it. */
  pgdata: string;
  password: string;
}

export const databaseUser = 'prefloop';
export const databaseName = 'prefloop';

const partialMark = 'prefloop-unfinished';
const finishedMark = 'prefloop-cluster.json';

/**
 * Opens the cluster in `folder`, or makes one. It is made in a neighbouring folder and renamed into place, so a
 * start that was killed half way leaves only a marked folder that the next start removes.
 */
export async function openCluster(
  folder: string,
  binaries: PostgresBinaries,
  user: ServiceUser | null,
  options: { sync: boolean },
): Promise<Cluster> {
  await clearHalfMade(`${folder}.new`);
  if ((await namesIn(folder)).length === 0) await makeCluster(folder, binaries, user, options);
  else if (!(await isFinished(folder))) await clearOrRefuse(folder, binaries, user, options);
  const pgdata = join(folder, 'pgdata');
  const version = (await readFile(join(pgdata, 'PG_VERSION'), 'utf8')).trim();
  if (version !== binaries.major) {
    throw new CliError(
      `The data in ${pgdata} was written by Postgres ${version}; the installed one is ${binaries.major}.`,
      {
        remedy:
          `Restore a backup into a fresh data folder, or install the release of Prefloop that carries ` +
          `Postgres ${version}.`,
      },
    );
  }
  const password = (await readFile(join(folder, 'password'), 'utf8')).trim();
  return { folder, pgdata, password };
}

async function clearOrRefuse(
  folder: string,
  binaries: PostgresBinaries,
  user: ServiceUser | null,
  options: { sync: boolean },
): Promise<void> {
  if (!(await namesIn(folder)).includes(partialMark)) {
    throw new CliError(`${folder} holds files, but no finished database of Prefloop.`, {
      remedy: `Nothing was touched. Move it away (mv ${folder} ${folder}.old) or choose another folder with --data.`,
    });
  }
  await clearHalfMade(folder);
  await makeCluster(folder, binaries, user, options);
}

/** Removes a folder that carries our unfinished mark; leaves anything else alone. */
async function clearHalfMade(folder: string): Promise<void> {
  const names = await namesIn(folder);
  if (!names.includes(partialMark) || names.includes(finishedMark)) return;
  await rm(folder, { recursive: true, force: true });
}

async function makeCluster(
  folder: string,
  binaries: PostgresBinaries,
  user: ServiceUser | null,
  options: { sync: boolean },
): Promise<void> {
  const partial = `${folder}.new`;
  const pgdata = join(partial, 'pgdata');
  const passwordFile = join(partial, 'password');
  await rm(folder, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  await writeFile(join(partial, partialMark), 'Made by Prefloop and not finished: safe to delete.\n');
  await mkdir(pgdata, { mode: 0o700 });
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  await giveTo(user, partial, pgdata, passwordFile);
  await initialise(binaries, user, pgdata, passwordFile, options.sync);
  await createDatabase(binaries, user, pgdata);
  await writeFinishedMark(partial, binaries);
  await rename(partial, folder);
  await rm(join(folder, partialMark), { force: true });
}

async function initialise(
  binaries: PostgresBinaries,
  user: ServiceUser | null,
  pgdata: string,
  passwordFile: string,
  sync: boolean,
): Promise<void> {
  const args = [
    `--pgdata=${pgdata}`,
    `--username=${databaseUser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    // By flag: the machine's own locale may be missing or may sort differently after an upgrade of its C library.
    '--encoding=UTF8',
    '--locale=C',
    ...(sync ? [] : ['--no-sync']),
  ];
  const result = await runCommand(binaries.initdb, args, { cwd: '/', env: serverEnv(), ...asUser(user) });
  if (result.code !== 0) throw initError(pgdata, result.stderr);
}

/** Single-user mode makes the database before any port is open. */
async function createDatabase(
  binaries: PostgresBinaries,
  user: ServiceUser | null,
  pgdata: string,
): Promise<void> {
  const result = await runCommand(binaries.postgres, ['--single', '-D', pgdata, 'postgres'], {
    cwd: '/',
    env: serverEnv(),
    input: `CREATE DATABASE ${databaseName};\n`,
    ...asUser(user),
  });
  // Single-user mode answers a failed statement with exit code 0.
  if (result.code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(result.stderr))
    throw initError(pgdata, result.stderr);
}

function initError(pgdata: string, stderr: string): CliError {
  const reason = stderr.trim().split('\n').slice(-3).join(' ') || 'it said nothing';
  return new CliError(`Postgres could not make a database in ${pgdata}: ${reason}`, {
    remedy: 'Check that the disk has space and the folder can be written, then start again.',
  });
}

async function writeFinishedMark(folder: string, binaries: PostgresBinaries): Promise<void> {
  const file = await open(join(folder, finishedMark), 'w', 0o644);
  try {
    await file.writeFile(`${JSON.stringify({ postgres: binaries.major, made: new Date().toISOString() })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isFinished(folder: string): Promise<boolean> {
  return (await namesIn(folder)).includes(finishedMark);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** PG* variables of the user's shell must not steer our server. */
export function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
