import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CliError } from '../cli-error.ts';
import { endPostgres, endProcess } from '../process/end-process.ts';
import { guardProcess } from '../process/guard.ts';
import { identify } from '../process/identity.ts';
import { freePort, portIsFree } from '../process/ports.ts';
import { waitUntil } from '../process/wait.ts';
import { findBinaries, type PostgresBinaries } from './binaries.ts';
import { type Cluster, databaseName, databaseUser, openCluster, serverEnv } from './cluster.ts';
import { prepareDataFolder } from './data-folder.ts';
import { readPostmasterFile, stopOrphan } from './postmaster.ts';
import { asUser, findServiceUser, type ServiceUser } from './service-user.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster (`postgres/`), its log, and a copy of the programs where one is needed. Made if missing. */
  dataDir: string;
  /** False turns off every flush to disk: for tests, whose data nobody needs after a crash. */
  durable?: boolean;
  /** Further settings of postgresql.conf by name. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  url: string;
  port: number;
  pid: number;
  logFile: string;
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Fast shutdown: clients are cut off, everything committed is on disk. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;
const maxAttempts = 10;

/**
 * Starts a Postgres of our own on a loopback port, as a child in its own process group that ends when this process
 * does, however that happens. A server left over from an earlier start is stopped first.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const durable = options.durable ?? true;
  const user = await findServiceUser();
  await prepareDataFolder(dataDir, user);
  const binaries = await findBinaries(user, join(dataDir, 'postgres-programs'));
  const cluster = await openCluster(join(dataDir, 'postgres'), binaries, user, { sync: durable });
  await stopOrphan(cluster.pgdata);
  const server = { dataDir, cluster, binaries, user, settings: settingsFor(durable, options.settings) };
  let port = await portToTry(cluster);
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await launch(server, port);
    if ('url' in outcome) {
      await writeFile(portFile(cluster), `${port}\n`);
      return outcome;
    }
    if (attempt >= maxAttempts || !isPassing(outcome.log)) throw startError(server.cluster, outcome.log);
    if (/could not bind|Address already in use/.test(outcome.log)) port = await freePort();
    else await waitUntil(() => false, { timeoutMs: 500 });
  }
}

interface Server {
  dataDir: string;
  cluster: Cluster;
  binaries: PostgresBinaries;
  user: ServiceUser | null;
  settings: Record<string, string>;
}

/** Failures that go away: a port somebody just took, or old backends that still leave after a kill. */
function isPassing(log: string): boolean {
  return /could not bind|Address already in use|shared memory block|is another postmaster/i.test(log);
}

function settingsFor(durable: boolean, own: Record<string, string> = {}): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    // No socket file: its path may be too long, and the port is enough.
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...own,
  };
}

function portFile(cluster: Cluster): string {
  return join(cluster.folder, 'port');
}

/** The port of last time while it is free, so that a written-down connection keeps working. */
async function portToTry(cluster: Cluster): Promise<number> {
  const last = Number(await readFile(portFile(cluster), 'utf8').catch(() => ''));
  return last > 0 && (await portIsFree(last)) ? last : freePort();
}

async function launch(server: Server, port: number): Promise<EmbeddedPostgres | { log: string }> {
  const logFile = join(server.dataDir, 'postgres.log');
  const logStart = (await stat(logFile).catch(() => null))?.size ?? 0;
  const child = await spawnServer(server, port, logFile);
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
    child.once('exit', (code, signal) => done({ code, signal }));
  });
  const pid = child.pid;
  if (pid === undefined) return { log: 'the program could not be started' };
  const guard = guardProcess(pid, { signal: 'INT', graceSeconds: 30 });
  void exited.then(() => guard.release());
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  await waitUntil(async () => gone() || (await isReady(server.cluster, pid)), { timeoutMs: startTimeoutMs });
  if (gone() || !(await isReady(server.cluster, pid))) {
    child.kill('SIGQUIT');
    await exited;
    return { log: (await readFile(logFile)).subarray(logStart).toString('utf8') };
  }
  return {
    url: `postgresql://${databaseUser}:${server.cluster.password}@127.0.0.1:${port}/${databaseName}`,
    port,
    pid,
    logFile,
    exited,
    stop: () => stopServer(child, exited),
  };
}

async function isReady(cluster: Cluster, pid: number): Promise<boolean> {
  const file = await readPostmasterFile(cluster.pgdata);
  return file?.pid === pid && file.ready;
}

async function spawnServer(server: Server, port: number, logFile: string): Promise<ChildProcess> {
  const settings = Object.entries({ ...server.settings, port: String(port) });
  // A file, not a pipe: the server's log must not depend on whether we still read it.
  const log = await open(logFile, 'a', 0o600);
  try {
    const child = spawn(
      server.binaries.postgres,
      ['-D', server.cluster.pgdata, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: '/',
        env: serverEnv(),
        // Its own process group: Ctrl-C in the terminal must not reach it before the programs that use it are down.
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        ...asUser(server.user),
      },
    );
    child.on('error', () => {
      // No pid means it did not start; launch() reports that.
    });
    return child;
  } finally {
    await log.close();
  }
}

async function stopServer(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  const identity = child.pid === undefined ? null : await identify(child.pid);
  if (identity !== null && child.exitCode === null && child.signalCode === null) {
    await endProcess(identity, endPostgres);
  }
  await exited;
}

function startError(cluster: Cluster, log: string): CliError {
  const reason = log.trim().split('\n').slice(-4).join('\n  ');
  return new CliError(`The embedded Postgres in ${cluster.folder} did not start:\n  ${reason}`, {
    remedy:
      'Its log, postgres.log in the data folder, says more. Set DATABASE_URL to use a Postgres of your own.',
  });
}
