import type { RunMethod } from '@prefloop/contract';
import { evaluate } from './evaluate.ts';
import { generate } from './generate.ts';
import { score } from './score.ts';
import type { Stage } from './stage.ts';
import { training } from './training.ts';

/** The methods this worker can do. */
export const stages: Partial<Record<RunMethod, Stage>> = {
  generate,
  score,
  evaluate,
  sft: training,
  reward: training,
  dpo: training,
  kto: training,
  orpo: training,
  simpo: training,
  ppo: training,
  grpo: training,
  rloo: training,
  expert_iteration: training,
  online_dpo: training,
};
