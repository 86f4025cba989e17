import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  beatStatistics,
  claimStatistics,
  failStatistics,
  giveStatisticsBack,
  keepStatistics,
  type StatisticsClaim,
  storeStatistics,
} from '@prefloop/db';
import type { WorkerDeps } from '../deps.ts';
import { patiently } from '../run-session.ts';
import { askTrainer, StatisticsFailed } from '../statistics/ask-trainer.ts';
import { keepFigures } from '../statistics/keep-figures.ts';
import { writeVotes } from '../statistics/write-votes.ts';

const beatMs = 5_000;
/** A hundred thousand votes take some seconds: after this something hangs. */
const limitMs = 10 * 60_000;

export type Statistician = {
  /** Takes batches whose figures are wanted, one after the other, until none is left. */
  fill: () => void;
  /** Gives the batch in hand back and takes no more. */
  close: () => Promise<void>;
};

/** Computes the figures of batches, one at a time beside the runs. Needs the Python environment: until then all wait. */
export function createStatistician(deps: WorkerDeps, workerId: string): Statistician {
  const closing = new AbortController();
  let atWork: Promise<void> | null = null;
  let askedAgain = false;

  async function takeOne(): Promise<boolean> {
    const python = deps.environment.python();
    if (python === null || closing.signal.aborted) return false;
    const claim = await claimStatistics(deps.db, { workerId });
    if (claim) await compute(deps, claim, { python, closing: closing.signal });
    return claim !== null;
  }
  async function takeAll(): Promise<void> {
    while (askedAgain) {
      askedAgain = false;
      while (await takeOne());
    }
  }

  return {
    fill() {
      askedAgain = true;
      atWork ??= takeAll()
        .catch((error: unknown) => deps.log.error({ err: error }, 'no statistics could be taken'))
        .finally(() => {
          atWork = null;
        });
    },
    async close() {
      closing.abort();
      await atWork;
    },
  };
}

/** Carries one claim to its end. Whatever happens is told on the row, unless somebody else has it by now. */
async function compute(
  deps: WorkerDeps,
  claim: StatisticsClaim,
  { python, closing }: { python: string; closing: AbortSignal },
): Promise<void> {
  const { db } = deps;
  const log = deps.log.child({ batchId: claim.batchId, epoch: claim.epoch });
  const lost = new AbortController();
  const timer = setInterval(() => {
    beatStatistics(db, claim)
      .then((held) => held || lost.abort())
      // A database that is away says nothing about the claim: the next beat may reach it.
      .catch((error: unknown) => log.warn({ err: error }, 'the heartbeat did not arrive'));
  }, beatMs);
  const late = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([closing, lost.signal, late]);
  // Named after the claim: whoever takes the batch over writes elsewhere.
  const folderOf = (epoch: number) => join(deps.config.dataFolder, 'statistics', `${claim.batchId}-${epoch}`);
  const folder = folderOf(claim.epoch);
  try {
    // What a worker that was killed left behind.
    await rm(folderOf(claim.epoch - 1), { recursive: true, force: true });
    const tell = await answer(deps, claim, { python, folder, signal });
    if (!(await patiently(log, tell))) log.warn('the figures came too late: somebody else has the batch');
  } catch (error) {
    if (lost.signal.aborted) return;
    const told = closing.aborted
      ? () => giveStatisticsBack(db, claim)
      : () => failStatistics(db, claim, late.aborted ? tooLong : explain(error));
    if (!closing.aborted) log.error({ err: error }, 'statistics failed');
    await patiently(log, told).catch((fault: unknown) => log.error({ err: fault }, 'no end could be stored'));
  } finally {
    clearInterval(timer);
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) =>
      log.warn({ err: error }, 'files were left behind'),
    );
  }
}

/** Computes what there is to compute; answers the write that ends the claim. */
async function answer(
  { db }: WorkerDeps,
  claim: StatisticsClaim,
  at: { python: string; folder: string; signal: AbortSignal },
): Promise<() => Promise<boolean>> {
  const { hash, asOf, hasStrengths, tallies } = await writeVotes(db, claim.batchId, at.folder);
  if (hash === claim.inputHash) return () => keepStatistics(db, claim, asOf);
  const verdicts = await askTrainer('verdicts', at);
  const strengths = hasStrengths ? await askTrainer('strengths', at) : null;
  const result = keepFigures({ verdicts, strengths, tallies });
  return () => storeStatistics(db, claim, { inputHash: hash, asOf, result });
}

const tooLong = {
  code: 'TRAINER_FAILED',
  message: `The statistics took longer than ${limitMs / 60_000} minutes and were ended.`,
  hint: 'Try again when the worker machine has less to do.',
};

function explain(error: unknown) {
  if (error instanceof StatisticsFailed) {
    const { code, message, hint } = error;
    return { code, message, hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', message, hint: 'The worker log has the whole trace.' };
}
