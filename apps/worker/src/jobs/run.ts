import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@prefloop/contract';
import {
  type EndAnswer,
  endCancelledRun,
  failRun,
  giveRunBack,
  openAttempt,
  type Run,
  succeedRun,
} from '@prefloop/db';
import type { WorkerDeps } from '../deps.ts';
import { openSession, patiently, type RunSession } from '../run-session.ts';
import type { StageEnd } from '../stages/stage.ts';
import { stages } from '../stages/stages.ts';

/** A claimed run at work: `stop` asks it to end, `ended` resolves when nothing of it is left. */
export type RunAtWork = { session: RunSession; ended: Promise<void> };

/** Carries one attempt of a claimed run from claim to end. Never rejects: whatever happens is told on the run. */
export function workOn(
  deps: WorkerDeps,
  run: Run,
  slot: { workerId: string; cudaDevices: string | undefined },
): RunAtWork {
  const session = openSession(deps, run);
  const ended = attempt(deps, session, slot)
    .catch((error: unknown) => failureOf(session, error))
    .then(async (end) => {
      const answer = await patiently(session.log, () => conclude(deps, session, end));
      session.log.info({ answer }, 'the run left this worker');
      if (end.kind === 'succeeded') await clearUp(session, end);
    })
    .catch((error: unknown) => session.log.error({ err: error }, 'the end of the run could not be stored'))
    .finally(session.close);
  return { session, ended };
}

async function attempt(
  deps: WorkerDeps,
  session: RunSession,
  slot: { workerId: string; cudaDevices: string | undefined },
): Promise<StageEnd> {
  const { run, hold } = session;
  const stage = stages[run.method];
  if (!stage) {
    const message = `This worker does not know the method "${run.method}".`;
    throw new AppError('PREFLIGHT_FAILED', { message });
  }
  const resume = await stage.findResume(deps, session);
  const opened = await openAttempt(deps.db, {
    ...hold,
    workerId: slot.workerId,
    resumedFromStep: resume.step,
    folderOf: (attempt) => join(deps.config.dataFolder, 'runs', run.id, `attempt-${attempt}`),
  });
  if (!opened) session.stop('lost');
  if (!opened || session.signal.aborted) return { kind: 'stopped' };
  await mkdir(opened.folder, { recursive: true });
  return stage.work({ deps, session, ...opened, resume, cudaDevices: slot.cudaDevices });
}

/** The end is stored by now: whatever goes wrong here must not look like a failure of the run. */
async function clearUp({ log }: RunSession, { after }: Extract<StageEnd, { kind: 'succeeded' }>) {
  if (!after) return;
  await patiently(log, after).catch((error: unknown) => log.warn({ err: error }, 'files were left behind'));
}

/** What stops a run beyond its trainer: expected failures end it, anything else is worth another try. */
function failureOf(session: RunSession, error: unknown): StageEnd {
  if (error instanceof AppError) {
    const { code, message } = error;
    return {
      kind: 'failed',
      error: { code, message },
      outcome: 'failed',
      final: code !== 'ENVIRONMENT_FAILED',
    };
  }
  session.log.error({ err: error }, 'the run failed in the worker');
  const message = error instanceof Error ? error.message : String(error);
  const failure = { code: 'INTERNAL', message, hint: 'The worker log has the whole trace.' };
  return { kind: 'failed', error: failure, outcome: 'failed', final: false };
}

/** Writes the end of an attempt, unless the run belongs to somebody else by now. */
async function conclude(deps: WorkerDeps, session: RunSession, end: StageEnd): Promise<EndAnswer> {
  const { db } = deps;
  const reason = session.reason();
  if (reason === 'lost') return 'lost';
  const logTail = end.logTail === undefined ? {} : { logTail: end.logTail };
  if (reason === 'cancel') return endCancelledRun(db, session.hold, logTail);
  if (end.kind === 'succeeded') return succeedRun(db, session.hold, end);
  if (end.kind === 'stopped' || reason === 'shutdown') return giveRunBack(db, session.hold, logTail);
  return failRun(db, session.hold, end);
}
