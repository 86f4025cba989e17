import {
  beatRun,
  type HoldAnswer,
  type Run,
  type RunEvents,
  type RunHold,
  recordRunEvents,
} from '@prefloop/db';
import type { Logger } from 'pino';
import type { WorkerDeps } from './deps.ts';

/** Why a run in hand has to stop. `lost`: somebody else has it, so nothing more may be written. */
type StopReason = 'cancel' | 'lost' | 'shutdown';

/** More often than liveness needs: the answer also brings the wish to cancel. */
const beatMs = 2_000;

/** One claimed run in this worker's hands, from claim to end. */
export type RunSession = {
  run: Run;
  hold: RunHold;
  log: Logger;
  /** Fires once, when the run has to stop; `reason()` says why. */
  signal: AbortSignal;
  reason: () => StopReason | null;
  stop: (reason: StopReason) => void;
  /** Stores what happened in an attempt. After the claim is lost nothing is stored. */
  record: (attempt: number, events: Partial<RunEvents>) => Promise<void>;
  close: () => void;
};

/** Keeps the claim alive from now on, and hears when it is wanted or lost. */
export function openSession(deps: WorkerDeps, run: Run): RunSession {
  const hold = { runId: run.id, epoch: run.epoch };
  const log = deps.log.child({ runId: run.id, epoch: run.epoch });
  const controller = new AbortController();
  let reason: StopReason | null = null;
  let beating = false;

  function stop(why: StopReason): void {
    // What is lost stays lost, and a cancel that comes during a shutdown is the stronger wish.
    if (reason === 'lost' || (reason === 'cancel' && why === 'shutdown')) return;
    if (why === 'lost') log.warn('the run was taken away from this worker');
    reason = why;
    controller.abort(why);
  }
  function heed(answer: HoldAnswer): void {
    if (answer !== 'go on') stop(answer);
  }
  const timer = setInterval(() => {
    if (beating) return;
    beating = true;
    beatRun(deps.db, hold)
      .then(heed)
      // A database that is away says nothing about the run: the next beat may reach it.
      .catch((error: unknown) => log.warn({ err: error }, 'the heartbeat did not arrive'))
      .finally(() => {
        beating = false;
      });
  }, beatMs);

  return {
    run,
    hold,
    log,
    signal: controller.signal,
    reason: () => reason,
    stop,
    async record(attempt, events) {
      if (reason === 'lost') return;
      const full = { metrics: [], samples: [], checkpoints: [], ...events };
      heed(await patiently(log, () => recordRunEvents(deps.db, { ...hold, attempt }, full)));
    },
    close: () => clearInterval(timer),
  };
}

/**
 * Tries a write again while the database is away, for about two minutes: an outage must not cost a run whose
 * trainer goes on computing. Writes are fenced and idempotent, so doing one twice is harmless.
 */
export async function patiently<T>(log: Logger, write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt >= 15 || !isAway(error)) throw error;
      log.warn({ err: error, attempt }, 'the database did not take a write; trying again');
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** attempt, 10_000)));
    }
  }
}

/** Connection faults, a server that shuts down or is starting, deadlocks and serialisation failures. */
function isAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : '';
    if (/^(08|25P03|57P|40|53|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code)) return true;
    if (/terminated|timeout exceeded|Connection ended/i.test(at.message)) return true;
  }
  return false;
}
