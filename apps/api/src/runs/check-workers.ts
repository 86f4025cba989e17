import {
  type RunPreflight,
  type TrackerName,
  trackerWords,
  type WorkerDevice,
  workerDevice,
} from '@prefloop/contract';
import type { WorkerRow } from '@prefloop/db';

/**
 * Warns where nobody can begin a run at once. It never forbids one: a queue is there to be filled in the evening, and
 * the run begins by itself once a worker lives and has a slot.
 */
export function checkWorkers(workers: readonly WorkerRow[], needsTrainer: boolean): RunPreflight['warnings'] {
  if (workers.length === 0) {
    const message = 'No worker is running. The run waits until one is started.';
    return [{ path: '', code: 'NO_WORKER', message }];
  }
  const able = needsTrainer ? workers.filter(({ environment }) => environment.state === 'ready') : workers;
  if (able.length === 0) {
    const message = 'The Python environment is not ready yet. The run waits for it.';
    return [{ path: '', code: 'ENVIRONMENT_NOT_READY', message }];
  }
  const sum = (count: (worker: WorkerRow) => number) => able.reduce((all, worker) => all + count(worker), 0);
  const [slots, running] = [sum((worker) => worker.slots), sum((worker) => worker.running)];
  if (running < slots) return [];
  const held = slots === 1 ? 'The only slot is taken' : `All ${slots} slots are taken`;
  const message = `${held} by other runs. The run waits in line, and its page says at which place.`;
  return [{ path: '', code: 'NO_FREE_WORKER', message }];
}

/** What live workers compute on, as far as they said it. */
export function devicesOf(workers: readonly { device: unknown }[]): WorkerDevice[] {
  return workers.flatMap(({ device }) => workerDevice.safeParse(device).data ?? []);
}

/** Where runs may send their figures, by what any live worker allows. */
export function allowedTrackers(workers: readonly { device: unknown }[]): TrackerName[] {
  return [...new Set(devicesOf(workers).flatMap(({ trackers }) => trackers ?? []))];
}

/** Forbids trackers that no live worker allows. Where none lives, the one that takes the run looks. */
export function checkTrackers(
  workers: readonly WorkerRow[],
  wanted: readonly TrackerName[],
): RunPreflight['problems'] {
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
