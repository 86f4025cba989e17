import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AppError,
  answerEvaluationRow,
  atOnce,
  judgeTraining,
  learnsFrom,
  pairEvaluationRow,
  reportAnswers,
  reportPairs,
  specOf,
  type TrainingPlan,
  trainingPlan,
  withLessMemory,
} from '@prefloop/contract';
import { readTrainingFacts } from '@prefloop/db';
import type { WorkerDeps } from '../deps.ts';
import { loadVersions } from '../models/load-versions.ts';
import { readyFolder } from '../models/ready-folder.ts';
import { freeBytes } from '../platform/free-bytes.ts';
import type { RunSession } from '../run-session.ts';
import { carryEvents } from './carry-events.ts';
import { adoptCheckpoint, attemptOf, findCheckpoint } from './find-checkpoint.ts';
import { memoryShare } from './memory-share.ts';
import { publishModel } from './publish-model.ts';
import { type Artifact, runTrainer } from './run-trainer.ts';
import type { AttemptContext, Stage, StageEnd } from './stage.ts';
import { writeSnapshot } from './write-snapshot.ts';

/** Trains a model on a snapshot and publishes it: methods differ only in what their trainer does. */
export const training: Stage = {
  findResume: findCheckpoint,

  async work(context) {
    const { deps, session } = context;
    const plan = trainingPlan.parse({ method: session.run.method, config: session.run.config });
    await checkAgain(deps, session, plan);
    const resumeFrom = await takeOver(context);
    const data = await writeSnapshot(context, plan);
    const folders = new Map<string, string>();
    for (const version of await loadVersions(deps, plan.config.versionIds)) {
      folders.set(version.id, await readyFolder(deps, version));
    }
    // Files and a conversion may have taken a while, and somebody may have changed their mind.
    if (session.signal.aborted) return { kind: 'stopped' };

    const share = shareOf(context, plan);
    const spec = specOf(share.settings, {
      runId: session.run.id,
      attempt: context.attempt,
      epoch: session.hold.epoch,
      configHash: session.run.configHash,
      outputDir: context.folder,
      resumeFrom,
      ...data,
      folderOf: (versionId) => folders.get(versionId) ?? '',
    });
    const end = share.judge(await runTrainer(context, spec, { warnings: share.warnings }));
    if (end.kind !== 'completed') return end;
    return publish(context, plan, end);
  },
};

function shareOf(context: AttemptContext, plan: TrainingPlan) {
  const less = withLessMemory(plan);
  return memoryShare(
    context,
    { settings: plan, words: atOnce(plan) },
    less && { settings: less, words: atOnce(less) },
    `Lower the maximal length${plan.method === 'ppo' ? ' or the answer length' : ''}, switch on Recompute activations, train an adapter (LoRA) instead of all weights, or give the machine more memory.`,
  );
}

/** The checks of the launch, once more: the disk may have filled up, a version may be gone. */
async function checkAgain(deps: WorkerDeps, { run }: RunSession, plan: TrainingPlan): Promise<void> {
  const refused = plan.config.trackers?.filter((name) => !deps.config.trackers.includes(name)) ?? [];
  if (refused.length > 0) {
    const message = `This worker does not allow ${refused.join(', ')}: name it in PREFLOOP_TRACKERS, or launch the run without.`;
    throw new AppError('PREFLIGHT_FAILED', { message, issues: [{ path: 'config.trackers', message }] });
  }
  const facts = await readTrainingFacts(deps.db, run.projectId, plan);
  const free = await freeBytes(deps.config.dataFolder);
  // Memory is not judged again: the launch held it against the largest machine, and a run that a smaller one takes and
  // that runs out there is tried again with half as much at once.
  const rest = { freeBytes: free, machines: [], finished: [] };
  const { problems } = judgeTraining(plan, { ...facts, ...rest });
  if (problems.length === 0) return;
  throw new AppError('PREFLIGHT_FAILED', {
    message: problems.map(({ message }) => message).join(' '),
    issues: problems.map(({ path, message }) => ({ path, message })),
  });
}

/** Takes over the checkpoint this attempt goes on from, and what was told up to it. Answers its own folder. */
async function takeOver(context: AttemptContext): Promise<string | null> {
  const { from, step } = context.resume;
  if (from === null || step === null) return null;
  // In this order: an own checkpoint says that all before it is stored.
  await carryEvents(context, attemptOf(from), step);
  return adoptCheckpoint(from, context.folder, step);
}

async function publish(
  context: AttemptContext,
  plan: TrainingPlan,
  end: { figures: Record<string, number | string>; artifacts: Artifact[]; logTail: string },
): Promise<StageEnd> {
  const reports = await readReports(context, plan, end.artifacts);
  const { version, after } = await publishModel(context, plan, end.artifacts);
  return {
    kind: 'succeeded',
    publish: version,
    progress: { figures: end.figures, secondsLeft: 0, ...reports },
    logTail: end.logTail,
    after,
  };
}

/** What the held-out rows say of the model: of pairs for the methods that learn from such, or of single answers. */
async function readReports({ folder }: AttemptContext, { method }: TrainingPlan, artifacts: Artifact[]) {
  const artifact = artifacts.find(({ name }) => name === 'evaluation');
  if (!artifact) return {};
  const lines = (await readFile(join(folder, artifact.path), 'utf8')).split('\n');
  const rows: unknown[] = lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  if (learnsFrom[method] === 'unpaired') {
    const answers = reportAnswers(rows.map((row) => answerEvaluationRow.parse(row)));
    return answers === null ? {} : { answers };
  }
  const evaluation = reportPairs(rows.map((row) => pairEvaluationRow.parse(row)));
  return evaluation === null ? {} : { evaluation };
}
