import { z } from 'zod';
import { trackerName } from './trackers.ts';

const path = z.string().regex(/^\//, 'must be an absolute path');
const count = z.int().min(1);

const device = z.strictObject({
  kind: z.enum(['auto', 'cpu', 'cuda']),
  precision: z.enum(['auto', 'fp32', 'bf16']),
  threads: count.nullable(),
});

const common = {
  version: z.literal(1),
  runId: z.string().min(1),
  attempt: count,
  /** The run's fencing number; every event carries it. */
  epoch: z.int().min(0),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  /** The attempt's own folder: events, checkpoints and results go there. */
  outputDir: path,
  device,
  /** A checkpoint folder of an earlier attempt; for `generate` the earlier attempt's folder. */
  resumeFrom: path.nullable(),
  /** Covers what decides the result (method, data, parameters), not how it is executed. */
  configHash: z.string().min(1),
};

const lora = z.strictObject({
  rank: count,
  alpha: z.number().positive(),
  dropout: z.number().min(0).max(0.9),
});

/** What one optimiser needs to know, and how much of the run is kept. */
const optimisation = {
  /** Rows per step, over all processes. */
  batchSize: count,
  /** Rows in memory at once per process; divides `batchSize`. Changes memory and speed, not the result. */
  microBatch: count,
  learningRate: z.number().positive(),
  schedule: z.enum(['constant', 'linear', 'cosine']),
  warmupRatio: z.number().min(0).lt(1),
  weightDecay: z.number().min(0),
  maxGradNorm: z.number().positive(),
  /** Tokens of prompt and answer together; longer rows are left out and counted. */
  maxLength: z.int().min(8),
  gradientCheckpointing: z.boolean(),
  /** null: all weights are trained. */
  lora: lora.nullable(),
  evalSteps: count,
  saveSteps: count,
};

const training = {
  ...optimisation,
  epochs: z.number().positive(),
  /** Ends the run earlier, whatever `epochs` says. */
  maxSteps: count.nullable(),
  loggingSteps: count,
};

const model = z.strictObject({ path });

const trained = {
  ...common,
  model,
  dataset: z.strictObject({ train: path, eval: path.nullable() }),
  /** Fixed prompts answered at each evaluation. */
  samples: z.strictObject({ prompts: path, maxNewTokens: count, temperature: z.number().min(0) }).nullable(),
  /** Where its figures go besides; left out: nowhere. */
  trackers: z.array(trackerName).optional(),
};

const wholeMicroBatches = {
  path: ['params', 'microBatch'],
  message: 'must divide batchSize',
};

/** The library takes label smoothing with every loss and ignores it in all but one. */
const smoothingIsUsed = {
  path: ['params', 'labelSmoothing'],
  message: "only the loss 'robust' uses it",
};

function dividesBatch(spec: { params: { batchSize: number; microBatch: number } }): boolean {
  return spec.params.batchSize % spec.params.microBatch === 0;
}

export const generateSpec = z.strictObject({
  ...common,
  method: z.literal('generate'),
  models: z.array(z.strictObject({ versionId: z.string().min(1), path })).min(1),
  prompts: path,
  params: z.strictObject({
    samplesPerPrompt: count,
    /** 0 is greedy. */
    temperature: z.number().min(0),
    topP: z.number().gt(0).max(1),
    /** 0 switches it off. */
    topK: z.int().min(0),
    maxNewTokens: count,
    /** Longer prompts are reported and left out, never cut. */
    maxPromptTokens: count,
    /** Tokens in one batch, prompt and room for the answer together. */
    tokenBudget: count,
  }),
});

export const scoreSpec = z.strictObject({
  ...common,
  method: z.literal('score'),
  /** Reward models. */
  models: z.array(z.strictObject({ versionId: z.string().min(1), path })).min(1),
  /** Responses to score, one `answerRow` a line. */
  answers: path,
  params: z.strictObject({
    /** Responses in one forward pass. */
    batchSize: count,
  }),
});

export const sftSpec = z
  .strictObject({
    ...trained,
    method: z.literal('sft'),
    params: z.strictObject({
      ...training,
      /** Held-out rows answered greedily before and after to count exact matches; 0 switches it off. */
      exactMatchRows: z.int().min(0),
      exactMatchTokens: count,
    }),
  })
  .refine(dividesBatch, wholeMicroBatches);

export const rewardSpec = z
  .strictObject({
    ...trained,
    method: z.literal('reward'),
    params: z.strictObject({
      ...training,
      /** Subtract each pair's `margin` inside the loss. */
      useMargin: z.boolean(),
      /** Count each pair by its `weight`. */
      useWeights: z.boolean(),
      /** Pulls scores towards a mean of 0; 0 switches it off. */
      centerCoefficient: z.number().min(0),
    }),
  })
  .refine(dividesBatch, wholeMicroBatches);

export const dpoSpec = z
  .strictObject({
    ...trained,
    method: z.literal('dpo'),
    /** What the policy is held to; null: the model it starts from. */
    reference: model.nullable(),
    params: z.strictObject({
      ...training,
      beta: z.number().positive(),
      loss: z.enum(['sigmoid', 'ipo', 'hinge', 'robust']),
      /** The share of flipped labels that `robust` assumes; 0 for every other loss. */
      labelSmoothing: z.number().min(0).lt(0.5),
      useWeights: z.boolean(),
    }),
  })
  .refine(dividesBatch, wholeMicroBatches)
  .refine(({ params }) => params.loss === 'robust' || params.labelSmoothing === 0, smoothingIsUsed);

export const ktoSpec = z
  .strictObject({
    ...trained,
    method: z.literal('kto'),
    /** What the policy is held to; null: the model it starts from. */
    reference: model.nullable(),
    /** `dataset` holds single answers, good ones and bad ones. */
    params: z.strictObject({
      ...training,
      beta: z.number().positive(),
      /** `apo_zero_unpaired` measures each answer against the reference alone, not against the batch's KL. */
      loss: z.enum(['kto', 'apo_zero_unpaired']),
      /** A good answer's weight over a bad one's; null: both sides weigh alike, whatever their numbers. */
      desirableWeight: z.number().positive().nullable(),
    }),
  })
  .refine(dividesBatch, wholeMicroBatches);

export const orpoSpec = z
  .strictObject({
    ...trained,
    method: z.literal('orpo'),
    params: z.strictObject({
      ...training,
      /** What the odds ratio counts beside the likelihood of the chosen answers. */
      beta: z.number().positive(),
      useWeights: z.boolean(),
    }),
  })
  .refine(dividesBatch, wholeMicroBatches);

export const simpoSpec = z
  .strictObject({
    ...trained,
    method: z.literal('simpo'),
    params: z.strictObject({
      ...training,
      /** Scales an answer's mean log-probability to its reward. */
      beta: z.number().positive(),
      /** How far the chosen answer's reward is to lie above the other's. */
      gamma: z.number().min(0),
      useWeights: z.boolean(),
    }),
  })
  .refine(dividesBatch, wholeMicroBatches);

/** What the stages that measure an answer against others to the same prompt have in common. */
const grouped = {
  ...optimisation,
  /** Each asks a batch of prompts, scores the answers and learns from them once; progress counts these. */
  steps: count,
  /** Answers to each prompt; divides `batchSize`, which counts answers. */
  groupSize: z.int().min(2),
  /** Answers sampled at once per process. Changes memory and speed, not the result. */
  sampleBatch: count,
  maxNewTokens: count,
  temperature: z.number().positive(),
  /** The score of an answer that was cut off, in standard deviations from the reward model's mean. */
  missingEosPenalty: z.number(),
};

/** What a nat of KL to the reference costs: in the loss (grpo), or in standard deviations of scores (rloo). */
const klCost = z.number().min(0);

/** What a guard against over-optimisation acts on; each limit is looked at with every evaluation. */
export const guardRule = z.strictObject({
  /** `stop` ends the run and publishes the model of the best gold. */
  action: z.enum(['alert', 'stop']),
  /** Share of the gold's best gain that may be lost. */
  drop: z.number().gt(0).max(1),
  /** Evaluations in a row past a limit before it acts. */
  patience: count,
  /** Nats an answer; null: no limit. */
  klAbove: z.number().positive().nullable(),
  /** Times the answers' length at the start; null: no limit. */
  lengthGrowthAbove: z.number().gt(1).nullable(),
  /** Share of an answer's four-token runs that stood in it before; null: no limit. */
  repetitionAbove: z.number().gt(0).lt(1).nullable(),
});

/** How a policy is scored that learns from its own answers. */
const scored = {
  /** A model that `reward` published. */
  rewardModel: model,
  /** Left out: nobody watches. The gold is a reward model that is never learnt from. */
  guard: z.strictObject({ goldModel: model, ...guardRule.shape }).optional(),
};

const scoredByModel = {
  ...scored,
  /** What the policy is held to; null: the model it starts from. */
  reference: model.nullable(),
};

const roomForPrompt = {
  path: ['params', 'maxNewTokens'],
  message: 'must leave room for a prompt within maxLength',
};
function leavesRoom({ params }: { params: { maxNewTokens: number; maxLength: number } }): boolean {
  return params.maxNewTokens < params.maxLength;
}

const noDropout = {
  path: ['params', 'lora', 'dropout'],
  message: 'must be 0: with noise in the policy, its ratio to itself is not 1',
};
function hasNoDropout({ params }: { params: { lora: { dropout: number } | null } }): boolean {
  return !params.lora?.dropout;
}

export const ppoSpec = z
  .strictObject({
    ...trained,
    method: z.literal('ppo'),
    /** The reward model's tokens are the policy's: the critic starts as a copy of it. */
    ...scoredByModel,
    /** `dataset` holds prompts, or rows whose prompts are asked; `batchSize` counts answers. */
    params: z.strictObject({
      ...optimisation,
      /** Each asks a batch of prompts, scores the answers and learns from them; progress counts these. */
      steps: count,
      /** Passes over a step's answers. */
      ppoEpochs: count,
      /** Optimiser updates per pass; the rows of each are a multiple of `microBatch`. */
      minibatches: count,
      /** Answers sampled at once per process. Changes memory and speed, not the result. */
      sampleBatch: count,
      maxNewTokens: count,
      temperature: z.number().positive(),
      criticLearningRate: z.number().positive(),
      /** First steps in which the critic learns alone. */
      criticWarmupSteps: z.int().min(0),
      /** What a nat of KL costs, in standard deviations of the reward model's scores. */
      klCoefficient: z.number().min(0),
      /** Nats per answer that the coefficient is adapted towards; null keeps it fixed. */
      klTarget: z.number().positive().nullable(),
      /** Answers over which the coefficient may adapt; only used with a target. */
      klHorizon: count,
      gamma: z.number().gt(0).max(1),
      lambda: z.number().min(0).max(1),
      clipRange: z.number().gt(0).lt(1),
      valueClipRange: z.number().positive(),
      /** The approximate KL of one update at which the policy's updates of this step end; null: never. */
      maxKl: z.number().positive().nullable(),
      /** The score of an answer that was cut off, in standard deviations from the reward model's mean. */
      missingEosPenalty: z.number(),
    }),
  })
  .refine(({ params }) => params.batchSize % params.minibatches === 0, {
    path: ['params', 'minibatches'],
    message: 'must divide batchSize',
  })
  .refine(({ params }) => (params.batchSize / params.minibatches) % params.microBatch === 0, {
    path: ['params', 'microBatch'],
    message: 'must divide batchSize / minibatches',
  })
  .refine(leavesRoom, roomForPrompt)
  .refine(({ params }) => params.criticWarmupSteps < params.steps, {
    path: ['params', 'criticWarmupSteps'],
    message: 'must be less than steps',
  })
  .refine(hasNoDropout, noDropout);

type Grouped = {
  params: {
    batchSize: number;
    microBatch: number;
    groupSize: number;
    maxNewTokens: number;
    maxLength: number;
    lora: { dropout: number } | null;
  };
};

/** What holds over several parameters at once of every method that asks in groups. */
function asksInGroups<Spec extends z.ZodType<Grouped>>(spec: Spec): Spec {
  return spec
    .refine(dividesBatch, wholeMicroBatches)
    .refine(({ params }) => params.batchSize % params.groupSize === 0, {
      path: ['params', 'groupSize'],
      message: 'must divide batchSize',
    })
    .refine(leavesRoom, roomForPrompt)
    .refine(hasNoDropout, noDropout);
}

export const grpoSpec = asksInGroups(
  z.strictObject({
    ...trained,
    method: z.literal('grpo'),
    ...scoredByModel,
    params: z.strictObject({
      ...grouped,
      beta: klCost,
      /** How tokens are averaged: over the batch, within each answer first, or by the maximal length. */
      loss: z.enum(['dapo', 'grpo', 'dr_grpo']),
      /** What an answer's advantage is divided by: its group's deviation, the batch's, or nothing. */
      scaleRewards: z.enum(['group', 'batch', 'none']),
    }),
  }),
);

export const rlooSpec = asksInGroups(
  z.strictObject({
    ...trained,
    method: z.literal('rloo'),
    ...scoredByModel,
    params: z.strictObject({ ...grouped, beta: klCost }),
  }),
);

/** Learns from the best of several answers to each prompt. */
export const expertIterationSpec = asksInGroups(
  z.strictObject({
    ...trained,
    method: z.literal('expert_iteration'),
    ...scored,
    params: z.strictObject(grouped),
  }),
);

/** Learns from the best against the worst of several answers to each prompt. */
export const onlineDpoSpec = asksInGroups(
  z.strictObject({
    ...trained,
    method: z.literal('online_dpo'),
    ...scoredByModel,
    params: z.strictObject({ ...grouped, beta: z.number().positive() }),
  }),
);

/** What one attempt of a run is told, as `spec.json`; `python -m trainer spec.json` does it. */
export const runSpec = z.discriminatedUnion('method', [
  generateSpec,
  scoreSpec,
  sftSpec,
  rewardSpec,
  dpoSpec,
  ktoSpec,
  orpoSpec,
  simpoSpec,
  ppoSpec,
  grpoSpec,
  rlooSpec,
  expertIterationSpec,
  onlineDpoSpec,
]);

export type RunSpec = z.infer<typeof runSpec>;
export type RunSpecInput = z.input<typeof runSpec>;
export type GenerateSpec = z.infer<typeof generateSpec>;
export type ScoreSpec = z.infer<typeof scoreSpec>;
export type SftSpec = z.infer<typeof sftSpec>;
export type RewardSpec = z.infer<typeof rewardSpec>;
export type DpoSpec = z.infer<typeof dpoSpec>;
export type KtoSpec = z.infer<typeof ktoSpec>;
export type OrpoSpec = z.infer<typeof orpoSpec>;
export type SimpoSpec = z.infer<typeof simpoSpec>;
export type PpoSpec = z.infer<typeof ppoSpec>;
export type GrpoSpec = z.infer<typeof grpoSpec>;
export type RlooSpec = z.infer<typeof rlooSpec>;
export type ExpertIterationSpec = z.infer<typeof expertIterationSpec>;
export type OnlineDpoSpec = z.infer<typeof onlineDpoSpec>;
