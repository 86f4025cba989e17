import { describe, expect, test } from 'vitest';
import type { WorkerDevice } from '../resources/workers.ts';
import { type TrainingLaunch, trainingLaunch } from './launch.ts';
import { isReinforced, learnsFrom, trainingMethods } from './methods.ts';
import { decidingPart, diskNeed, planTraining, specOf, stepsOf } from './plan.ts';
import { judgeTraining, type TrainingFacts, type VersionFacts } from './preflight.ts';
import { trainingPresets } from './presets.ts';

const base = '00000000-0000-7000-8000-000000000001';
const reward = '00000000-0000-7000-8000-000000000002';
const gold = '00000000-0000-7000-8000-000000000004';
const snapshotId = '00000000-0000-7000-8000-000000000003';

type Method = TrainingLaunch['method'];
function launchOf(method: Method, config: Record<string, unknown> = {}): TrainingLaunch {
  const rewardVersionId = isReinforced(method) ? { rewardVersionId: reward } : {};
  return trainingLaunch.parse({
    method,
    config: { baseVersionId: base, snapshotId, ...rewardVersionId, ...config },
  });
}
const planOf = (method: Method, config: Record<string, unknown> = {}) =>
  planTraining(launchOf(method, config), 'smol');

const tokens = {
  vocabulary: 49_152,
  padToken: '<pad>',
  endToken: '<end>',
  chatTemplate: 'as written',
  parameters: 135e6,
};
function version(changes: Partial<VersionFacts> = {}): VersionFacts {
  return {
    id: base,
    name: 'smol',
    version: 1,
    origin: 'bundled',
    purpose: 'policy',
    status: 'ready',
    error: null,
    snapshotId: null,
    facts: tokens,
    ...changes,
  };
}
type Rows = Extract<TrainingFacts['snapshot'], { frozen: true }>;
function factsOf(
  method: Method,
  changes: {
    base?: Partial<VersionFacts>;
    reward?: Partial<VersionFacts>;
    snapshot?: Partial<Rows>;
    freeBytes?: number;
    machines?: WorkerDevice[];
  } = {},
): TrainingFacts {
  const scorer = version({ id: reward, name: 'scorer', purpose: 'reward', ...changes.reward });
  return {
    versions: [version(changes.base), ...(isReinforced(method) ? [scorer] : [])],
    snapshot: {
      kind: learnsFrom[method] ?? 'preference',
      frozen: true,
      trainRows: 900,
      evalRows: 100,
      goodRows: 600,
      leaked: 0,
      copies: 0,
      contradicted: 0,
      sameAnswers: 0,
      chosenLonger: 500,
      chosenShorter: 400,
      spacedAnswers: 0,
      train: { rows: 900, tokens: 180_000, promptTokens: 45_000, longest: 400 },
      eval: { rows: 100, tokens: 20_000, promptTokens: 5_000, longest: 400 },
      overLength: 0,
      ...changes.snapshot,
    },
    freeBytes: changes.freeBytes ?? 100e9,
    machines: changes.machines ?? [],
    finished: [],
  };
}

describe.each(trainingMethods)('%s', (method) => {
  test.each(trainingPresets)('the preset %s holds the trainer to nothing it refuses', (preset) => {
    const { problems, warnings, training } = judgeTraining(planOf(method, { preset }), factsOf(method));
    expect(problems).toEqual([]);
    expect(warnings).toEqual([]);
    // Ten points of every curve, also where it only is tried.
    expect(training?.steps).toBeGreaterThanOrEqual(10);
  });
});

const places = {
  runId: 'r',
  attempt: 1,
  epoch: 1,
  configHash: 'h',
  outputDir: '/o',
  resumeFrom: null,
  train: '/t',
  eval: null,
  samples: '/s',
  folderOf: (id: string) => `/models/${id}`,
};

type Facts = NonNullable<Parameters<typeof factsOf>[1]>;
const planted: [string, Method, Record<string, unknown>, Facts, string, string][] = [
  ['an empty snapshot', 'dpo', {}, { snapshot: { trainRows: 0 } }, 'SNAPSHOT_EMPTY', 'config.snapshotId'],
  ['nothing but bad answers', 'kto', {}, { snapshot: { goodRows: 0 } }, 'ONE_SIDED', 'config.snapshotId'],
  ['nothing but good answers', 'kto', {}, { snapshot: { goodRows: 900 } }, 'ONE_SIDED', 'config.snapshotId'],
  [
    'pairs for single answers',
    'kto',
    {},
    { snapshot: { kind: 'preference' } },
    'SNAPSHOT_KIND',
    'config.snapshotId',
  ],
  ['no evaluation split', 'reward', {}, { snapshot: { evalRows: 0 } }, 'NO_EVAL_SPLIT', 'config.snapshotId'],
  [
    'preferences for sft',
    'sft',
    {},
    { snapshot: { kind: 'preference' } },
    'SNAPSHOT_KIND',
    'config.snapshotId',
  ],
  ['demonstrations for dpo', 'dpo', {}, { snapshot: { kind: 'sft' } }, 'SNAPSHOT_KIND', 'config.snapshotId'],
  [
    'rows that are too long',
    'dpo',
    {},
    { snapshot: { overLength: 51 } },
    'OVER_LENGTH',
    'config.params.maxLength',
  ],
  ['a prompt in both splits', 'dpo', {}, { snapshot: { leaked: 1 } }, 'PROMPT_LEAK', 'config.snapshotId'],
  ['rows that repeat', 'reward', {}, { snapshot: { copies: 46 } }, 'DUPLICATE_ROWS', 'config.snapshotId'],
  [
    'pairs both ways round',
    'dpo',
    {},
    { snapshot: { contradicted: 46 } },
    'CONFLICTING_LABELS',
    'config.snapshotId',
  ],
  [
    'one answer good and bad',
    'kto',
    {},
    { snapshot: { contradicted: 46 } },
    'CONFLICTING_LABELS',
    'config.snapshotId',
  ],
  [
    'answers above themselves',
    'dpo',
    {},
    { snapshot: { sameAnswers: 46 } },
    'SAME_ANSWERS',
    'config.snapshotId',
  ],
  [
    'answers that run into their prompt',
    'sft',
    {},
    { snapshot: { spacedAnswers: 1 } },
    'BOUNDARY_MISMATCH',
    'config.snapshotId',
  ],
  [
    'a model without a template',
    'sft',
    {},
    { base: { status: 'failed', facts: { chatTemplate: 'missing' } } },
    'TEMPLATE_MISSING',
    'config.baseVersionId',
  ],
  [
    'a machine that is too small',
    'dpo',
    { preset: 'full' },
    { machines: [{ kind: 'cpu', name: 'a processor', cores: 2, memoryBytes: 2e9 }] },
    'MEMORY_SHORT',
    'config.params.microBatch',
  ],
  [
    'a GPU that is too small',
    'dpo',
    { preset: 'full' },
    { machines: [{ kind: 'cuda', name: 'a GPU', cores: 9, memoryBytes: 64e9, gpuMemoryBytes: 2e9 }] },
    'MEMORY_SHORT',
    'config.params.microBatch',
  ],
  [
    'a GPU where there is none',
    'dpo',
    { device: { kind: 'cuda' } },
    { machines: [{ kind: 'cpu', name: 'a processor', cores: 2, memoryBytes: 64e9 }] },
    'DEVICE_UNAVAILABLE',
    'config.device.kind',
  ],
  ['a policy that nothing holds', 'grpo', { params: { beta: 0 } }, {}, 'NO_KL', 'config.params.beta'],
  [
    'a policy that nothing holds in ppo',
    'ppo',
    { params: { klCoefficient: 0 } },
    {},
    'NO_KL',
    'config.params.klCoefficient',
  ],
  [
    'padding by the end token',
    'reward',
    {},
    { base: { facts: { ...tokens, padToken: '<end>' } } },
    'PAD_IS_EOS',
    'config.baseVersionId',
  ],
  [
    'a model behind an endpoint',
    'dpo',
    {},
    { base: { origin: 'endpoint' } },
    'VERSION_NOT_LOCAL',
    'config.baseVersionId',
  ],
  [
    'a model that failed',
    'sft',
    {},
    { base: { status: 'failed', error: 'is torn.' } },
    'VERSION_FAILED',
    'config.baseVersionId',
  ],
  [
    'a reward model as policy',
    'ppo',
    {},
    { base: { purpose: 'reward' } },
    'VERSION_PURPOSE',
    'config.baseVersionId',
  ],
  [
    'a policy as reward model',
    'ppo',
    {},
    { reward: { purpose: 'policy' } },
    'VERSION_PURPOSE',
    'config.rewardVersionId',
  ],
  [
    'a reward model of other tokens',
    'ppo',
    {},
    { reward: { facts: { ...tokens, vocabulary: 7 } } },
    'TOKENS_DIFFER',
    'config.rewardVersionId',
  ],
  ['a full disk', 'sft', { preset: 'full' }, { freeBytes: 4e9 }, 'DISK_FULL', 'config.params.saveSteps'],
  [
    'a micro-batch that divides nothing',
    'sft',
    { params: { microBatch: 3 } },
    {},
    'PARAMETER',
    'config.params.microBatch',
  ],
  [
    'smoothing that nothing uses',
    'dpo',
    { params: { labelSmoothing: 0.1 } },
    {},
    'SMOOTHING_IGNORED',
    'config.params.labelSmoothing',
  ],
  [
    'minibatches that divide nothing',
    'ppo',
    { params: { minibatches: 5 } },
    {},
    'PARAMETER',
    'config.params.minibatches',
  ],
  [
    'groups that divide nothing',
    'grpo',
    { params: { groupSize: 5 } },
    {},
    'PARAMETER',
    'config.params.groupSize',
  ],
  [
    'a policy as the reward model of groups',
    'rloo',
    {},
    { reward: { purpose: 'policy' } },
    'VERSION_PURPOSE',
    'config.rewardVersionId',
  ],
  [
    'a rate that ruins dpo',
    'dpo',
    { preset: 'full', params: { learningRate: 1e-4 } },
    {},
    'RATE_TOO_HIGH',
    'config.params.learningRate',
  ],
];
test.each(planted)('%s is found and named', (_, method, config, facts, code, path) => {
  const { problems } = judgeTraining(planOf(method, config), factsOf(method, facts));
  expect(problems.map((problem) => [problem.code, problem.path])).toContainEqual([code, path]);
  for (const { message } of problems) expect(message).toMatch(/\.$/);
});

test('what does not forbid a run is a warning', () => {
  const facts = factsOf('ppo', {
    snapshot: { evalRows: 0, overLength: 9 },
    reward: { status: 'preparing' },
  });
  const { problems, warnings } = judgeTraining(planOf('ppo'), facts);
  expect(problems).toEqual([]);
  expect(warnings.map(({ code, path }) => [code, path])).toEqual([
    // At the field of the version that is not there yet, and of no other.
    ['VERSION_PREPARING', 'config.rewardVersionId'],
    ['NO_EVAL_SPLIT', 'config.snapshotId'],
    ['OVER_LENGTH', 'config.params.maxLength'],
  ]);
});

test('few faults among many rows are told and forbid nothing; a held-out prompt is never trained on', () => {
  const few = { copies: 45, contradicted: 45, sameAnswers: 45, overLength: 50, chosenLonger: 880 };
  const { problems, warnings } = judgeTraining(planOf('dpo'), factsOf('dpo', { snapshot: few }));
  expect(problems).toEqual([]);
  const codes = ['OVER_LENGTH', 'DUPLICATE_ROWS', 'CONFLICTING_LABELS', 'SAME_ANSWERS', 'LENGTH_DECIDES'];
  expect(warnings.map(({ code }) => code)).toEqual(codes);
  // Prompts alone are asked: their answers do not matter, and a leak only spoils what is measured besides.
  const asked = judgeTraining(
    planOf('grpo'),
    factsOf('grpo', { snapshot: { ...few, copies: 900, leaked: 1, spacedAnswers: 9 } }),
  );
  expect(asked.problems).toEqual([]);
  expect(asked.warnings.map(({ code }) => code)).toEqual(['OVER_LENGTH', 'PROMPT_LEAK']);
});

test.each([
  ['one that trims', { ...tokens, chatTemplate: 'trims' }],
  ['bytes that are never merged', { ...tokens, vocabulary: 259 }],
  ['one that nobody has looked at', { parameters: 135e6, vocabulary: 49_152 }],
])('blanks before an answer are harmless, or not known to be harmful: %s', (_, facts) => {
  const known = factsOf('sft', { base: { facts }, snapshot: { spacedAnswers: 5 } });
  expect(judgeTraining(planOf('sft'), known).problems).toEqual([]);
});

test('memory that may just be enough is told, and the larger of two machines counts', () => {
  const machine = (memoryBytes: number): WorkerDevice => ({ kind: 'cpu', name: 'a', cores: 2, memoryBytes });
  const judged = (...sizes: number[]) =>
    judgeTraining(planOf('dpo'), factsOf('dpo', { machines: sizes.map(machine) }));
  const need = judged(1e12).estimate?.memoryBytes;
  if (!need) throw new Error('nothing was estimated');
  expect(need.low).toBeGreaterThan(0.6e9);
  expect(judged(need.expected)).toMatchObject({ problems: [], warnings: [{ code: 'MEMORY_TIGHT' }] });
  expect(judged(1e9, need.high)).toMatchObject({ problems: [], warnings: [] });
  expect(judged(1e9, need.low - 1)).toMatchObject({ problems: [{ code: 'MEMORY_SHORT' }], warnings: [] });
});

test('answers measured against each other need no tokens in common with the reward model', () => {
  const facts = factsOf('grpo', { reward: { facts: { ...tokens, vocabulary: 7 } } });
  expect(judgeTraining(planOf('grpo'), facts).problems).toEqual([]);
});

test('few pairs are enough to try, with the passes that this takes told', () => {
  const facts = factsOf('dpo', {
    snapshot: { trainRows: 27, evalRows: 20, chosenLonger: 14, chosenShorter: 13 },
  });
  const { problems, warnings, training } = judgeTraining(planOf('dpo', { preset: 'try' }), facts);
  expect(problems).toEqual([]);
  expect(training?.steps).toBe(30);
  expect(warnings).toMatchObject([{ code: 'MANY_EPOCHS', path: 'config.params.epochs' }]);
  expect(warnings[0]?.message).toContain('8.9 times');
});

describe('a guard', () => {
  const guard = { goldVersionId: gold };
  const judged = (
    config: Record<string, unknown>,
    changes: Facts & { gold?: Partial<VersionFacts> } = {},
  ) => {
    const facts = factsOf('grpo', changes);
    const golden = version({ id: gold, name: 'golden', purpose: 'reward', ...changes.gold });
    const { problems, warnings } = judgeTraining(planOf('grpo', config), {
      ...facts,
      versions: [...facts.versions, golden],
    });
    return { problems, warnings };
  };

  test('with a second reward model has nothing against it', () => {
    expect(judged({ guard })).toEqual({ problems: [], warnings: [] });
  });

  test.each<[string, Record<string, unknown>, Parameters<typeof judged>[1], string, string]>([
    [
      'the reward model itself',
      { goldVersionId: reward },
      {},
      'GOLD_IS_REWARD',
      'config.guard.goldVersionId',
    ],
    ['a policy', guard, { gold: { purpose: 'policy' } }, 'VERSION_PURPOSE', 'config.guard.goldVersionId'],
    [
      'a model that failed',
      guard,
      { gold: { status: 'failed' } },
      'VERSION_FAILED',
      'config.guard.goldVersionId',
    ],
    ['a foreign model', { goldVersionId: snapshotId }, {}, 'VERSION_UNKNOWN', 'config.guard.goldVersionId'],
    ['nothing held out', guard, { snapshot: { evalRows: 0 } }, 'GUARD_BLIND', 'config.snapshotId'],
  ])('is refused %s', (_name, told, changes, code, path) => {
    expect(judged({ guard: told }, changes).problems).toMatchObject([{ code, path }]);
  });

  test('is warned of a gold model of the same ratings, and of few looks', () => {
    const same = { reward: { snapshotId }, gold: { snapshotId } };
    expect(judged({ guard }, same).warnings).toMatchObject([{ code: 'GOLD_SAME_RATINGS' }]);
    expect(judged({ guard, params: { evalSteps: 50 } }).warnings).toMatchObject([
      { code: 'GUARD_LOOKS_SELDOM', path: 'config.params.evalSteps' },
    ]);
  });

  test('counts its gold model among what the run waits for, and hands it to the trainer', () => {
    const plan = planOf('expert_iteration', { guard: { ...guard, action: 'alert', klAbove: 12 } });
    expect(plan.config.versionIds).toEqual([base, reward, gold]);
    const { samples: _, ...rest } = places;
    expect(specOf(plan, { ...rest, samples: null })).toMatchObject({
      rewardModel: { path: `/models/${reward}` },
      guard: { goldModel: { path: `/models/${gold}` }, action: 'alert', drop: 0.2, patience: 2, klAbove: 12 },
    });
    expect(specOf(planOf('grpo'), places)).not.toHaveProperty('guard');
  });

  test('belongs to what decides a run, and a run without one is what it was', () => {
    const plain = decidingPart(planOf('ppo'), 'hash');
    expect(plain).not.toHaveProperty('guard');
    expect(decidingPart(planOf('ppo', { guard }), 'hash')).toEqual({
      ...plain,
      guard: expect.objectContaining({ goldVersionId: gold, action: 'stop' }),
    });
  });

  test('that may stop keeps the best weights in every checkpoint', () => {
    const need = (action: string | null) =>
      diskNeed(planOf('grpo', { preset: 'full', guard: action && { ...guard, action } }), 100);
    expect(need('stop') - need(null)).toBe(3 * 400);
    expect(need('alert')).toBe(need(null));
  });
});

describe('a plan', () => {
  test('spells the preset out under what was given', () => {
    const { config } = planOf('dpo', { preset: 'try', params: { beta: 0.3 } });
    expect(config).toMatchObject({ modelName: 'smol dpo', versionIds: [base] });
    expect(config.params).toMatchObject({ beta: 0.3, maxSteps: 30, batchSize: 8 });
  });

  test('has one hash part for how ever it is executed', () => {
    const one = decidingPart(planOf('dpo'), 'hash');
    const elsewhere = { device: { kind: 'cpu' }, params: { microBatch: 1 }, modelName: 'other' };
    expect(decidingPart(planOf('dpo', elsewhere), 'hash')).toEqual(one);
    expect(decidingPart(planOf('dpo', { params: { beta: 0.3 } }), 'hash')).not.toEqual(one);
    expect(decidingPart(planOf('dpo', { seed: 1 }), 'hash')).not.toEqual(one);
    expect(decidingPart(planOf('dpo'), 'another')).not.toEqual(one);
  });

  test('counts steps over whole batches, up to the limit', () => {
    expect(stepsOf(planOf('dpo', { params: { batchSize: 8, epochs: 2 } }), 33)).toBe(10);
    expect(stepsOf(planOf('dpo', { preset: 'try' }), 10_000)).toBe(30);
    expect(stepsOf(planOf('ppo', { params: { steps: 7 } }), 1)).toBe(7);
  });

  test('needs room for three checkpoints of all weights and the model', () => {
    expect(diskNeed(planOf('sft', { preset: 'full' }), 100)).toBe(3 * 1200 + 400);
    expect(diskNeed(planOf('sft'), 100)).toBeLessThan(1000);
  });

  test('takes nothing that its method does not know', () => {
    expect(() => launchOf('sft', { params: { beta: 0.1 } })).toThrow();
    expect(() => launchOf('dpo', { rewardVersionId: reward })).toThrow();
  });

  test('holds a policy to the version that was named', () => {
    const spec = specOf(planOf('dpo', { referenceVersionId: reward }), places);
    expect(spec).toMatchObject({
      model: { path: `/models/${base}` },
      reference: { path: `/models/${reward}` },
    });
    expect(specOf(planOf('reward'), places)).toMatchObject({ method: 'reward', samples: null });
  });
});
