import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { guardProcess } from '@prefloop/cli/guard';
import { waitUntil } from '@prefloop/cli/wait';
import { vi } from 'vitest';
import { z } from 'zod';
import { root } from '../runner/paths.ts';

// Whoever runs the command line starts up to a dozen processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const run = promisify(execFile);
const program = join(root, 'apps', 'cli', 'bin', 'prefloop.mjs');

export interface Running {
  child: ChildProcess;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Waits until the text was printed; fails with the output when the program ends before. */
  printed(text: string | RegExp): Promise<string>;
  ended: Promise<{ code: number | null; output: string }>;
}

/** A folder of one's own through which every account can pass, removed by the function beside it. */
export async function makeFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'prefloop-cli-'));
  await chmod(path, 0o711);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Runs the command line as a user would, apart from installing packages and building the web app. */
export async function prefloop(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Running> {
  const webRoot = join(folder, 'web');
  await run('mkdir', ['-p', webRoot]);
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Prefloop</title>');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: {
      ...process.env,
      PREFLOOP_NO_INSTALL: '1',
      PREFLOOP_WEB_ROOT: webRoot,
      // No run is launched here: the worker takes any interpreter, and prepares no environment.
      PREFLOOP_PYTHON: 'python3',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // A test that breaks must not leave a deployment behind.
  const guard =
    child.pid === undefined ? null : guardProcess(child.pid, { signal: 'TERM', graceSeconds: 30 });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => {
      guard?.release();
      resolve({ code, output: text });
    });
  });
  const matches = (wanted: string | RegExp) =>
    typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
  return {
    child,
    output: () => text,
    async printed(wanted) {
      const gone = () => child.exitCode !== null || child.signalCode !== null;
      await waitUntil(() => matches(wanted) || gone(), { timeoutMs: 90_000 });
      if (!matches(wanted)) throw new Error(`never printed ${wanted}; instead:\n${text}`);
      return text;
    },
    ended,
  };
}

const stateSchema = z.object({
  owner: z.object({ pid: z.int() }),
  url: z.string().nullable(),
  processes: z.record(z.string(), z.object({ pid: z.int() })),
});

/** What the start on a data folder wrote down about itself. */
export async function readStart(dataDir: string): Promise<z.infer<typeof stateSchema>> {
  return stateSchema.parse(JSON.parse(await readFile(join(dataDir, 'start.json'), 'utf8')));
}

/** Every process number of a start: itself, what it runs, and the guards of these. */
export async function wholeTree(dataDir: string): Promise<number[]> {
  const { owner, processes } = await readStart(dataDir);
  const running = Object.values(processes).map(({ pid }) => pid);
  const listing = (await run('ps', ['-eo', 'pid=,args='])).stdout.split('\n');
  const guards = listing
    .filter((line) => running.some((pid) => line.includes(`prefloop-guard ${pid} `)))
    .map((line) => Number.parseInt(line, 10));
  return [owner.pid, ...running, ...guards];
}

/** SIGKILL to each; one that its dying neighbours took along already is fine. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** Whether a process with this number lives; one that only waits to be collected does not. */
async function lives(pid: number): Promise<boolean> {
  // Exit code 1: ps knows no such process.
  const result = await run('ps', ['-o', 'state=', '-p', String(pid)]).catch(() => null);
  return result !== null && !result.stdout.trim().startsWith('Z');
}

/** Waits until none of them lives and answers those that still do. */
export async function survivors(pids: readonly number[], timeoutMs = 60_000): Promise<number[]> {
  let left = [...pids];
  await waitUntil(
    async () => {
      const alive = await Promise.all(left.map(lives));
      left = left.filter((_, index) => alive[index]);
      return left.length === 0;
    },
    { timeoutMs },
  );
  return left;
}
