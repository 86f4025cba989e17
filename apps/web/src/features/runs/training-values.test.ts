import {
  hasReference,
  isReinforced,
  presetConfig,
  type TrainingMethod,
  trainingLaunch,
  trainingMethods,
  trainingPresets,
} from '@prefloop/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trainingLaunchOf, trainingValuesOf } from './training-values.ts';

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;

function anyParams(method: TrainingMethod): fc.Arbitrary<Record<string, unknown>> {
  const standard: Record<string, unknown> = { ...presetConfig(method, 'full') };
  const other = (value: unknown) =>
    typeof value === 'boolean'
      ? fc.boolean()
      : typeof value === 'number'
        ? fc.constantFrom(value, 1, 2, 8, 0.25, 0.001)
        : fc.constantFrom(value, null, { rank: 8, alpha: 16, dropout: 0 });
  const scorer = isReinforced(method) ? { rewardVersionId: id(3) } : {};
  const isTaken = (params: Record<string, unknown>) =>
    trainingLaunch.safeParse({
      method,
      config: { baseVersionId: id(1), snapshotId: id(2), ...scorer, params },
    }).success;
  const each = Object.entries(standard).map(
    ([key, value]) => [key, other(value).filter((one) => isTaken({ [key]: one }))] as const,
  );
  return fc.record(Object.fromEntries(each), { requiredKeys: [] });
}

const anyGuard = fc.option(
  fc.record(
    {
      goldVersionId: fc.constant(id(5)),
      action: fc.constantFrom('alert', 'stop'),
      drop: fc.constantFrom(0.2, 0.4),
      patience: fc.integer({ min: 1, max: 5 }),
      klAbove: fc.option(fc.constant(9.5)),
      lengthGrowthAbove: fc.option(fc.constant(1.5)),
      repetitionAbove: fc.option(fc.constant(0.3)),
    },
    { requiredKeys: ['goldVersionId'] },
  ),
);

const anyLaunch = fc.constantFrom(...trainingMethods).chain((method) =>
  fc.record({
    method: fc.constant(method),
    name: fc.option(fc.constantFrom('a run', '7'), { nil: undefined }),
    config: fc.record(
      {
        baseVersionId: fc.constant(id(1)),
        snapshotId: fc.constant(id(2)),
        ...(isReinforced(method) ? { rewardVersionId: fc.constant(id(3)), guard: anyGuard } : {}),
        ...(hasReference(method) ? { referenceVersionId: fc.option(fc.constant(id(4))) } : {}),
        modelName: fc.constant('mine'),
        preset: fc.constantFrom(...trainingPresets),
        seed: fc.nat(),
        samples: fc.record({ count: fc.nat(64), maxNewTokens: fc.integer({ min: 1, max: 99 }) }),
        device: fc.record({ kind: fc.constant('cpu'), threads: fc.option(fc.constant(2)) }),
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

test('a form that a launch filled in says the same as the launch', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyLaunch, (wanted) => {
      const launch = trainingLaunch.parse(wanted);
      const { method, config } = launch;
      seen.add(method);
      const said = trainingLaunch.parse(trainingLaunchOf(method, trainingValuesOf(launch)));
      const whole = (params: object) => ({ ...presetConfig(method, config.preset), ...params });
      expect({ ...said.config, params: whole(said.config.params) }).toEqual({
        ...('referenceVersionId' in config ? { referenceVersionId: null } : {}),
        ...config,
        params: whole(config.params),
      });
      expect(said.name).toBe(launch.name);
    }),
    { numRuns: 500 },
  );
  expect(seen.size).toBe(trainingMethods.length);
});
