import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PrepareEvent, prepareEvent, type WorkerEnvironment } from '@prefloop/contract';
import type { Logger } from 'pino';
import { type Program, startPreparation } from './trainer.ts';

/** Seconds until another try after a failed preparation: a network may come back, a disk may be emptied. */
const retrySeconds = [60, 300];

export type PythonEnvironment = {
  state: () => WorkerEnvironment;
  /** The interpreter once it is ready, else null. */
  python: () => string | null;
  close: () => Promise<void>;
};

type Options = {
  /** Named by the settings: nothing is prepared. */
  interpreter: string | undefined;
  cache: string | undefined;
  dataFolder: string;
  log: Logger;
  onChange: () => void;
};

/** Prepares the trainer's Python environment in the background, and tells of every step. */
export function prepareEnvironment(options: Options): PythonEnvironment {
  let state: WorkerEnvironment = { state: 'unknown' };
  let program: Program | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;
  const become = (next: WorkerEnvironment) => {
    state = next;
    options.onChange();
  };

  async function attempt(tries: number): Promise<void> {
    const logPath = join(options.dataFolder, 'logs', 'python-environment.log');
    await mkdir(dirname(logPath), { recursive: true });
    if (closed) return;
    let last: PrepareEvent | null = null;
    program = startPreparation({
      cache: options.cache,
      logPath,
      onLine(line) {
        const event = parseEvent(line);
        if (!event) return;
        last = event;
        become(event);
      },
    });
    const end = await program.ended;
    if (closed || isEnd(last)) {
      if (state.state === 'failed') scheduleRetry(tries);
      return;
    }
    const why = end.startError
      ? `python3 could not be started: ${end.startError.message}`
      : program.logTail();
    become({
      state: 'failed',
      message: `The preparation of the Python environment ended early. ${why.slice(-400)}`,
      hint: 'Install Python 3.11 or newer with its venv module; the worker tries again by itself.',
    });
    scheduleRetry(tries);
  }

  function scheduleRetry(tries: number): void {
    if (closed) return;
    const seconds = retrySeconds[Math.min(tries, retrySeconds.length - 1)] ?? 300;
    retry = setTimeout(() => run(tries + 1), seconds * 1000);
    retry.unref();
  }

  function run(tries: number): void {
    attempt(tries).catch((error: unknown) => {
      options.log.error({ err: error }, 'the Python environment could not be prepared');
      become({ state: 'failed', message: String(error), hint: 'See the worker log.' });
      scheduleRetry(tries);
    });
  }

  if (options.interpreter === undefined) run(0);
  else state = { state: 'ready', python: options.interpreter };

  return {
    state: () => state,
    python: () => (state.state === 'ready' ? state.python : null),
    async close() {
      closed = true;
      clearTimeout(retry);
      program?.stop(5_000);
      await program?.ended;
    },
  };
}

function isEnd(event: PrepareEvent | null): boolean {
  return event?.state === 'ready' || event?.state === 'failed';
}

function parseEvent(line: string): PrepareEvent | null {
  try {
    return prepareEvent.parse(JSON.parse(line));
  } catch {
    // pip prints what it likes between our lines.
    return null;
  }
}
