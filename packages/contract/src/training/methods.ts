import type { SnapshotKind } from '../resources/snapshots.ts';

/** Every method that trains a model, in the order in which people are offered them. */
export const trainingMethods = [
  'sft',
  'reward',
  'dpo',
  'kto',
  'orpo',
  'simpo',
  'ppo',
  'grpo',
  'rloo',
  'expert_iteration',
  'online_dpo',
] as const;
export type TrainingMethod = (typeof trainingMethods)[number];

/** The snapshots each learns from; null: it asks their prompts alone, which all kinds have. */
export const learnsFrom: Record<TrainingMethod, SnapshotKind | null> = {
  sft: 'sft',
  reward: 'preference',
  dpo: 'preference',
  kto: 'unpaired',
  orpo: 'preference',
  simpo: 'preference',
  ppo: null,
  grpo: null,
  rloo: null,
  expert_iteration: null,
  online_dpo: null,
};

/** What most begin with who have such a snapshot. */
export const firstMethod: Record<SnapshotKind, TrainingMethod> = {
  sft: 'sft',
  preference: 'reward',
  unpaired: 'kto',
};

const held = ['dpo', 'kto', 'ppo', 'grpo', 'rloo', 'online_dpo'] as const satisfies TrainingMethod[];
type HeldMethod = (typeof held)[number];

/** Whether the policy is held to a reference model, the one it starts from unless another is named. */
export function hasReference(method: TrainingMethod): method is HeldMethod {
  return held.some((known) => known === method);
}

const reinforced = [
  'ppo',
  'grpo',
  'rloo',
  'expert_iteration',
  'online_dpo',
] as const satisfies TrainingMethod[];
type ReinforcedMethod = (typeof reinforced)[number];

/** Whether a reward model scores the policy's own answers, which are all it learns from. */
export function isReinforced(method: TrainingMethod): method is ReinforcedMethod {
  return reinforced.some((known) => known === method);
}
