import {
  AppError,
  isReinforced,
  presetConfig,
  type RunLaunch,
  runLaunch,
  type TrainingMethod,
  trainingMethods,
  trainingPresets,
} from '@prefloop/contract';
import type { ProjectNames } from '@prefloop/db';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocument } from './read-document.ts';
import { writeDocument } from './write-document.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const version = (n: number, model: string, number = 1, aliases: string[] = []) => ({
  id: id(n),
  model,
  version: number,
  aliases,
});
const names: ProjectNames = {
  versions: [
    version(1, 'SmolLM2', 1),
    version(2, 'SmolLM2', 2, ['champion']),
    version(3, 'Scorer'),
    version(4, 'yes: no'),
  ],
  snapshots: [
    { id: id(10), name: 'round 1' },
    { id: id(11), name: '2026' },
  ],
};

function faultsOf(text: string): { path: string; message: string }[] {
  try {
    readDocument(text, names);
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_FILE') return error.issues;
    throw error;
  }
  return [];
}

test('a document is read by names, ids and aliases, and holds what differs from the preset', () => {
  const text =
    'method: dpo\nname: 007\nbase: champion\nreference: SmolLM2 v1\nsnapshot: 2026\npreset: full\nparams: { beta: 0.3, learningRate: 1e-5 }\n';
  const launch = readDocument(text, names);
  expect(launch).toMatchObject({
    method: 'dpo',
    name: '007',
    config: { baseVersionId: id(2), referenceVersionId: id(1), snapshotId: id(11), params: { beta: 0.3 } },
  });
  // The rate is the preset's own, so it says nothing.
  expect(writeDocument(launch, names)).toBe(
    'method: dpo\nname: "007"\nbase: SmolLM2 v2\nreference: SmolLM2 v1\nsnapshot: "2026"\npreset: full\nparams:\n  beta: 0.3\n',
  );
  expect(readDocument(`method: sft\nbase: ${id(1)}\nsnapshot: ${id(99)}`, names)).toMatchObject({
    config: { baseVersionId: id(1), snapshotId: id(99) },
  });
});

test('a guard is written by the name of its gold model, and holds what differs from its defaults', () => {
  const text =
    'method: grpo\nbase: champion\nreward: Scorer v1\nsnapshot: round 1\nguard: { gold: SmolLM2 v1, action: alert, drop: 0.2 }\n';
  const launch = readDocument(text, names);
  expect(launch).toMatchObject({
    config: { guard: { goldVersionId: id(1), action: 'alert', drop: 0.2, patience: 2, klAbove: null } },
  });
  expect(writeDocument(launch, names)).toContain('guard:\n  gold: SmolLM2 v1\n  action: alert\n');
  expect(writeDocument(launch, names)).not.toContain('drop');
});

test.each<[string, string, string, RegExp]>([
  ...(
    [
      [
        'a guard without a gold model',
        '{ drop: 0.3 }',
        'guard.gold',
        /guard.gold is missing. Name the reward/,
      ],
      ['a guard by the key of the API', '{ goldVersionId: x }', 'guard.goldVersionId', /is called "gold"/],
      ['a gold model that is none', '{ gold: Scorer v9 }', 'guard.gold', /Did you mean "Scorer v1"/],
      ['a slip in a guard', '{ gold: Scorer v1, patiense: 3 }', 'guard.patiense', /Did you mean patience/],
      ['a share above all', '{ gold: Scorer v1, drop: 3 }', 'guard.drop', /guard.drop is not usable/],
    ] as const
  ).map(([what, guard, path, message]): [string, string, string, RegExp] => [
    what,
    `method: ppo\nbase: SmolLM2 v1\nreward: Scorer v1\nsnapshot: round 1\nguard: ${guard}`,
    path,
    message,
  ]),
  ['no YAML', 'method: dpo\nbase: [a', '', /^Line \d is no YAML: .*\.$/],
  ['a list', '- method: dpo', '', /beginning with "method: dpo"/],
  ['a method twice', 'method: dpo\nmethod: sft', '', /^Line 2 is no YAML: Map keys must be unique/],
  [
    'no method',
    'base: SmolLM2 v1',
    'method',
    /method is missing. Write one of generate, score, evaluate, sft/,
  ],
  ['a foreign method', 'name: x\nmethod: dop', 'method', /^Line 2: method is none of .*dpo/],
  [
    'an open version',
    'method: sft\nbase: SmolLM2\nsnapshot: round 1',
    'base',
    /Write "SmolLM2 v1" or "SmolLM2 v2"/,
  ],
  [
    'a slip in a name',
    'method: sft\nbase: SmolML2 v1\nsnapshot: round 1',
    'base',
    /^Line 2: .*Did you mean "SmolLM2 v1"/,
  ],
  [
    'a slip in a snapshot',
    'method: sft\nbase: SmolLM2 v1\nsnapshot: rond 1',
    'snapshot',
    /^Line 3: .*Did you mean "round 1"/,
  ],
  ['no base', 'method: sft\nsnapshot: round 1', 'base', /base is missing. Name the version it starts from/],
  ['no reward model', 'method: ppo\nbase: SmolLM2 v1\nsnapshot: round 1', 'reward', /reward is missing/],
  [
    'an unknown key',
    'method: sft\nbase: SmolLM2 v1\nsnaphot: round 1\nsnapshot: round 1',
    'snaphot',
    /^Line 3: .*Did you mean snapshot/,
  ],
  [
    'a key of the API',
    'method: sft\nbaseVersionId: x\nsnapshot: round 1',
    'baseVersionId',
    /is called "base"/,
  ],
  [
    'an unknown parameter',
    'method: dpo\nbase: champion\nsnapshot: round 1\nparams:\n  batchSize: 8\n  learningrate: 1',
    'params.learningrate',
    /^Line 6: .*Did you mean learningRate\?/,
  ],
  [
    'a parameter of another method',
    'method: sft\nbase: champion\nsnapshot: round 1\nparams: { beta: 1 }',
    'params.beta',
    /Known are batchSize|Known are learningRate/,
  ],
  [
    'a word for a number',
    'method: dpo\nbase: champion\nsnapshot: round 1\nparams:\n  beta: high',
    'params.beta',
    /^Line 5: params.beta is not usable: expected number, received string. The preset lora has 0.1/,
  ],
  [
    'a choice that is none',
    'method: dpo\nbase: champion\nsnapshot: round 1\nparams: { loss: softmax }',
    'params.loss',
    /sigmoid/,
  ],
  [
    'a foreign preset',
    'method: dpo\nbase: champion\nsnapshot: round 1\npreset: quick',
    'preset',
    /^Line 4: .*"try"\|"lora"\|"full"/,
  ],
  [
    'a second one of many models',
    'method: generate\nprompts: {}\nmodels:\n  - champion\n  - Nobody v7',
    'models.1',
    /^Line 5: models.1 "Nobody v7" is no model version/,
  ],
])('%s is refused with its line and what to do', (_, text, path, message) => {
  const faults = faultsOf(text);
  expect(faults.map((fault) => fault.path)).toContain(path);
  expect(faults.find((fault) => fault.path === path)?.message).toMatch(message);
});

test('every fault is told at once, each one once', () => {
  const faults = faultsOf('method: dpo\nbase: Nobody v1\nparams: { beta: x, gamma: 1 }\n');
  expect(faults.map(({ path }) => path)).toEqual(['snapshot', 'base', 'params.beta', 'params.gamma']);
});

/** Whether every name in a launch is one that the schema takes; a name is not trimmed by being written down. */
const usable = (launch: unknown): launch is RunLaunch => runLaunch.safeParse(launch).success;

/** Names that YAML could take for something else. */
const nasty = fc.constantFrom(
  'true',
  'null',
  '- a',
  'a: b',
  '#',
  '1e3',
  "it's",
  '"',
  '~',
  'ä\u2028b',
  '{}',
  '*x',
  '|',
);
const anyName = fc
  .oneof(nasty, fc.string({ minLength: 1, maxLength: 30 }))
  .filter((name) => name.trim() === name);

const anyNames: fc.Arbitrary<ProjectNames> = fc
  .tuple(
    fc.uniqueArray(anyName, { minLength: 4, maxLength: 4 }),
    fc.uniqueArray(anyName, { minLength: 2, maxLength: 2 }),
  )
  .map(([models, frozen]) => ({
    versions: models.map((model, index) => version(index + 1, model, index + 1)),
    snapshots: frozen.map((name, index) => ({ id: id(10 + index), name })),
  }));

/** A preset's parameters, some of them changed to another value of their kind. */
function anyParams(method: TrainingMethod): fc.Arbitrary<Record<string, unknown>> {
  const standard: Record<string, unknown> = { ...presetConfig(method, 'try') };
  const changed = (value: unknown): fc.Arbitrary<unknown> => {
    if (typeof value === 'boolean') return fc.boolean();
    if (typeof value !== 'number') return fc.constantFrom(value, null);
    return fc.oneof(fc.constant(value), fc.integer({ min: 1, max: 900 }), fc.double({ min: 1e-9, max: 1 }));
  };
  const rewardVersionId = isReinforced(method) ? { rewardVersionId: id(3) } : {};
  const isTaken = (params: Record<string, unknown>) =>
    usable({ method, config: { baseVersionId: id(1), snapshotId: id(10), ...rewardVersionId, params } });
  const arbitraries = Object.entries(standard).map(
    ([key, value]) => [key, changed(value).filter((one) => isTaken({ [key]: one }))] as const,
  );
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys: [] });
}

const anyGuard = fc.option(
  fc.record(
    {
      goldVersionId: fc.constantFrom(id(2), id(404)),
      action: fc.constantFrom('alert', 'stop'),
      drop: fc.constantFrom(0.2, 0.5),
      patience: fc.integer({ min: 1, max: 9 }),
      klAbove: fc.option(fc.constantFrom(1, 12.5)),
      repetitionAbove: fc.option(fc.constant(0.4)),
    },
    { requiredKeys: ['goldVersionId'] },
  ),
);

const anyTraining: fc.Arbitrary<unknown> = fc.constantFrom(...trainingMethods).chain((method) =>
  fc.record({
    method: fc.constant(method),
    name: fc.option(anyName, { nil: undefined }),
    config: fc.record(
      {
        baseVersionId: fc.constantFrom(id(1), id(2), id(404)),
        snapshotId: fc.constantFrom(id(10), id(11), id(404)),
        ...(isReinforced(method) ? { rewardVersionId: fc.constant(id(3)), guard: anyGuard } : {}),
        modelName: fc.option(anyName, { nil: undefined }),
        preset: fc.constantFrom(...trainingPresets),
        seed: fc.nat(),
        samples: fc.record({ count: fc.nat(64), temperature: fc.double({ min: 0, max: 5, noNaN: true }) }),
        device: fc.record({ kind: fc.constantFrom('auto', 'cpu', 'cuda') }),
        params: anyParams(method),
      },
      {
        requiredKeys: [
          'baseVersionId',
          'snapshotId',
          'params',
          ...(isReinforced(method) ? ['rewardVersionId' as const] : []),
        ],
      },
    ),
  }),
);

const anyGenerate: fc.Arbitrary<unknown> = fc.record({
  method: fc.constant('generate'),
  config: fc.record(
    {
      versionIds: fc.uniqueArray(fc.constantFrom(id(1), id(2), id(3)), { minLength: 1 }),
      prompts: fc.record(
        {
          search: fc.string(),
          tags: fc.array(anyName),
          limit: fc.integer({ min: 1, max: 99 }),
          seed: fc.nat(),
        },
        { requiredKeys: [] },
      ),
      temperature: fc.double({ min: 0, max: 5, noNaN: true }),
      systemPrompt: fc.option(fc.string({ minLength: 1 })),
    },
    { requiredKeys: ['versionIds', 'prompts'] },
  ),
});

test('what is written down and read again is the same launch, whatever it says', () => {
  const read = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(anyTraining, anyGenerate).filter(usable), anyNames, (launch, known) => {
      const parsed = runLaunch.parse(launch);
      const again = readDocument(writeDocument(parsed, known), known);
      // What equals the preset is left out, and so are keys without a value: spelled out, both are the same.
      expect(spelledOut(again)).toEqual(spelledOut(parsed));
      expect(writeDocument(again, known)).toBe(writeDocument(parsed, known));
      read.add(parsed.method);
    }),
    { numRuns: 400 },
  );
  expect([...read].sort()).toEqual(['generate', ...trainingMethods].sort());
});

function spelledOut({ method, name, config }: RunLaunch): unknown {
  const training = trainingMethods.find((known) => known === method);
  if (!training || !('preset' in config)) return { method, name, config };
  const params = { ...presetConfig(training, config.preset), ...config.params };
  return { method, name, config: { ...config, params } };
}
