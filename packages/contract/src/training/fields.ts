import { dpoSpec, grpoSpec, guardRule, ktoSpec, sftSpec } from '../trainer/run-spec.ts';
import type { GuardConfig } from './launch.ts';
import type { TrainingMethod } from './methods.ts';
import type { TrainingParams } from './presets.ts';

/** One parameter as a form shows it. */
export type TrainingField = {
  label: string;
  effect: string;
  /** The words it may be; others are numbers or switches. */
  choices?: readonly string[];
};

const optimisation = {
  learningRate: { label: 'Learning rate', effect: 'Higher learns faster and breaks sooner.' },
  batchSize: { label: 'Batch size', effect: 'Rows per step: larger is steadier and slower.' },
  microBatch: { label: 'Micro-batch', effect: 'Rows in memory at once: lower it when memory runs out.' },
  maxLength: {
    label: 'Maximal length',
    effect: 'Tokens of prompt and answer together; longer rows are left out.',
  },
  lora: { label: 'Adapter (LoRA)', effect: 'Trains a small addition to the weights: less memory and disk.' },
  schedule: {
    label: 'Schedule',
    effect: 'How the learning rate falls towards the end.',
    choices: sftSpec.shape.params.shape.schedule.options,
  },
  warmupRatio: { label: 'Warm-up share', effect: 'Share of the steps in which the rate rises from 0.' },
  weightDecay: { label: 'Weight decay', effect: 'Pulls weights towards 0; 0 switches it off.' },
  maxGradNorm: { label: 'Gradient limit', effect: 'Longer gradients are shortened to this.' },
  gradientCheckpointing: {
    label: 'Recompute activations',
    effect: 'Less memory, about a third more time.',
  },
  evalSteps: { label: 'Evaluate every', effect: 'Steps between looks at the held-out rows.' },
  saveSteps: { label: 'Save every', effect: 'Steps that are lost at most when a worker dies.' },
} satisfies Record<string, TrainingField>;

const passes = {
  epochs: { label: 'Epochs', effect: 'Passes over the rows; many overfit.' },
  maxSteps: { label: 'Steps at most', effect: 'Steps after which it ends, whatever the epochs.' },
  loggingSteps: { label: 'Log every', effect: 'Steps between points of the curves.' },
} satisfies Record<string, TrainingField>;

const answers = {
  steps: {
    label: 'Steps',
    effect: 'Batches of answers that are asked, scored and learnt from.',
  },
  maxNewTokens: {
    label: 'Answer length',
    effect: 'Tokens an answer may have; cut-off answers score low.',
  },
  sampleBatch: { label: 'Answers at once', effect: 'Changes memory and speed, not the result.' },
  temperature: { label: 'Temperature', effect: 'Higher tries more different answers.' },
  missingEosPenalty: {
    label: 'Score of cut-off answers',
    effect: "In standard deviations from the reward model's mean.",
  },
} satisfies Record<string, TrainingField>;

const grouped = {
  ...answers,
  groupSize: {
    label: 'Answers to each prompt',
    effect: 'They are measured against each other; more is steadier, of fewer prompts.',
  },
} satisfies Record<string, TrainingField>;
const klCost: TrainingField = { label: 'KL cost', effect: 'Higher stays closer to the reference.' };

const weights: TrainingField = {
  label: 'Use weights',
  effect: "Pairs that the raters agreed on count more, by the snapshot's weights.",
};

const fields: { [M in TrainingMethod]: Record<keyof TrainingParams[M], TrainingField> } = {
  sft: {
    ...optimisation,
    ...passes,
    exactMatchRows: {
      label: 'Exact match on',
      effect: 'Held-out rows answered before and after; 0 switches it off.',
    },
    exactMatchTokens: { label: 'Exact match length', effect: 'Tokens of such an answer at most.' },
  },
  reward: {
    ...optimisation,
    ...passes,
    useMargin: { label: 'Use margins', effect: 'Clearly better answers must score clearly higher.' },
    useWeights: weights,
    centerCoefficient: { label: 'Centring', effect: 'Pulls scores towards a mean of 0.' },
  },
  dpo: {
    ...optimisation,
    ...passes,
    beta: { label: 'Beta', effect: 'Higher stays closer to the reference.' },
    loss: {
      label: 'Loss',
      effect: 'What a pair counts: sigmoid is plain DPO; robust expects wrong labels.',
      choices: dpoSpec.shape.params.shape.loss.options,
    },
    labelSmoothing: { label: 'Wrong labels', effect: 'Share of flipped pairs that the robust loss expects.' },
    useWeights: weights,
  },
  kto: {
    ...optimisation,
    ...passes,
    beta: { label: 'Beta', effect: 'Higher stays closer to the reference.' },
    loss: {
      label: 'Loss',
      effect:
        'kto measures each answer against what the batch has moved already; apo_zero_unpaired does not.',
      choices: ktoSpec.shape.params.shape.loss.options,
    },
    desirableWeight: {
      label: 'Weight of good answers',
      effect: "Over a bad one's. Empty: both sides weigh alike, whatever their numbers.",
    },
  },
  orpo: {
    ...optimisation,
    ...passes,
    beta: {
      label: 'Beta',
      effect: 'Higher cares more for the preference, less for the chosen answer itself.',
    },
    useWeights: weights,
  },
  simpo: {
    ...optimisation,
    ...passes,
    beta: { label: 'Beta', effect: 'Higher pulls chosen and rejected further apart.' },
    gamma: {
      label: 'Target margin',
      effect: 'How far the chosen reward is to lie above the other; usually 0.3 to 0.6 of beta.',
    },
    useWeights: weights,
  },
  ppo: {
    ...optimisation,
    ...answers,
    klCoefficient: { label: 'KL cost', effect: 'Higher stays closer to the reference.' },
    ppoEpochs: { label: 'Passes', effect: "Times a step's answers are learnt from." },
    minibatches: { label: 'Minibatches', effect: 'Updates per pass.' },
    criticLearningRate: { label: "Critic's learning rate", effect: 'How fast the critic follows.' },
    criticWarmupSteps: { label: 'Critic first', effect: 'Steps in which the critic learns alone.' },
    klTarget: { label: 'KL target', effect: 'Nats per answer the KL cost is adapted towards.' },
    klHorizon: { label: 'KL horizon', effect: 'Answers over which the KL cost may adapt.' },
    gamma: { label: 'Discount', effect: 'What a later token counts against an earlier one.' },
    lambda: { label: 'GAE lambda', effect: 'Lower trusts the critic more: less noise, more bias.' },
    clipRange: { label: 'Clip range', effect: 'How far one step may move the policy.' },
    valueClipRange: { label: 'Value clip range', effect: 'How far one step may move the critic.' },
    maxKl: { label: 'KL limit of an update', effect: "At more, the step's updates end." },
  },
  grpo: {
    ...optimisation,
    ...grouped,
    beta: klCost,
    loss: {
      label: 'Loss',
      effect:
        'How tokens count: dapo alike over the batch; grpo each answer alike; dr_grpo by the longest answer allowed.',
      choices: grpoSpec.shape.params.shape.loss.options,
    },
    scaleRewards: {
      label: 'Scale of rewards',
      effect: "By its group's spread, the batch's, or as they are.",
      choices: grpoSpec.shape.params.shape.scaleRewards.options,
    },
  },
  rloo: { ...optimisation, ...grouped, beta: klCost },
  expert_iteration: { ...optimisation, ...grouped },
  online_dpo: {
    ...optimisation,
    ...grouped,
    beta: { label: 'Beta', effect: 'Higher stays closer to the reference.' },
  },
};

/** What a guard is told, in the order of a form. */
export const guardFields: Record<keyof GuardConfig, TrainingField> = {
  goldVersionId: {
    label: 'Gold model',
    effect: 'A second reward model, best of other ratings. It is never learnt from.',
  },
  action: {
    label: 'At the limit',
    effect: 'Stop publishes the model of the best gold reward; alert only tells.',
    choices: guardRule.shape.action.options,
  },
  drop: { label: 'Gold reward may lose', effect: 'Share of its best gain; more is a limit passed.' },
  patience: { label: 'Patience', effect: 'Evaluations in a row past a limit before it acts.' },
  klAbove: { label: 'KL limit', effect: 'Nats an answer, to the reference.' },
  lengthGrowthAbove: { label: 'Length limit', effect: 'Times the length of answers at the start.' },
  repetitionAbove: {
    label: 'Repetition limit',
    effect: 'Share of an answer that stood in it before, in runs of four tokens.',
  },
};

/** Label and effect of every parameter of a method, in the order of a form; defaults are the preset's. */
export function trainingFields<M extends TrainingMethod>(
  method: M,
): Record<keyof TrainingParams[M], TrainingField> {
  return fields[method];
}

/** Parameters that a form shows at once; the others are folded away. */
export const mainFields: { [M in TrainingMethod]: (keyof TrainingParams[M] & string)[] } = {
  sft: ['epochs', 'learningRate', 'maxLength'],
  reward: ['epochs', 'learningRate', 'maxLength'],
  dpo: ['epochs', 'learningRate', 'beta'],
  kto: ['epochs', 'learningRate', 'beta'],
  orpo: ['epochs', 'learningRate', 'beta'],
  simpo: ['epochs', 'learningRate', 'beta', 'gamma'],
  ppo: ['steps', 'klCoefficient'],
  grpo: ['steps', 'groupSize', 'beta'],
  rloo: ['steps', 'groupSize', 'beta'],
  expert_iteration: ['steps', 'groupSize'],
  online_dpo: ['steps', 'groupSize', 'beta'],
};
