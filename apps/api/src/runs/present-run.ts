import {
  type RunDetail,
  type RunItem,
  runEstimate,
  runProgress,
  type WorkerEnvironment,
  workerEnvironment,
} from '@prefloop/contract';
import type { RunDetailRow, RunRow, WorkerRow } from '@prefloop/db';

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

function describeEnvironment(environment: WorkerEnvironment): string {
  switch (environment.state) {
    case 'preparing':
      return `The Python environment is being prepared: ${environment.message} (step ${environment.done + 1} of ${environment.total}).`;
    case 'waiting':
      return `The Python environment is being prepared. ${environment.message}`;
    case 'failed':
      return `The Python environment could not be prepared: ${environment.message} ${environment.hint}`;
    default:
      return 'The Python environment is being prepared.';
  }
}

function dependencyWords(runs: string[] | null): string {
  if (runs === null) return 'A model version it uses is still being prepared.';
  const names = new Intl.ListFormat('en').format(runs.map((name) => `"${name}"`));
  return `It begins once ${names} ${runs.length === 1 ? 'has' : 'have'} made the model that it needs.`;
}

/** What a run that has not begun waits for. Null: its turn comes any moment, or it has begun. */
function waitingOf(run: RunRow, workers: WorkerRow[]): RunItem['waiting'] {
  if (run.status !== 'queued' && run.status !== 'waiting') return null;
  if (workers.length === 0) {
    return {
      for: 'worker',
      message: 'No worker is running. Start one, and the run begins by itself.',
    };
  }
  if (run.later) {
    return { for: 'retry', message: 'The last attempt failed. The next one follows after a short pause.' };
  }
  switch (run.reason) {
    case 'environment': {
      const environments = workers.map(({ environment }) => workerEnvironment.safeParse(environment).data);
      const known = environments.find((environment) => environment !== undefined);
      return { for: 'environment', message: describeEnvironment(known ?? { state: 'unknown' }) };
    }
    case 'dependency':
      return { for: 'dependency', message: dependencyWords(run.awaited) };
    case 'slot':
      return { for: 'slot', message: 'Other runs hold every slot. It begins when one of them ends.' };
    default:
      return null;
  }
}

/** How far it is, without what was estimated of it before: that stands once, on the run's own page. */
function progressOf({ progress: { estimate: _, ...progress } }: RunRow): RunItem['progress'] {
  return runProgress.parse(progress);
}

/** What it took; its disk is what checkpoints and the model took at once, as the estimate counts it. */
function tookOf({ took, progress }: RunDetailRow): RunDetail['took'] {
  const { checkpointBytes, ...rest } = took;
  const told = runEstimate.safeParse(progress.estimate).data;
  const disk = checkpointBytes === null || !told ? null : 3 * checkpointBytes + 4 * told.parameters;
  return { ...rest, diskBytes: disk };
}

export function presentRun(run: RunRow, workers: WorkerRow[]): RunItem {
  return {
    id: run.id,
    number: run.number,
    name: run.name,
    method: run.method,
    status: run.status,
    waiting: waitingOf(run, workers),
    priority: run.priority,
    pipeline:
      run.pipelineId === null || run.pipeline === null
        ? null
        : { id: run.pipelineId, name: run.pipeline, step: run.step ?? '' },
    line: run.place === null || run.lineLength === null ? null : { place: run.place, length: run.lineLength },
    progress: progressOf(run),
    error: run.error,
    cancelRequested: run.cancelRequestedAt !== null,
    attempts: run.attempts,
    maxAttempts: run.maxAttempts,
    createdBy: run.createdBy,
    createdAt: run.createdAt.toISOString(),
    queuedAt: iso(run.queuedAt),
    startedAt: iso(run.startedAt),
    finishedAt: iso(run.finishedAt),
  };
}

export function presentRunDetail(run: RunDetailRow, workers: WorkerRow[]): RunDetail {
  const { attempt } = run;
  return {
    ...presentRun(run, workers),
    config: run.config,
    configHash: run.configHash,
    snapshotId: run.snapshotId,
    versions: run.versions,
    published: run.published,
    promptCount: run.promptCount,
    responses: run.responses,
    attempt: attempt && {
      number: attempt.number,
      epoch: attempt.epoch,
      device: attempt.device,
      resumedFromStep: attempt.resumedFromStep,
      outcome: attempt.outcome,
      startedAt: new Date(attempt.startedAt).toISOString(),
      endedAt: attempt.endedAt === null ? null : new Date(attempt.endedAt).toISOString(),
    },
    logTail: attempt?.logTail ?? '',
    estimate: runEstimate.safeParse(run.progress.estimate).data ?? null,
    took: tookOf(run),
  };
}
