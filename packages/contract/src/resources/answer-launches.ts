import { z } from 'zod';
import { runDevice, runName } from './run-common.ts';

const labels = z.array(z.string().min(1).max(300)).max(100);
const seed = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

/** Which prompts a run asks. Chosen once, at launch: what is imported later is not in it. */
export const promptChoice = z
  .strictObject({
    search: z.string().max(500).optional(),
    taskTypes: labels.optional(),
    languages: labels.optional(),
    tags: labels.optional(),
    sources: labels.optional(),
    heldOut: z.boolean().optional(),
    ids: z.array(z.uuid()).min(1).max(10_000).optional(),
    /** A random choice of this many, the same for the same seed. */
    limit: z.int().min(1).max(10_000).optional(),
    seed: seed.default(0),
  })
  .meta({ id: 'PromptChoice' });
export type PromptChoice = z.infer<typeof promptChoice>;

export const generateConfig = z
  .strictObject({
    versionIds: z.array(z.uuid()).min(1).max(8),
    prompts: promptChoice,
    samplesPerPrompt: z.int().min(1).max(16).default(2),
    /** 0 is greedy: every sample of a prompt is then the same. */
    temperature: z.number().min(0).max(5).default(0.8),
    topP: z.number().gt(0).max(1).default(0.95),
    /** 0 switches it off. */
    topK: z.int().min(0).max(100_000).default(0),
    maxNewTokens: z.int().min(1).max(32_768).default(200),
    /** Longer prompts are reported and left out, never cut. */
    maxPromptTokens: z.int().min(1).max(131_072).default(1024),
    seed: seed.default(0),
    /** Stands before prompts that have no system message of their own. */
    systemPrompt: z.string().min(1).max(20_000).nullable().default(null),
    /** Tokens in one batch of a local model, prompts and room for the answers together. */
    tokenBudget: z.int().min(16).max(1_000_000).default(8192),
    /** Requests at a time to an endpoint. */
    concurrency: z.int().min(1).max(64).default(4),
    device: runDevice.default({ kind: 'auto', precision: 'auto', threads: null }),
  })
  .refine(({ versionIds }) => new Set(versionIds).size === versionIds.length, {
    path: ['versionIds'],
    message: 'names a version twice',
  })
  .meta({ id: 'GenerateConfig' });
export type GenerateConfig = z.infer<typeof generateConfig>;

export const generateLaunch = z.strictObject({
  method: z.literal('generate'),
  name: runName.optional(),
  config: generateConfig,
});

/** Reward models score the responses to these prompts; those that they scored before are left out. */
export const scoreConfig = z
  .strictObject({
    versionIds: z.array(z.uuid()).min(1).max(8),
    prompts: promptChoice,
    /** Responses scored at once. */
    batchSize: z.int().min(1).max(512).default(16),
    device: runDevice.default({ kind: 'auto', precision: 'auto', threads: null }),
  })
  .refine(({ versionIds }) => new Set(versionIds).size === versionIds.length, {
    path: ['versionIds'],
    message: 'names a version twice',
  })
  .meta({ id: 'ScoreConfig' });
export type ScoreConfig = z.infer<typeof scoreConfig>;

export const scoreLaunch = z.strictObject({
  method: z.literal('score'),
  name: runName.optional(),
  config: scoreConfig,
});

const evaluateFields = z.strictObject({
  /** What the others are compared with. */
  baselineVersionId: z.uuid(),
  versionIds: z.array(z.uuid()).min(1).max(16),
  rewardVersionId: z.uuid(),
  /** Only prompts that this snapshot keeps for evaluation; null: any. */
  snapshotId: z.uuid().nullable().default(null),
  prompts: promptChoice.prefault({}),
  samplesPerPrompt: z.int().min(1).max(16).default(1),
  temperature: z.number().min(0).max(5).default(0.7),
  topP: z.number().gt(0).max(1).default(1),
  maxNewTokens: z.int().min(1).max(32_768).default(128),
  maxPromptTokens: z.int().min(1).max(131_072).default(1024),
  seed: seed.default(0),
  tokenBudget: z.int().min(16).max(1_000_000).default(8192),
  /** Responses scored at once. */
  batchSize: z.int().min(1).max(512).default(16),
  device: runDevice.default({ kind: 'auto', precision: 'auto', threads: null }),
});

/**
 * Models answer the same prompts, a reward model scores the answers, and each model is told by how often it was scored
 * above the baseline.
 */
export const evaluateConfig = evaluateFields
  .refine(({ versionIds }) => new Set(versionIds).size === versionIds.length, {
    path: ['versionIds'],
    message: 'names a version twice',
  })
  .refine(({ versionIds, baselineVersionId }) => !versionIds.includes(baselineVersionId), {
    path: ['versionIds'],
    message: 'names the baseline, which answers in any case',
  })
  .meta({ id: 'EvaluateConfig' });
export type EvaluateConfig = z.infer<typeof evaluateConfig>;

export const evaluateLaunch = z.strictObject({
  method: z.literal('evaluate'),
  name: runName.optional(),
  config: evaluateConfig,
});

/** An evaluation as it is stored. */
export const evaluatePlan = evaluateFields.extend({
  promptIds: z.array(z.uuid()),
  /** Every version that it needs: the baseline, those to compare, and the reward model. */
  versionIds: z.array(z.uuid()),
  /** Versions that it does without, should nobody come to make them. */
  optionalVersionIds: z.array(z.uuid()).default([]),
});
export type EvaluatePlan = z.infer<typeof evaluatePlan>;
