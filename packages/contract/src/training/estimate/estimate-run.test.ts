import { describe, expect, test } from 'vitest';
import type { WorkerDevice } from '../../resources/workers.ts';
import { trainingLaunch } from '../launch.ts';
import { isReinforced, type TrainingMethod, trainingMethods } from '../methods.ts';
import { planTraining } from '../plan.ts';
import { type MeasuredRows, measureRows } from '../snapshot-content.ts';
import { type EstimateFacts, estimateTraining } from './estimate-run.ts';
import { type FinishedRun, runsLike, scaleBy } from './finished-runs.ts';
import { memoryByTable, shapeOf } from './memory.ts';
import { lineThrough } from './time-line.ts';
import { workOf } from './work.ts';

const id = '00000000-0000-7000-8000-000000000001';
function planOf(method: TrainingMethod, config: Record<string, unknown> = {}) {
  const reward = isReinforced(method) ? { rewardVersionId: id } : {};
  const launch = { method, config: { baseVersionId: id, snapshotId: id, ...reward, ...config } };
  return planTraining(trainingLaunch.parse(launch), 'smol');
}

const smol = { parameters: 134_515_008, vocabulary: 49_152, hiddenSize: 576, layers: 30 };
const model = shapeOf(smol);
if (!model) throw new Error('no shape');
/** 80 pairs of which each is two conversations of 100 tokens, and 20 held out. */
const rows: MeasuredRows = {
  train: { rows: 80, tokens: 16_000, promptTokens: 4_000, longest: 150 },
  eval: { rows: 20, tokens: 4_000, promptTokens: 1_000, longest: 150 },
  overLength: 0,
};
const machine: WorkerDevice = { kind: 'cpu', name: 'A Processor', cores: 2, memoryBytes: 8e9 };
const facts = (changes: Partial<EstimateFacts> = {}): EstimateFacts => ({
  model,
  rows,
  trainRows: 80,
  machines: [machine],
  finished: [],
  ...changes,
});

/** A run like `plan` that took so many times what the table says. */
function finished(times: number, changes: Partial<FinishedRun> = {}): FinishedRun {
  const { byTable } = estimateTraining(planOf('dpo'), facts());
  return {
    preset: 'lora',
    adapter: true,
    parameters: smol.parameters,
    device: { kind: 'cpu', name: 'A Processor', precision: 'bf16', threads: 2 },
    byTable,
    took: {
      tokens: byTable.tokens * 1.1,
      seconds: (byTable.startSeconds + byTable.workSeconds) * times,
      memoryBytes: byTable.memoryBytes * 0.9,
      checkpointBytes: byTable.checkpointBytes * 1.05,
    },
    ...changes,
  };
}

describe('the work of a run', () => {
  test('rows: every pass trains, every evaluation reads, the reference reads all once more', () => {
    const params = { batchSize: 8, epochs: 2, evalSteps: 10, microBatch: 4 };
    const work = workOf(planOf('dpo', { params, samples: { count: 4, maxNewTokens: 100 } }), rows);
    expect(work).toMatchObject({ steps: 20, passes: 2, evaluations: 3, tokens: 32_000, trained: 32_000 });
    expect(work.forward).toBe(3 * 4_000 + 32_000 + 4_000);
    expect(work.sampled).toBeCloseTo(3 * 4 * 100 * 0.7);
    expect(work.atOnce).toBe(4 * 2 * 150);
    // Nothing holds SFT to a reference, and a reward model writes nothing.
    expect(workOf(planOf('simpo', { params }), rows).forward).toBe(3 * 4_000);
    expect(workOf(planOf('reward', { params }), rows).sampled).toBe(0);
  });

  test('answers: each is written, read by every model, and trained on as often as the method does', () => {
    const params = { steps: 10, batchSize: 16, groupSize: 4, maxNewTokens: 100, evalSteps: 10 };
    const samples = { count: 0 };
    const grpo = workOf(planOf('grpo', { params, samples }), rows);
    expect(grpo.tokens).toBeCloseTo(10 * 16 * (50 + 70));
    expect(grpo.sampled).toBeCloseTo(10 * 16 * 70 + 2 * 20 * 70);
    expect(workOf(planOf('online_dpo', { params, samples }), rows).trained).toBeCloseTo(grpo.trained / 2);
    expect(workOf(planOf('expert_iteration', { params, samples }), rows).trained).toBeCloseTo(
      grpo.trained / 4,
    );
  });

  test('rows are measured in characters, and those that do not fit are counted and left out', () => {
    const lengths = {
      train: { prompt: [40, 400], longest: [80, 80], answers: [120, 120] },
      eval: { prompt: [40], longest: [20], answers: [40] },
    };
    const how = { asks: false, room: 100, perToken: 4 };
    expect(measureRows({ lengths }, { ...how, kind: 'preference' })).toEqual({
      train: { rows: 1, tokens: 20 + 30 + 40, promptTokens: 30, longest: 50 },
      eval: { rows: 1, tokens: 20 + 10 + 40, promptTokens: 30, longest: 35 },
      overLength: 1,
    });
    // Where the policy answers, the answers of the rows count for nothing.
    expect(measureRows({ lengths }, { ...how, kind: 'preference', asks: true, room: 10 }).train).toEqual({
      rows: 1,
      tokens: 30,
      promptTokens: 30,
      longest: 30,
    });
  });
});

test.each(trainingMethods)('%s is estimated in full, each figure as a range with its formula', (method) => {
  for (const preset of ['try', 'lora', 'full']) {
    const told = estimateTraining(planOf(method, { preset }), facts());
    expect(told).toMatchObject({ runs: 0, device: null });
    const { tokens, steps, seconds, memoryBytes, diskBytes } = told;
    for (const { low, expected, high, formula } of [tokens, steps, seconds, memoryBytes, diskBytes]) {
      expect(low).toBeGreaterThan(0);
      expect(expected).toBeGreaterThanOrEqual(low);
      expect(high).toBeGreaterThanOrEqual(expected);
      expect(formula).toMatch(/\.$/);
      expect(formula).not.toMatch(/NaN|undefined|\. \.| \./);
    }
    expect(seconds.formula).toContain('An order of magnitude only');
  }
});

test('the table is the step that was measured: 8 x 128 tokens in 2.4 s on two cores', () => {
  const one = { rows: 8, tokens: 1024, promptTokens: 500, longest: 128 };
  const plan = planOf('sft', { params: { epochs: 1, exactMatchRows: 0 }, samples: { count: 0 } });
  const measured = facts({ rows: { train: one, eval: { ...one, rows: 0, tokens: 0 }, overLength: 0 } });
  const seconds = (changes: Partial<EstimateFacts>) =>
    estimateTraining(plan, { ...measured, ...changes }).byTable.workSeconds;
  expect(seconds({})).toBeCloseTo(2.4, 1);
  expect(seconds({ machines: [{ ...machine, cores: 8 }] })).toBeCloseTo(0.6, 1);
  expect(seconds({ model: { ...model, parameters: 10 * model.parameters } })).toBeCloseTo(24, 0);
  expect(seconds({ machines: [{ ...machine, kind: 'cuda' }] })).toBeLessThan(0.1);
});

test.each([
  ['an adapter', { preset: 'lora' }, 6.65e9],
  ['all weights', { preset: 'full' }, 7.37e9],
])('memory of DPO with %s is within 15%% of what was measured', (_, config, peak) => {
  // 16 pairs of the demo set, the longest of 704 characters, on two cores in bf16.
  const plan = planOf('dpo', { ...config, params: { microBatch: 4 } });
  const work = workOf(plan, { ...rows, train: { ...rows.train, longest: 704 / 4 + 20 } });
  expect(Math.abs(memoryByTable(plan, work, model).bytes / peak - 1)).toBeLessThan(0.15);
});

test('a shape that is not known is taken from the parameters', () => {
  const guessed = shapeOf({ parameters: smol.parameters, vocabulary: smol.vocabulary });
  expect(guessed?.hidden).toBeGreaterThan(0.5 * smol.hiddenSize);
  expect(guessed?.hidden).toBeLessThan(2 * smol.hiddenSize);
  expect(guessed?.layers).toBeGreaterThan(0);
  expect(shapeOf({})).toBeNull();
});

describe('finished runs', () => {
  test('scale the table by their middle, and their interval is the range', () => {
    const told = estimateTraining(
      planOf('dpo'),
      facts({ finished: [0.9, 0.7, 2, 0.8, 0.75].map((times) => finished(times)) }),
    );
    const { byTable, seconds, tokens, diskBytes } = told;
    const whole = byTable.startSeconds + byTable.workSeconds;
    expect(told).toMatchObject({ runs: 5, device: 'A Processor' });
    expect(seconds.low / whole).toBeCloseTo(0.7);
    expect(seconds.expected / whole).toBeCloseTo(0.8);
    expect(seconds.high / whole).toBeCloseTo(2);
    expect(seconds.formula).toMatch(/× 0\.7 to 2, as 5 finished runs like this one took\.$/);
    expect(tokens.expected / byTable.tokens).toBeCloseTo(1.1);
    expect(diskBytes.expected).toBeCloseTo(3 * 1.05 * byTable.checkpointBytes + 4 * smol.parameters);
  });

  test('of different lengths tell what they take to start, and what their work takes', () => {
    const { byTable } = estimateTraining(planOf('dpo'), facts());
    const run = (share: number, took: number) => {
      const known = finished(1, { byTable: { ...byTable, workSeconds: share * byTable.workSeconds } });
      return { ...known, took: { ...known.took, seconds: took } };
    };
    // 100 s to start, and half the table's time at work; one of them was held up.
    const of = (share: number) => 100 + 0.5 * share * byTable.workSeconds;
    const known = [run(1, of(1)), run(2, of(2)), run(4, 3 * of(4)), run(3, of(3)), run(5, of(5))];
    const { seconds } = estimateTraining(planOf('dpo'), facts({ finished: known }));
    expect(seconds.expected).toBeCloseTo(of(1), 3);
    expect(seconds.high).toBeCloseTo(3 * of(1), 3);
    expect(seconds.formula).toMatch(/\) × 0\.5 \+ 100 s to start, on 2 cores\) × 1 to 3, as 5 finished runs/);
  });

  test.each([
    ['too few', [1, 2], [10, 20]],
    ['as long as each other', [1, 1, 1.2], [10, 20, 30]],
    ['the longer the shorter', [1, 2, 3], [30, 20, 10]],
  ])('no line goes through runs that are %s', (_, works, took) => {
    expect(lineThrough(works.map((work, at) => ({ work, took: took[at] ?? 0 })))).toBeNull();
  });

  test('few of them are no more than a hint, so their range is made wider', () => {
    expect(scaleBy([1])).toEqual({ low: 0.8, expected: 1, high: 1.25, runs: 1 });
    expect(scaleBy([2, 1, 4, 3])).toMatchObject({ expected: 2.5, runs: 4 });
    expect(scaleBy([null, Number.NaN, 0])).toBeNull();
  });

  test.each<[string, Partial<FinishedRun>]>([
    ['another preset', { preset: 'full' }],
    ['all weights', { adapter: false }],
    ['a larger base', { parameters: 2 * smol.parameters }],
    ['a GPU', { device: { kind: 'cuda', name: 'A GPU', precision: 'bf16', threads: 2 } }],
    ['another processor', { device: { kind: 'cpu', name: 'B', precision: 'bf16', threads: 2 } }],
  ])('on or with %s say nothing of this one', (_, changes) => {
    expect(runsLike(planOf('dpo'), smol.parameters, [finished(1, changes)], [machine])).toEqual([]);
  });

  test('are of one device: that of the newest, where no worker tells', () => {
    const on = (name: string, precision = 'bf16') =>
      finished(1, { device: { kind: 'cpu', name, precision, threads: 2 } });
    const all = [on('B'), on('A'), on('B', 'fp32'), on('B')];
    expect(runsLike(planOf('dpo'), smol.parameters, all, [])).toEqual([all[0], all[3]]);
    const exact = planOf('dpo', { device: { precision: 'fp32' } });
    expect(runsLike(exact, smol.parameters, all, [])).toEqual([all[2]]);
  });
});
