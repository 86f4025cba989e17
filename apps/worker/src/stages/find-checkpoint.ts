import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listAttemptFolders } from '@prefloop/db';
import type { Logger } from 'pino';
import type { WorkerDeps } from '../deps.ts';
import { verifyFolder } from '../platform/verify-folder.ts';
import type { RunSession } from '../run-session.ts';
import type { Resume } from './stage.ts';

const checkpointsFolder = 'checkpoints';

/**
 * The newest whole checkpoint of the run. The folders are looked at, not the table: a worker that was killed may
 * not have come to store what its trainer had saved.
 */
export async function findCheckpoint(deps: WorkerDeps, { run, log }: RunSession): Promise<Resume> {
  return newestWhole(await listAttemptFolders(deps.db, run.id), run, log);
}

/** The newest whole checkpoint in the folders of a run's attempts, which are given newest first. */
export async function newestWhole(
  attempts: string[],
  run: { id: string; configHash: string },
  log: Pick<Logger, 'warn'>,
): Promise<Resume> {
  const found: { folder: string; step: number }[] = [];
  for (const attempt of attempts) {
    const names = await readdir(join(attempt, checkpointsFolder)).catch(() => []);
    for (const name of names) {
      const step = /^checkpoint-(\d+)$/.exec(name)?.[1];
      if (step !== undefined)
        found.push({ folder: join(attempt, checkpointsFolder, name), step: Number(step) });
    }
  }
  // Of one step the newest attempt's comes first: the sort keeps the order of the attempts.
  for (const { folder, step } of found.toSorted((a, b) => b.step - a.step)) {
    try {
      const manifest = await verifyFolder(folder);
      if (manifest.runId !== run.id || manifest.configHash !== run.configHash)
        throw new Error(`${folder} belongs to another run or configuration`);
      if (manifest.kind !== 'checkpoint' || manifest.step !== step)
        throw new Error(`${folder} holds a ${manifest.kind} of step ${manifest.step}`);
      return { from: folder, step };
    } catch (error) {
      log.warn({ err: error, folder }, 'a checkpoint was passed over');
    }
  }
  return { from: null, step: null };
}

/** The folder of the attempt that made a checkpoint. */
export function attemptOf(checkpoint: string): string {
  return dirname(dirname(checkpoint));
}

/**
 * Brings a checkpoint into the attempt's own folder, by links to the same files. The trainer of a worker that only
 * slept still clears up in the folder it came from.
 */
export async function adoptCheckpoint(checkpoint: string, folder: string, step: number): Promise<string> {
  const own = join(folder, checkpointsFolder, `checkpoint-${step}`);
  await rm(own, { recursive: true, force: true });
  await linkFolder(checkpoint, own);
  return own;
}

async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkFolder(source, target);
    else await link(source, target);
  }
}

/** Clears the checkpoints of a run that needs none any more. */
export async function dropCheckpoints(deps: WorkerDeps, runId: string): Promise<void> {
  for (const attempt of await listAttemptFolders(deps.db, runId)) {
    await rm(join(attempt, checkpointsFolder), { recursive: true, force: true });
  }
}
