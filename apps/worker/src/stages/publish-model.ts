import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { modelNote, type TrainerManifest, type TrainingPlan } from '@prefloop/contract';
import { isPublishedAt } from '@prefloop/db';
import type { WorkerDeps } from '../deps.ts';
import { checkFolder } from '../models/check-folder.ts';
import { verifyFolder } from '../platform/verify-folder.ts';
import { dropCheckpoints } from './find-checkpoint.ts';
import type { Artifact } from './run-trainer.ts';
import type { AttemptContext, Publication } from './stage.ts';

/** Where the weights of a trained version lie, within the data folder. */
function artifactPath(versionId: string): string {
  return join('artifacts', versionId);
}

/**
 * Names the version that a claim may publish. Each claim has a name of its own, so that one that was replaced never
 * touches its heir's files, and the heir knows what those before it may have left behind.
 */
function versionIdOf(runId: string, epoch: number): string {
  const hash = createHash('sha256').update(`model version of ${runId}, epoch ${epoch}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(at === 0 ? 0 : ends[at - 1], end)).join('-');
}

/**
 * Moves the trained model to where versions lie, and says what to write of it. The files come first and the row
 * last, in the transaction that ends the run: whatever breaks off in between leaves no version. `after` clears what
 * is then of no use: the files without a row, or, once the row stands, the checkpoints.
 */
export async function publishModel(
  context: AttemptContext,
  plan: TrainingPlan,
  artifacts: Artifact[],
): Promise<{ version: Publication; after: () => Promise<void> }> {
  const { deps, session, folder } = context;
  const { run, hold } = session;
  const artifact = artifacts.find(({ name }) => name === 'model');
  if (!artifact) throw new Error('the trainer finished without a model');
  const made = join(folder, artifact.path);
  const manifest = await verifyFolder(made);
  if (manifest.kind !== 'model' || manifest.runId !== run.id || manifest.epoch !== hold.epoch)
    throw new Error(`${made} is no model of this attempt`);
  const facts = await describe(made, manifest);

  const id = versionIdOf(run.id, hold.epoch);
  const target = join(deps.config.dataFolder, artifactPath(id));
  await clearLeftovers(deps, run.id, hold.epoch);
  await mkdir(join(deps.config.dataFolder, 'artifacts'), { recursive: true });
  await rename(made, target);
  return {
    version: {
      id,
      model: { name: plan.config.modelName, description: `Trained from ${plan.method} runs.` },
      purpose: plan.method === 'reward' ? 'reward' : 'policy',
      location: { path: artifactPath(id) },
      baseVersionId: plan.config.baseVersionId,
      snapshotId: plan.config.snapshotId,
      facts,
      createdBy: run.createdBy,
    },
    after: async () => {
      if (await isPublishedAt(deps.db, run.id, artifactPath(id))) await dropCheckpoints(deps, run.id);
      else await rm(target, { recursive: true, force: true });
    },
  };
}

/** What claims before this one moved and never came to write down. */
async function clearLeftovers(deps: WorkerDeps, runId: string, epoch: number): Promise<void> {
  for (let earlier = 1; earlier <= epoch; earlier += 1) {
    const left = join(deps.config.dataFolder, artifactPath(versionIdOf(runId, earlier)));
    await rm(left, { recursive: true, force: true });
  }
}

async function describe(folder: string, manifest: TrainerManifest): Promise<Record<string, unknown>> {
  const note = modelNote.parse(JSON.parse(await readFile(join(folder, 'prefloop.json'), 'utf8')));
  const { files, step, configHash } = manifest;
  const sums = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).toSorted();
  return {
    ...(await checkFolder(folder)),
    step,
    configHash,
    files,
    /** Of the files' sums, as `sha256sum` lists them, sorted. */
    hash: createHash('sha256').update(sums.join('')).digest('hex'),
    ...(note.scoring === undefined ? {} : { scoring: note.scoring }),
  };
}
