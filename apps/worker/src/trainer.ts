import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TrackerName } from '@prefloop/contract';
import { createCappedLog } from './platform/capped-log.ts';
import { trackerVariables } from './platform/tracker-variables.ts';

/** The only file that knows a child process: everything in Python is started, heard and ended here. */

const trainerFolder = fileURLToPath(new URL('../../../packages/trainer', import.meta.url));

export type ProgramEnd = { code: number | null; signal: NodeJS.Signals | null; startError: Error | null };

export type Program = {
  pid: number | undefined;
  /** Resolves once the program and whatever it started are gone. */
  ended: Promise<ProgramEnd>;
  /** Asks it to end (SIGTERM); after `graceMs` its whole group is killed. 0 kills at once. */
  stop: (graceMs: number) => void;
  /** Has the trainer print what each of its threads is doing; one that cannot, since it is just starting, ends. */
  askWhere: () => void;
  /** The end of what it printed. */
  logTail: () => string;
};

/** What any program here may see of our environment. Connection strings and secrets are not among it. */
const plainVariables = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ', 'LD_LIBRARY_PATH', 'USER'];
const networkVariables = /^(PIP_.*|UV_.*|XDG_.*|SSL_CERT_.*|REQUESTS_CA_BUNDLE|(https?|no|all)_proxy)$/i;

/** Training is deterministic and alone: no hub, no telemetry, no packages of the user's own. */
const offline = {
  HF_HUB_OFFLINE: '1',
  HF_DATASETS_OFFLINE: '1',
  TRANSFORMERS_OFFLINE: '1',
  HF_HUB_DISABLE_TELEMETRY: '1',
  DISABLE_TELEMETRY: '1',
  DO_NOT_TRACK: '1',
  WANDB_MODE: 'disabled',
  TOKENIZERS_PARALLELISM: 'false',
};
const python = { PYTHONUNBUFFERED: '1', PYTHONUTF8: '1', PYTHONNOUSERSITE: '1' };
/** Threads that wait by spinning take the cores from the database beside them, and from each other: twice the work. */
const threads = { OMP_WAIT_POLICY: 'PASSIVE' };

function pick(source: NodeJS.ProcessEnv, wanted: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) =>
      value !== undefined && wanted(name) ? [[name, value]] : [],
    ),
  );
}

/** Starts one attempt: `python -m trainer SPEC`. `cudaDevices` limits it to its slot's share. */
export function startTrainer(options: {
  python: string;
  specPath: string;
  logPath: string;
  cudaDevices: string | undefined;
  trackers: readonly TrackerName[];
}): Program {
  const { cudaDevices } = options;
  return startPython(options.python, ['-m', 'trainer', options.specPath], {
    logPath: options.logPath,
    env: {
      ...trackerVariables(options.trackers, process.env),
      ...(cudaDevices === undefined ? {} : { CUDA_VISIBLE_DEVICES: cudaDevices }),
    },
  });
}

/** Starts the conversion of the bundled model into `destination`. */
export function startBundledModel(options: {
  python: string;
  destination: string;
  logPath: string;
}): Program {
  return startPython(options.python, ['-m', 'trainer.smollm2', options.destination], {
    logPath: options.logPath,
  });
}

/** Starts the statistics of one request. One thread: they are short, and trainings need the cores. */
export function startStatistics(options: {
  python: string;
  requestPath: string;
  resultPath: string;
  logPath: string;
}): Program {
  const { python, requestPath, resultPath, logPath } = options;
  const args = ['-m', 'trainer.statistics', requestPath, resultPath];
  return startPython(python, args, { logPath, env: { OMP_NUM_THREADS: '1' } });
}

function startPython(
  interpreter: string,
  args: string[],
  options: { logPath: string; env?: Record<string, string> },
): Program {
  const own = pick(process.env, (name) => plainVariables.includes(name) || /^(CUDA|NVIDIA|NCCL)_/.test(name));
  const env = { ...own, ...offline, ...python, ...threads, ...options.env };
  return start(interpreter, args, { env, logPath: options.logPath });
}

/** Starts the preparation of the Python environment; every line it prints on stdout is handed over. */
export function startPreparation(options: {
  cache: string | undefined;
  logPath: string;
  onLine: (line: string) => void;
}): Program {
  const own = pick(process.env, (name) => plainVariables.includes(name) || networkVariables.test(name));
  const cache: Record<string, string> = options.cache === undefined ? {} : { PREFLOOP_CACHE: options.cache };
  return start('python3', ['prepare.py', '--json'], {
    env: { ...own, ...cache, PYTHONUNBUFFERED: '1' },
    logPath: options.logPath,
    onLine: options.onLine,
  });
}

export type Gpu = { name: string; memoryBytes: number };

/** Graphics processors as the driver names them, with their memory; empty where there is none. */
export async function listGpus(): Promise<Gpu[]> {
  const lines: string[] = [];
  // Memory first, in MiB: a name may hold a comma.
  const query = ['--query-gpu=memory.total,name', '--format=csv,noheader,nounits'];
  const program = start('nvidia-smi', query, {
    env: pick(process.env, (name) => plainVariables.includes(name)),
    logPath: null,
    onLine: (line) => lines.push(line.trim()),
  });
  const timer = setTimeout(() => program.stop(0), 5_000);
  const end = await program.ended;
  clearTimeout(timer);
  if (end.code !== 0) return [];
  return lines.flatMap((line) => {
    const [, mebibytes, name] = /^(\d+), (.+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, memoryBytes: Number(mebibytes) * 2 ** 20 }];
  });
}

type StartOptions = {
  env: Record<string, string>;
  logPath: string | null;
  onLine?: (line: string) => void;
};

function start(command: string, args: string[], options: StartOptions): Program {
  const log = createCappedLog(options.logPath);
  const child = spawn(command, args, {
    cwd: trainerFolder,
    env: options.env,
    // A pipe as stdin: its end, at our death however it comes, tells the child to leave.
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own group, so that whatever it starts can be ended with it, and Ctrl-C reaches us alone.
    detached: true,
  });
  child.stdin?.on('error', () => {
    // The child closed its end first; its exit tells the story.
  });
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk));
  if (options.onLine) readLines(child, options.onLine, log.write);
  else child.stdout?.on('data', (chunk: Buffer) => log.write(chunk));

  let gone = false;
  let killer: NodeJS.Timeout | undefined;
  const ended = new Promise<ProgramEnd>((resolve) => {
    let startError: Error | null = null;
    child.once('error', (error) => {
      startError = error;
      if (child.pid === undefined) finish(null, null);
    });
    child.once('exit', (code, signal) => {
      // Nothing of its group may outlive it: a stray rank would go on computing and writing.
      signalGroup(child, 'SIGKILL');
      // A grandchild that left the group could hold the pipes open for ever.
      setTimeout(() => finish(code, signal), 2_000).unref();
      child.once('close', () => finish(code, signal));
    });
    function finish(code: number | null, signal: NodeJS.Signals | null): void {
      if (gone) return;
      gone = true;
      clearTimeout(killer);
      void log.close().then(() => resolve({ code, signal, startError }));
    }
  });

  return {
    pid: child.pid,
    ended,
    stop(graceMs) {
      if (gone) return;
      if (graceMs <= 0) {
        signalGroup(child, 'SIGKILL');
        return;
      }
      child.kill('SIGTERM');
      killer ??= setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    },
    askWhere() {
      if (!gone) child.kill('SIGUSR1');
    },
    logTail: log.tail,
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: nothing is left of the group. EPERM: on some systems what is left are zombies.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

const longestLine = 64 * 1024;

function readLines(
  child: ChildProcess,
  onLine: (line: string) => void,
  onLog: (chunk: Buffer) => void,
): void {
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    onLog(chunk);
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) onLine(line);
  });
}
