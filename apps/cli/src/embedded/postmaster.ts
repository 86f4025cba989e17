import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { endPostgres, endProcess } from '../process/end-process.ts';
import { commandLine, identify } from '../process/identity.ts';

export interface PostmasterFile {
  pid: number;
  port: number | null;
  ready: boolean;
}

/** Postgres' own lock file: line 1 the pid, line 4 the port, line 8 the state. */
export async function readPostmasterFile(pgdata: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]) || null, ready: lines[7] === 'ready' };
}

/**
 * Ends a server that outlived the start that owned it, so that ours is a child whose end we notice.
 * Answers whether there was one.
 */
export async function stopOrphan(pgdata: string): Promise<boolean> {
  const file = await readPostmasterFile(pgdata);
  const found = file === null ? null : await identify(file.pid);
  if (found === null) return false;
  const args = await commandLine(found.pid);
  if (!args?.includes(pgdata)) {
    // The number was given to another program since. Postgres would refuse to start for as long as that runs.
    // Only in this case the file goes: otherwise it guards against backends that are still writing.
    await rm(join(pgdata, 'postmaster.pid'), { force: true });
    return false;
  }
  if (await endProcess(found, endPostgres)) return true;
  throw new CliError(`An earlier Postgres (pid ${found.pid}) still holds ${pgdata} and does not stop.`, {
    remedy: `End it (kill -INT ${found.pid}) and start again.`,
  });
}
