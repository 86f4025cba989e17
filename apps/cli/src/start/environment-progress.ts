import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { type WorkerEnvironment, workerEnvironment } from '@prefloop/contract';
import { listWorkers, openDatabase } from '@prefloop/db';

const everyMs = 2_000;

/** Tells how the preparation of the Python environment goes, until it is ready or the signal is aborted. */
export async function tellEnvironmentProgress(
  databaseUrl: string,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const database = openDatabase(databaseUrl, { max: 1 });
  let told = '';
  try {
    while (!signal.aborted) {
      const state = await listWorkers(database.db).then(newestHere, () => {
        // The database restarts: its clients come back to it, and so do we.
        return null;
      });
      const text = state === null ? null : describeEnvironment(state);
      if (state?.state === 'ready') {
        if (told !== '') say('Python environment: ready; runs can start.');
        return;
      }
      if (text !== null && text !== told) {
        told = text;
        say(text);
      }
      await delay(everyMs, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await database.close();
  }
}

function newestHere(workers: Awaited<ReturnType<typeof listWorkers>>): WorkerEnvironment | null {
  const worker = workers.findLast((one) => one.host === hostname());
  const parsed = workerEnvironment.safeParse(worker?.environment);
  return parsed.success ? parsed.data : null;
}

/** One line for people, or null while there is nothing to tell. Steps are told once, not each of pip's milestones. */
export function describeEnvironment(state: WorkerEnvironment): string | null {
  switch (state.state) {
    case 'preparing':
      return `Python environment: step ${state.done + 1} of ${state.total} (${steps[state.step]}); rating works meanwhile.`;
    case 'waiting':
      return `Python environment: ${state.message}`;
    case 'failed':
      return `Python environment: ${state.message}\n  ${state.hint}`;
    default:
      return null;
  }
}

const steps = {
  venv: 'a virtual environment',
  torch: 'PyTorch, the largest part',
  libraries: 'the training libraries',
  smollm2: 'the bundled model',
  check: 'a first import of everything',
};
