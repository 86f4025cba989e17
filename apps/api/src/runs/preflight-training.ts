import { createHash } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import {
  decidingPart,
  judgeTraining,
  planTraining,
  type RunPreflight,
  type TrainingLaunch,
  type TrainingPlan,
} from '@prefloop/contract';
import {
  type DbOrTransaction,
  findSnapshotHash,
  findVersions,
  listWorkers,
  readFinishedRuns,
  readTrainingFacts,
} from '@prefloop/db';
import { checkTrackers, checkWorkers, devicesOf } from './check-workers.ts';

export type TrainingCheck = { plan: TrainingPlan; preflight: RunPreflight };

/** Spells a launch out and looks whether it can succeed. */
export async function preflightTraining(
  db: DbOrTransaction,
  project: { id: string; dataFolder: string },
  launch: TrainingLaunch,
): Promise<TrainingCheck> {
  const [base] = await findVersions(db, project.id, [launch.config.baseVersionId]);
  const plan = planTraining(launch, base?.model ?? 'model');
  const [facts, finished, workers, free] = await Promise.all([
    readTrainingFacts(db, project.id, plan),
    readFinishedRuns(db, project.id, plan.method),
    listWorkers(db),
    freeBytes(project.dataFolder),
  ]);
  const machines = devicesOf(workers);
  const judged = judgeTraining(plan, { ...facts, freeBytes: free, machines, finished });
  return {
    plan,
    preflight: {
      ...judged,
      problems: [...judged.problems, ...checkTrackers(workers, plan.config.trackers ?? [])],
      warnings: [...judged.warnings, ...checkWorkers(workers, true)],
    },
  };
}

/** Bytes free where checkpoints will lie: workers share this folder. */
async function freeBytes(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Names the experiment: the same data, models, seed and parameters have the same hash. */
export async function hashTraining(
  db: DbOrTransaction,
  projectId: string,
  plan: TrainingPlan,
): Promise<string> {
  const snapshotHash = await findSnapshotHash(db, projectId, plan.config.snapshotId);
  // Parsed by the schema, so the keys stand in its order; no canonical form is needed.
  const text = JSON.stringify(decidingPart(plan, snapshotHash ?? ''));
  return createHash('sha256').update(text).digest('hex');
}
