import { z } from 'zod';
import { modelName } from '../resources/models.ts';
import { runDevice, runName } from '../resources/run-common.ts';
import {
  dpoSpec,
  expertIterationSpec,
  grpoSpec,
  guardRule,
  ktoSpec,
  onlineDpoSpec,
  orpoSpec,
  ppoSpec,
  rewardSpec,
  rlooSpec,
  sftSpec,
  simpoSpec,
} from '../trainer/run-spec.ts';
import { trackerName } from '../trainer/trackers.ts';
import { trainingPresets } from './presets.ts';

/** Fixed prompts of the snapshot, answered at each evaluation; held-out ones where there are any. */
const samples = z.strictObject({
  count: z.int().min(0).max(64).default(4),
  maxNewTokens: z.int().min(1).max(4096).default(96),
  temperature: z.number().min(0).max(5).default(0),
});

const common = {
  /** The version it starts from. */
  baseVersionId: z.uuid(),
  snapshotId: z.uuid(),
  /** The model that the new version is added to; left out, it is named after the base and the method. */
  modelName: modelName.optional(),
  preset: z.enum(trainingPresets).default('lora'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(0),
  device: runDevice.prefault({}),
  samples: samples.prefault({}),
  /** Where its figures go besides; the worker's settings have to allow it. */
  trackers: z.array(trackerName).max(4).optional(),
};
/** What the policy is held to; null: the version it starts from. */
const referenceVersionId = z.uuid().nullable().default(null);

/** `params` holds what differs from the preset. */
export const sftConfig = z
  .strictObject({ ...common, params: sftSpec.shape.params.partial().default({}) })
  .meta({ id: 'SftConfig' });
export const rewardConfig = z
  .strictObject({ ...common, params: rewardSpec.shape.params.partial().default({}) })
  .meta({ id: 'RewardConfig' });
export const dpoConfig = z
  .strictObject({ ...common, referenceVersionId, params: dpoSpec.shape.params.partial().default({}) })
  .meta({ id: 'DpoConfig' });
export const ktoConfig = z
  .strictObject({ ...common, referenceVersionId, params: ktoSpec.shape.params.partial().default({}) })
  .meta({ id: 'KtoConfig' });
export const orpoConfig = z
  .strictObject({ ...common, params: orpoSpec.shape.params.partial().default({}) })
  .meta({ id: 'OrpoConfig' });
export const simpoConfig = z
  .strictObject({ ...common, params: simpoSpec.shape.params.partial().default({}) })
  .meta({ id: 'SimpoConfig' });
/** What a guard does where nothing else is said. */
export const guardStandard = {
  action: 'stop',
  drop: 0.2,
  patience: 2,
  klAbove: null,
  lengthGrowthAbove: null,
  repetitionAbove: null,
} as const satisfies z.infer<typeof guardRule>;

/** Watches for the point from which the reward rises and what it stands for falls. */
export const guardConfig = z
  .strictObject({
    /** A second reward model, best trained on other ratings; it is never learnt from. */
    goldVersionId: z.uuid(),
    action: guardRule.shape.action.default(guardStandard.action),
    drop: guardRule.shape.drop.default(guardStandard.drop),
    patience: guardRule.shape.patience.default(guardStandard.patience),
    klAbove: guardRule.shape.klAbove.default(guardStandard.klAbove),
    lengthGrowthAbove: guardRule.shape.lengthGrowthAbove.default(guardStandard.lengthGrowthAbove),
    repetitionAbove: guardRule.shape.repetitionAbove.default(guardStandard.repetitionAbove),
  })
  .meta({ id: 'GuardConfig' });
export type GuardConfig = z.infer<typeof guardConfig>;

const reinforced = {
  ...common,
  /** A version that a reward run published. */
  rewardVersionId: z.uuid(),
  guard: guardConfig.nullable().default(null),
};
const scored = { ...reinforced, referenceVersionId };
export const ppoConfig = z
  .strictObject({ ...scored, params: ppoSpec.shape.params.partial().default({}) })
  .meta({ id: 'PpoConfig' });
export const grpoConfig = z
  .strictObject({ ...scored, params: grpoSpec.shape.params.partial().default({}) })
  .meta({ id: 'GrpoConfig' });
export const rlooConfig = z
  .strictObject({ ...scored, params: rlooSpec.shape.params.partial().default({}) })
  .meta({ id: 'RlooConfig' });
export const expertIterationConfig = z
  .strictObject({
    ...reinforced,
    params: expertIterationSpec.shape.params.partial().default({}),
  })
  .meta({ id: 'ExpertIterationConfig' });
export const onlineDpoConfig = z
  .strictObject({ ...scored, params: onlineDpoSpec.shape.params.partial().default({}) })
  .meta({ id: 'OnlineDpoConfig' });

export const sftLaunch = z.strictObject({
  method: z.literal('sft'),
  name: runName.optional(),
  config: sftConfig,
});
export const rewardLaunch = z.strictObject({
  method: z.literal('reward'),
  name: runName.optional(),
  config: rewardConfig,
});
export const dpoLaunch = z.strictObject({
  method: z.literal('dpo'),
  name: runName.optional(),
  config: dpoConfig,
});
export const ktoLaunch = z.strictObject({
  method: z.literal('kto'),
  name: runName.optional(),
  config: ktoConfig,
});
export const orpoLaunch = z.strictObject({
  method: z.literal('orpo'),
  name: runName.optional(),
  config: orpoConfig,
});
export const simpoLaunch = z.strictObject({
  method: z.literal('simpo'),
  name: runName.optional(),
  config: simpoConfig,
});
export const ppoLaunch = z.strictObject({
  method: z.literal('ppo'),
  name: runName.optional(),
  config: ppoConfig,
});
export const grpoLaunch = z.strictObject({
  method: z.literal('grpo'),
  name: runName.optional(),
  config: grpoConfig,
});
export const rlooLaunch = z.strictObject({
  method: z.literal('rloo'),
  name: runName.optional(),
  config: rlooConfig,
});
export const expertIterationLaunch = z.strictObject({
  method: z.literal('expert_iteration'),
  name: runName.optional(),
  config: expertIterationConfig,
});
export const onlineDpoLaunch = z.strictObject({
  method: z.literal('online_dpo'),
  name: runName.optional(),
  config: onlineDpoConfig,
});

/** One member for each method. */
export const trainingLaunches = [
  sftLaunch,
  rewardLaunch,
  dpoLaunch,
  ktoLaunch,
  orpoLaunch,
  simpoLaunch,
  ppoLaunch,
  grpoLaunch,
  rlooLaunch,
  expertIterationLaunch,
  onlineDpoLaunch,
] as const;
export const trainingLaunch = z.discriminatedUnion('method', trainingLaunches);
export type TrainingLaunch = z.infer<typeof trainingLaunch>;

const stored = { method: true, config: true } as const;
const extra = { versionIds: z.array(z.uuid()), modelName };

/** A training run as it is stored: every parameter spelled out, and every version that it needs. */
export const trainingPlan = z.discriminatedUnion('method', [
  sftLaunch.pick(stored).extend({ config: sftConfig.extend({ ...extra, params: sftSpec.shape.params }) }),
  rewardLaunch
    .pick(stored)
    .extend({ config: rewardConfig.extend({ ...extra, params: rewardSpec.shape.params }) }),
  dpoLaunch.pick(stored).extend({ config: dpoConfig.extend({ ...extra, params: dpoSpec.shape.params }) }),
  ktoLaunch.pick(stored).extend({ config: ktoConfig.extend({ ...extra, params: ktoSpec.shape.params }) }),
  orpoLaunch.pick(stored).extend({ config: orpoConfig.extend({ ...extra, params: orpoSpec.shape.params }) }),
  simpoLaunch
    .pick(stored)
    .extend({ config: simpoConfig.extend({ ...extra, params: simpoSpec.shape.params }) }),
  ppoLaunch.pick(stored).extend({ config: ppoConfig.extend({ ...extra, params: ppoSpec.shape.params }) }),
  grpoLaunch.pick(stored).extend({ config: grpoConfig.extend({ ...extra, params: grpoSpec.shape.params }) }),
  rlooLaunch.pick(stored).extend({ config: rlooConfig.extend({ ...extra, params: rlooSpec.shape.params }) }),
  expertIterationLaunch
    .pick(stored)
    .extend({ config: expertIterationConfig.extend({ ...extra, params: expertIterationSpec.shape.params }) }),
  onlineDpoLaunch
    .pick(stored)
    .extend({ config: onlineDpoConfig.extend({ ...extra, params: onlineDpoSpec.shape.params }) }),
]);
export type TrainingPlan = z.infer<typeof trainingPlan>;
