import type { RunMethod } from '@prefloop/contract';
import { generate } from './generate.ts';
import type { Stage } from './stage.ts';
import { training } from './training.ts';

/** The methods this worker can do. */
export const stages: Partial<Record<RunMethod, Stage>> = {
  generate,
  sft: training,
  reward: training,
  dpo: training,
  ppo: training,
};
