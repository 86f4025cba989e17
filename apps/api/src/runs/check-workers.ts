import type { RunPreflight } from '@prefloop/contract';
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
