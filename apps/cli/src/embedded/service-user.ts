import { chown, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError } from '../cli-error.ts';
import { runCommand } from '../process/run-command.ts';

/** The account Postgres runs under when we are root, since it refuses to run as root. */
export interface ServiceUser {
  name: string;
  uid: number;
  gid: number;
}

/** Null when we are not root: then Postgres runs as whoever we are. */
export async function findServiceUser(): Promise<ServiceUser | null> {
  if (process.getuid?.() !== 0) return null;
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  const user = users.get('postgres') ?? users.get('nobody');
  if (user === undefined) {
    throw new CliError('Postgres does not run as root, and there is no user "postgres" or "nobody" here.', {
      remedy: 'Add one (useradd --system postgres), start as an ordinary user, or set DATABASE_URL.',
    });
  }
  return user;
}

export function parsePasswd(text: string): Map<string, ServiceUser> {
  const users = new Map<string, ServiceUser>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    // macOS lists nobody as -2, which cannot be asked for when a process is started.
    if (name === undefined || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) continue;
    users.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

/** Whether the user can enter the folder. Tried for real: mode bits alone do not know about ACLs and mounts. */
export async function canEnter(folder: string, user: ServiceUser | null): Promise<boolean> {
  const result = await runCommand('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    cwd: '/',
    ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
  });
  return result.code === 0;
}

/** Refuses a data folder below `folder` where the service user cannot go there, naming the folder that stops it. */
export async function assertCanEnter(
  folder: string,
  user: ServiceUser | null,
  dataDir: string,
): Promise<void> {
  if (await canEnter(folder, user)) return;
  const barrier = await outermostBarrier(folder, user);
  const { mode } = await stat(barrier);
  const who = user?.name ?? 'this user';
  throw new CliError(
    `Postgres runs as user "${who}", who cannot reach the data folder ${dataDir}: ${barrier} has mode ${(mode & 0o777).toString(8)}.`,
    {
      remedy:
        `Keep the data elsewhere (--data /var/lib/prefloop, or PREFLOOP_DATA), or let others pass through: ` +
        `chmod o+x ${barrier}. Starting as an ordinary user or setting DATABASE_URL works too.`,
    },
  );
}

async function outermostBarrier(folder: string, user: ServiceUser | null): Promise<string> {
  const chain = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) chain.unshift(dirname(at));
  for (const step of chain) if (!(await canEnter(step, user))) return step;
  return folder;
}

export async function giveTo(user: ServiceUser | null, ...paths: string[]): Promise<void> {
  if (user === null) return;
  for (const path of paths) await chown(path, user.uid, user.gid);
}

/** The spawn options that make a process run as the service user. */
export function asUser(user: ServiceUser | null): { uid?: number; gid?: number } {
  return user === null ? {} : { uid: user.uid, gid: user.gid };
}
