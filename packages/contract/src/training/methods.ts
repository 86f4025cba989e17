import type { SnapshotKind } from '../resources/snapshots.ts';

/** Every method that trains a model, in the order in which people are offered them. */
export const trainingMethods = ['sft', 'reward', 'dpo', 'kto', 'orpo', 'simpo', 'ppo'] as const;
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
};

/** What most begin with who have such a snapshot. */
export const firstMethod: Record<SnapshotKind, TrainingMethod> = {
  sft: 'sft',
  preference: 'reward',
  unpaired: 'kto',
};

const held = ['dpo', 'kto', 'ppo'] as const satisfies TrainingMethod[];
type HeldMethod = (typeof held)[number];

/** Whether the policy is held to a reference model, the one it starts from unless another is named. */
export function hasReference(method: TrainingMethod): method is HeldMethod {
  return held.some((known) => known === method);
}
