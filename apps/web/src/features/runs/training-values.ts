import {
  type GuardConfig,
  guardStandard,
  hasReference,
  isReinforced,
  presetConfig,
  type TrackerName,
  type TrainingLaunch,
  type TrainingMethod,
  type TrainingPreset,
} from '@prefloop/contract';
import type { Launch } from './runs-query.ts';

export type ParamValue = number | string | boolean | null | Record<string, number>;
export type Params = Record<string, ParamValue>;

/** The guard as people fill it in; without a gold model there is none. */
export type GuardValues = { goldVersionId: string; action: GuardConfig['action'] } & {
  [name in 'drop' | 'patience' | 'klAbove' | 'lengthGrowthAbove' | 'repetitionAbove']: number | '';
};

/** The fields of the form as people fill them; '' stands for what was not chosen. */
export type TrainingValues = {
  baseVersionId: string;
  snapshotId: string;
  rewardVersionId: string;
  referenceVersionId: string;
  preset: TrainingPreset;
  name: string;
  modelName: string;
  seed: number | '';
  device: 'auto' | 'cpu' | 'cuda';
  precision: 'auto' | 'fp32' | 'bf16';
  threads: number | '';
  samples: number | '';
  trackers: TrackerName[];
  /** What a document says of the fixed prompts beside their number. */
  sampling: { maxNewTokens?: number; temperature?: number };
  params: Params;
  guard: GuardValues;
};

const unguarded: GuardValues = {
  ...guardStandard,
  goldVersionId: '',
  klAbove: '',
  lengthGrowthAbove: '',
  repetitionAbove: '',
};

export function paramsOf(method: TrainingMethod, preset: TrainingPreset): Params {
  return { ...presetConfig(method, preset) };
}

export function initialTraining(method: TrainingMethod, chosen: Partial<TrainingValues>): TrainingValues {
  return {
    baseVersionId: '',
    snapshotId: '',
    rewardVersionId: '',
    referenceVersionId: '',
    preset: 'try',
    name: '',
    modelName: '',
    seed: 0,
    device: 'auto',
    precision: 'auto',
    threads: '',
    samples: 4,
    trackers: [],
    sampling: {},
    params: paramsOf(method, 'try'),
    guard: unguarded,
    ...chosen,
  };
}

/** What the form says, as the API takes it; null while something is not chosen yet. */
export function trainingLaunchOf(method: TrainingMethod, values: TrainingValues): Launch | null {
  const { baseVersionId, snapshotId, rewardVersionId, referenceVersionId, preset } = values;
  if (baseVersionId === '' || snapshotId === '' || (isReinforced(method) && rewardVersionId === ''))
    return null;
  const standard = paramsOf(method, preset);
  // An emptied number means the preset's; what equals the preset's is left to it.
  const params = Object.fromEntries(
    Object.entries(values.params).filter(
      ([name, value]) => value !== '' && JSON.stringify(value) !== JSON.stringify(standard[name]),
    ),
  );
  const filled = (fields: Record<string, string | number>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  const config = {
    baseVersionId,
    snapshotId,
    preset,
    params,
    ...filled({ modelName: values.modelName.trim(), seed: values.seed }),
    ...(isReinforced(method) ? { rewardVersionId } : {}),
    ...(isReinforced(method) && values.guard.goldVersionId !== '' ? { guard: filled(values.guard) } : {}),
    ...(hasReference(method) ? filled({ referenceVersionId }) : {}),
    samples: { ...values.sampling, ...filled({ count: values.samples }) },
    ...(values.trackers.length > 0 ? { trackers: values.trackers } : {}),
    device: filled({ kind: values.device, precision: values.precision, threads: values.threads }),
  };
  // The API checks it against the very schema this type comes from, and answers by field.
  return { method, ...filled({ name: values.name.trim() }), config } as Launch;
}

/** What fills in the form so that it says the same as a launch. */
export function trainingValuesOf({ method, name, config }: TrainingLaunch): TrainingValues {
  const given = Object.fromEntries(
    Object.entries(config.params).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  const { count, ...sampling } = config.samples;
  const { kind: device, precision, threads } = config.device;
  return initialTraining(method, {
    baseVersionId: config.baseVersionId,
    snapshotId: config.snapshotId,
    ...('rewardVersionId' in config ? { rewardVersionId: config.rewardVersionId } : {}),
    ...('referenceVersionId' in config ? { referenceVersionId: config.referenceVersionId ?? '' } : {}),
    ...('guard' in config && config.guard ? { guard: guardValuesOf(config.guard) } : {}),
    preset: config.preset,
    name: name ?? '',
    modelName: config.modelName ?? '',
    seed: config.seed,
    device,
    precision,
    threads: threads ?? '',
    samples: count,
    sampling,
    trackers: config.trackers ?? [],
    params: { ...paramsOf(method, config.preset), ...given },
  });
}

function guardValuesOf({ klAbove, lengthGrowthAbove, repetitionAbove, ...rest }: GuardConfig): GuardValues {
  return {
    ...rest,
    klAbove: klAbove ?? '',
    lengthGrowthAbove: lengthGrowthAbove ?? '',
    repetitionAbove: repetitionAbove ?? '',
  };
}
