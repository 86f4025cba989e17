import { claimRun, explainWaiting } from '@prefloop/db';
import type { WorkerDeps } from './deps.ts';
import { type RunAtWork, workOn } from './jobs/run.ts';

export type Slots = {
  /** Takes due runs while there are free slots. Calls at once are one. */
  fill: () => Promise<void>;
  /** Gives every run in hand back and takes no more. */
  close: () => Promise<void>;
};

/** The places in which this worker runs one run each. */
export function createSlots(deps: WorkerDeps, workerId: string): Slots {
  const atWork = new Map<number, RunAtWork>();
  let filling: Promise<void> | null = null;
  let askedAgain = false;
  let closed = false;

  async function fillOnce(): Promise<void> {
    for (const [index, cudaDevices] of deps.config.slots.entries()) {
      if (closed || atWork.has(index)) continue;
      const trainerReady = deps.environment.python() !== null;
      const run = await claimRun(deps.db, { workerId, trainerReady });
      if (!run) break;
      deps.log.info({ runId: run.id, epoch: run.epoch }, 'a run was claimed');
      const work = workOn(deps, run, { workerId, cudaDevices });
      atWork.set(index, work);
      // A shutdown that began during the claim has not seen this run.
      if (closed) work.session.stop('shutdown');
      void work.ended.then(() => {
        atWork.delete(index);
        if (!closed)
          fill().catch((error: unknown) => deps.log.error({ err: error }, 'no run could be taken'));
      });
    }
    // Whatever is left waits, and its page should say for what.
    if (!closed) await explainWaiting(deps.db);
  }

  async function fill(): Promise<void> {
    askedAgain = true;
    filling ??= (async () => {
      while (askedAgain) {
        askedAgain = false;
        await fillOnce();
      }
    })().finally(() => {
      filling = null;
    });
    await filling;
  }

  return {
    fill,
    async close() {
      closed = true;
      for (const { session } of atWork.values()) session.stop('shutdown');
      await filling?.catch(() => {});
      await Promise.all([...atWork.values()].map(({ ended }) => ended));
    },
  };
}
