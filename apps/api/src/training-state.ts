import { type TrainingState, type WorkerEnvironment, workerEnvironment } from '@prefloop/contract';

const rank = { ready: 0, preparing: 1, waiting: 2, failed: 3, unknown: 4 } as const;

/** The best that any live worker can offer: one that is ready makes the deployment ready. */
export function trainingState(environments: readonly unknown[]): TrainingState {
  const [best] = environments.map(read).sort((a, b) => rank[a.state] - rank[b.state]);
  if (!best) {
    return {
      state: 'no-worker',
      message: 'No worker is running: start one, or start everything with npm start.',
    };
  }
  switch (best.state) {
    case 'ready':
      return { state: 'ready' };
    case 'preparing':
      return { state: 'preparing', message: best.message, done: best.done, total: best.total };
    case 'waiting':
      return { state: 'waiting', message: best.message };
    case 'failed':
      return { state: 'failed', message: best.message, hint: best.hint };
    case 'unknown':
      return { state: 'waiting', message: 'A worker has just started and is looking at its environment.' };
  }
}

function read(environment: unknown): WorkerEnvironment {
  const parsed = workerEnvironment.safeParse(environment);
  return parsed.success ? parsed.data : { state: 'unknown' };
}
