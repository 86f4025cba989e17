import type { RunLaunch, RunPreflight, TrainingPlan } from '@prefloop/contract';
import type { DbOrTransaction, NewRun } from '@prefloop/db';
import { hashEvaluate, preflightEvaluate } from './preflight-evaluate.ts';
import { hashGenerate, preflightGenerate } from './preflight-generate.ts';
import { hashScore, preflightScore } from './preflight-score.ts';
import { hashTraining, preflightTraining } from './preflight-training.ts';

type Planned = Pick<NewRun, 'config' | 'configHash' | 'snapshotId' | 'baseVersionId' | 'progress'>;

/** What a launch finds, and, once that allows it, how the run is stored. */
export type RunPlan = {
  preflight: RunPreflight;
  run: () => Promise<Planned>;
  /** Spelled out, where the run trains. */
  training: TrainingPlan | null;
};

export async function planRun(
  db: DbOrTransaction,
  where: {
    projectId: string;
    dataFolder: string;
    /** An evaluation goes on without models that nobody came to make. */
    sparing?: boolean;
  },
  launch: RunLaunch,
): Promise<RunPlan> {
  const { projectId, dataFolder } = where;
  if (launch.method === 'generate') {
    const { config } = launch;
    const { preflight, promptIds } = await preflightGenerate(db, projectId, config);
    return {
      preflight,
      training: null,
      run: async () => ({
        config: { ...config, promptIds },
        configHash: hashGenerate(config, promptIds),
      }),
    };
  }
  if (launch.method === 'score') {
    const { config } = launch;
    const { preflight, promptIds } = await preflightScore(db, projectId, config);
    return {
      preflight,
      training: null,
      run: async () => ({ config: { ...config, promptIds }, configHash: hashScore(config, promptIds) }),
    };
  }
  if (launch.method === 'evaluate') {
    const { plan, preflight } = await preflightEvaluate(db, projectId, launch.config);
    const optionalVersionIds = where.sparing ? launch.config.versionIds : [];
    return {
      preflight,
      training: null,
      run: async () => ({
        config: { ...plan, optionalVersionIds },
        configHash: hashEvaluate(plan),
        snapshotId: plan.snapshotId ?? undefined,
      }),
    };
  }
  const { plan, preflight } = await preflightTraining(db, { id: projectId, dataFolder }, launch);
  return {
    preflight,
    training: plan,
    run: async () => ({
      config: plan.config,
      configHash: await hashTraining(db, projectId, plan),
      snapshotId: plan.config.snapshotId,
      baseVersionId: plan.config.baseVersionId,
      // Beside the config: what was thought of a run before is no part of what it is.
      ...(preflight.estimate === null ? {} : { progress: { estimate: preflight.estimate } }),
    }),
  };
}
