import type { RunSpecInput } from '../trainer/run-spec.ts';
import { type GuardConfig, type TrainingLaunch, type TrainingPlan, trainingPlan } from './launch.ts';
import { presetConfig } from './presets.ts';

/** What a run starts from, is held to, is scored by, and is watched by. */
export type NamedVersions = {
  baseVersionId: string;
  referenceVersionId?: string | null;
  rewardVersionId?: string;
  guard?: { goldVersionId: string } | null;
};

/** Every version a launch names, each once: the run waits for all of them. */
export function versionsOf(named: NamedVersions): string[] {
  const { baseVersionId, referenceVersionId, rewardVersionId, guard } = named;
  const ids = [baseVersionId, referenceVersionId, rewardVersionId, guard?.goldVersionId];
  return [...new Set(ids.filter((id) => id !== null && id !== undefined))];
}

/** Spells a launch out: the preset's parameters under those that were given, a name for the model. */
export function planTraining({ method, config }: TrainingLaunch, baseName: string): TrainingPlan {
  const given = Object.fromEntries(Object.entries(config.params).filter(([, value]) => value !== undefined));
  const plan = {
    method,
    config: {
      ...config,
      params: { ...presetConfig(method, config.preset), ...given },
      versionIds: versionsOf(config),
      modelName: config.modelName ?? `${baseName} ${method}`.slice(0, 100),
    },
  };
  return trainingPlan.parse(plan);
}

/** Where an attempt finds its data and models, and who it is. */
export type TrainingPlaces = {
  runId: string;
  attempt: number;
  epoch: number;
  configHash: string;
  outputDir: string;
  resumeFrom: string | null;
  train: string;
  eval: string | null;
  samples: string | null;
  /** The folder of a version. */
  folderOf: (versionId: string) => string;
};

/** The spec of one attempt. It is checked by `runSpec`, whose rules hold over several parameters at once. */
export function specOf({ method, config }: TrainingPlan, places: TrainingPlaces): RunSpecInput {
  const { folderOf, train, samples, eval: held, ...who } = places;
  const ref = (versionId: string) => ({ path: folderOf(versionId) });
  const common = {
    version: 1 as const,
    ...who,
    seed: config.seed,
    device: config.device,
    model: ref(config.baseVersionId),
    dataset: { train, eval: held },
    samples:
      samples === null
        ? null
        : {
            prompts: samples,
            maxNewTokens: config.samples.maxNewTokens,
            temperature: config.samples.temperature,
          },
    ...(config.trackers?.length ? { trackers: [...new Set(config.trackers)] } : {}),
  };
  switch (method) {
    case 'sft':
      return { ...common, method, params: config.params };
    // It answers nothing, so there is nothing to sample.
    case 'reward':
      return { ...common, method, params: config.params, samples: null };
    case 'dpo':
      return { ...common, method, params: config.params, reference: referenceOf(config, ref) };
    case 'kto':
      return { ...common, method, params: config.params, reference: referenceOf(config, ref) };
    case 'orpo':
      return { ...common, method, params: config.params };
    case 'simpo':
      return { ...common, method, params: config.params };
    case 'ppo':
      return { ...common, method, params: config.params, ...scoredBy(config, ref) };
    case 'grpo':
      return { ...common, method, params: config.params, ...scoredBy(config, ref) };
    case 'rloo':
      return { ...common, method, params: config.params, ...scoredBy(config, ref) };
    case 'online_dpo':
      return { ...common, method, params: config.params, ...scoredBy(config, ref) };
    case 'expert_iteration':
      return { ...common, method, params: config.params, ...watched(config, ref) };
  }
}

type Scored = { rewardVersionId: string; guard: GuardConfig | null };

function scoredBy(
  config: Scored & { referenceVersionId: string | null },
  ref: (versionId: string) => { path: string },
) {
  return { reference: referenceOf(config, ref), ...watched(config, ref) };
}

function watched({ rewardVersionId, guard }: Scored, ref: (versionId: string) => { path: string }) {
  const rewardModel = ref(rewardVersionId);
  if (guard === null) return { rewardModel };
  const { goldVersionId, ...rule } = guard;
  return { rewardModel, guard: { goldModel: ref(goldVersionId), ...rule } };
}

function referenceOf(
  { referenceVersionId }: { referenceVersionId: string | null },
  ref: (versionId: string) => { path: string },
): { path: string } | null {
  return referenceVersionId === null ? null : ref(referenceVersionId);
}

/** Optimiser steps that `rows` rows make. */
export function stepsOf({ config }: TrainingPlan, rows: number): number {
  if ('steps' in config.params) return config.params.steps;
  const { epochs, batchSize, maxSteps } = config.params;
  const all = Math.ceil(epochs * Math.ceil(rows / batchSize));
  return maxSteps === null ? all : Math.min(all, maxSteps);
}

/**
 * Bytes of one checkpoint. Of all weights it holds the weights and two moments in fp32; PPO has a critic beside its
 * policy.
 */
export function checkpointBytes({ method, config }: TrainingPlan, parameters: number): number {
  const models = method === 'ppo' ? 2 : 1;
  const weights = config.params.lora === null ? parameters : parameters / 24;
  // A guard that may stop the run keeps the weights of the best look in every checkpoint too.
  const kept = 'guard' in config && config.guard?.action === 'stop' ? 4 * weights : 0;
  return 12 * weights * models + kept;
}

/** Bytes that the run needs on the disk at once: two checkpoints kept, one being written, and the model. */
export function diskNeed(plan: TrainingPlan, parameters: number): number {
  return Math.ceil(3 * checkpointBytes(plan, parameters) + 4 * parameters);
}

/** Parameters that change how a run is executed and not what comes of it. */
const executionKeys = new Set(['microBatch', 'sampleBatch', 'gradientCheckpointing']);

/** What decides a run's result, for its hash; a snapshot is named by what is in it. */
export function decidingPart(
  { method, config }: TrainingPlan,
  snapshotHash: string,
): Record<string, unknown> {
  const { baseVersionId, referenceVersionId, rewardVersionId }: NamedVersions = config;
  const guard = 'guard' in config ? config.guard : null;
  const params = Object.fromEntries(
    Object.entries(config.params).filter(([name]) => !executionKeys.has(name)),
  );
  return {
    method,
    snapshotHash,
    baseVersionId,
    referenceVersionId: referenceVersionId ?? null,
    rewardVersionId: rewardVersionId ?? null,
    seed: config.seed,
    params,
    ...(guard === null ? {} : { guard }),
  };
}
