import type {
  DpoSpec,
  ExpertIterationSpec,
  GrpoSpec,
  KtoSpec,
  OnlineDpoSpec,
  OrpoSpec,
  PpoSpec,
  RewardSpec,
  RlooSpec,
  SftSpec,
  SimpoSpec,
} from '../trainer/run-spec.ts';
import type { TrainingMethod } from './methods.ts';

/** `try`: minutes on two cores. `lora`: an adapter, the least memory. `full`: all weights. */
export const trainingPresets = ['try', 'lora', 'full'] as const;
export type TrainingPreset = (typeof trainingPresets)[number];

export type TrainingParams = {
  sft: SftSpec['params'];
  reward: RewardSpec['params'];
  dpo: DpoSpec['params'];
  kto: KtoSpec['params'];
  orpo: OrpoSpec['params'];
  simpo: SimpoSpec['params'];
  ppo: PpoSpec['params'];
  grpo: GrpoSpec['params'];
  rloo: RlooSpec['params'];
  expert_iteration: ExpertIterationSpec['params'];
  online_dpo: OnlineDpoSpec['params'];
};

const adapter = { rank: 16, alpha: 32, dropout: 0 };

/**
 * Sized for a model of about 135 million weights on two cores, where a step of 1,000 tokens takes 3 to 7 s.
 * An adapter wants a learning rate several times that of all weights.
 */
const shared = {
  schedule: 'linear' as const,
  warmupRatio: 0.1,
  weightDecay: 0,
  maxGradNorm: 1,
  gradientCheckpointing: false,
};
const length = { try: 256, lora: 512, full: 512 };
/** A save of all weights with their optimiser is twelve bytes a weight, so it comes less often. */
const every = { try: 3, lora: 25, full: 50 };

function trained(preset: TrainingPreset, rates: { lora: number; full: number }) {
  return {
    ...shared,
    batchSize: 8,
    microBatch: 4,
    learningRate: preset === 'full' ? rates.full : rates.lora,
    maxLength: length[preset],
    lora: preset === 'full' ? null : adapter,
    evalSteps: every[preset],
    saveSteps: every[preset],
    // Trying ends after so many steps, however few the rows are: each chart then has its ten points.
    epochs: preset === 'try' ? 30 : 1,
    maxSteps: preset === 'try' ? 30 : null,
    loggingSteps: 1,
  };
}

/** A batch of answers a step, learnt from once; the same share of the time goes into asking as with PPO. */
function asked(preset: TrainingPreset) {
  return {
    ...shared,
    schedule: 'constant' as const,
    batchSize: preset === 'try' ? 16 : 32,
    microBatch: 4,
    maxLength: length[preset],
    lora: preset === 'full' ? null : adapter,
    evalSteps: preset === 'try' ? 1 : 20,
    saveSteps: preset === 'try' ? 1 : 20,
    steps: preset === 'try' ? 12 : 100,
    sampleBatch: 16,
    maxNewTokens: preset === 'try' ? 48 : 96,
    temperature: 1,
    missingEosPenalty: -2,
  };
}

const presets: { [M in TrainingMethod]: (preset: TrainingPreset) => TrainingParams[M] } = {
  sft: (preset) => ({
    ...trained(preset, { lora: 3e-4, full: 1e-4 }),
    exactMatchRows: preset === 'try' ? 16 : 100,
    exactMatchTokens: 64,
  }),
  reward: (preset) => ({
    ...trained(preset, { lora: 2e-4, full: 5e-5 }),
    useMargin: false,
    useWeights: false,
    centerCoefficient: 0.01,
  }),
  dpo: (preset) => ({
    ...trained(preset, { lora: 5e-5, full: 1e-5 }),
    beta: 0.1,
    loss: 'sigmoid',
    labelSmoothing: 0,
    useWeights: false,
  }),
  kto: (preset) => ({
    ...trained(preset, { lora: 5e-5, full: 1e-5 }),
    beta: 0.1,
    loss: 'kto',
    desirableWeight: null,
  }),
  orpo: (preset) => ({
    ...trained(preset, { lora: 1e-4, full: 2e-5 }),
    beta: 0.1,
    useWeights: false,
  }),
  simpo: (preset) => ({
    ...trained(preset, { lora: 2e-5, full: 2e-6 }),
    beta: 2,
    gamma: 1,
    useWeights: false,
  }),
  ppo: (preset) => ({
    ...asked(preset),
    learningRate: preset === 'full' ? 1e-5 : 1e-4,
    ppoEpochs: 2,
    minibatches: 2,
    criticLearningRate: preset === 'full' ? 5e-5 : 2e-4,
    criticWarmupSteps: preset === 'try' ? 2 : 5,
    klCoefficient: 0.05,
    klTarget: null,
    klHorizon: 1000,
    gamma: 1,
    lambda: 0.95,
    clipRange: 0.2,
    valueClipRange: 0.2,
    maxKl: 0.1,
  }),
  grpo: (preset) => ({
    ...asked(preset),
    learningRate: preset === 'full' ? 3e-5 : 5e-4,
    groupSize: preset === 'try' ? 4 : 8,
    beta: 0.04,
    loss: 'dapo',
    scaleRewards: 'group',
  }),
  rloo: (preset) => ({
    ...asked(preset),
    learningRate: preset === 'full' ? 3e-5 : 5e-4,
    groupSize: 4,
    beta: 0.05,
  }),
  expert_iteration: (preset) => ({
    ...asked(preset),
    learningRate: preset === 'full' ? 2e-5 : 2e-4,
    groupSize: preset === 'try' ? 4 : 8,
  }),
  online_dpo: (preset) => ({
    ...asked(preset),
    learningRate: preset === 'full' ? 5e-6 : 5e-5,
    groupSize: preset === 'try' ? 4 : 8,
    beta: 0.1,
  }),
};

/** Every parameter of a method as a preset sets it; form, API and CLI start from the same. */
export function presetConfig<M extends TrainingMethod>(method: M, preset: TrainingPreset): TrainingParams[M] {
  return presets[method](preset);
}
