import { type RunPreflight, type TrackerName, trackerWords, workerDevice } from '@prefloop/contract';
import { type DbOrTransaction, listWorkers } from '@prefloop/db';

/** Warns where nobody can begin a run at once; it waits then. */
export async function checkWorkers(
  db: DbOrTransaction,
  needsTrainer: boolean,
): Promise<RunPreflight['warnings']> {
  const workers = await listWorkers(db);
  if (workers.length === 0) {
    const message = 'No worker is running. The run waits until one is started.';
    return [{ path: '', code: 'NO_WORKER', message }];
  }
  if (needsTrainer && !workers.some(({ environment }) => environment.state === 'ready')) {
    const message = 'The Python environment is not ready yet. The run waits for it.';
    return [{ path: '', code: 'ENVIRONMENT_NOT_READY', message }];
  }
  return [];
}

/** Where runs may send their figures, by what any live worker allows. */
export function allowedTrackers(workers: readonly { device: unknown }[]): TrackerName[] {
  const allowed = workers.flatMap(({ device }) => workerDevice.safeParse(device).data?.trackers ?? []);
  return [...new Set(allowed)];
}

/** Forbids trackers that no live worker allows. Where none lives, the one that takes the run looks. */
export async function checkTrackers(
  db: DbOrTransaction,
  wanted: readonly TrackerName[],
): Promise<RunPreflight['problems']> {
  const workers = wanted.length === 0 ? [] : await listWorkers(db);
  if (workers.length === 0) return [];
  const allowed = allowedTrackers(workers);
  return wanted
    .filter((name) => !allowed.includes(name))
    .map((name) => ({
      path: 'config.trackers',
      code: 'TRACKER_NOT_ALLOWED',
      message: `No worker allows ${trackerWords[name]}. Whoever runs the workers can name it in PREFLOOP_TRACKERS.`,
    }));
}
