import { isAlive, type ProcessIdentity } from './identity.ts';
import { waitUntil } from './wait.ts';

export interface EndStep {
  signal: NodeJS.Signals;
  graceMs: number;
}

export const endPoliteFirst: readonly EndStep[] = [
  { signal: 'SIGTERM', graceMs: 15_000 },
  { signal: 'SIGKILL', graceMs: 5_000 },
];

/** SIGINT is Postgres' fast shutdown: a plain SIGTERM would wait for its clients for ever. */
export const endPostgres: readonly EndStep[] = [
  { signal: 'SIGINT', graceMs: 30_000 },
  { signal: 'SIGQUIT', graceMs: 5_000 },
  { signal: 'SIGKILL', graceMs: 5_000 },
];

/**
 * Ends a process that need not be our child, step by step. Answers whether it is gone.
 * With `group` the signals go to its process group (it must lead one).
 */
export async function endProcess(
  target: ProcessIdentity,
  steps: readonly EndStep[],
  options: { group?: boolean } = {},
): Promise<boolean> {
  for (const step of steps) {
    if (!(await isAlive(target))) return true;
    sendSignal(options.group ? -target.pid : target.pid, step.signal);
    if (await waitUntil(async () => !(await isAlive(target)), { timeoutMs: step.graceMs })) return true;
  }
  return false;
}

/** Sends a signal; a process (or group) that is already gone is fine. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH') throw error;
  }
}
