import { describe, expect, test } from 'vitest';
import { runSpec } from '../trainer/run-spec.ts';
import { trainingLaunch } from './launch.ts';
import { atOnce, withLessMemory } from './less-memory.ts';
import { isReinforced, trainingMethods } from './methods.ts';
import { decidingPart, planTraining, specOf } from './plan.ts';
import { trainingPresets } from './presets.ts';

const id = '00000000-0000-7000-8000-000000000001';

function planOf(method: string, params: Record<string, number> = {}, preset = 'lora') {
  const scored: string[] = trainingMethods.filter(isReinforced);
  const rewardVersionId = scored.includes(method) ? { rewardVersionId: id } : {};
  const config = { baseVersionId: id, snapshotId: id, preset, ...rewardVersionId, params };
  return planTraining(trainingLaunch.parse({ method, config }), 'smol');
}

/** Rows at once, of every share that can be had one after the other. */
function shares(method: string, params: Record<string, number>): string[] {
  const told = [];
  for (let plan = withLessMemory(planOf(method, params)); plan; plan = withLessMemory(plan))
    told.push(atOnce(plan));
  return told;
}

describe('less memory', () => {
  test('halves the rows at once as far as it goes, always to a divisor', () => {
    expect(atOnce(planOf('dpo', { batchSize: 8, microBatch: 8 }))).toBe('8 rows at once');
    expect(shares('dpo', { batchSize: 8, microBatch: 8 })).toEqual([
      '4 rows at once',
      '2 rows at once',
      '1 row at once',
    ]);
    expect(shares('sft', { batchSize: 30, microBatch: 15 })).toEqual(['5 rows at once', '1 row at once']);
    expect(shares('sft', { batchSize: 4, microBatch: 1 })).toEqual([]);
  });

  test('halves what ppo samples at once as well', () => {
    const params = { batchSize: 8, minibatches: 1, microBatch: 2, sampleBatch: 3 };
    expect(shares('ppo', params)).toEqual(['1 row and 2 answers at once', '1 row and 1 answer at once']);
  });

  test.each(trainingMethods.flatMap((method) => trainingPresets.map((preset) => [method, preset] as const)))(
    '%s, %s: decides nothing and makes a spec that can be run',
    (method, preset) => {
      const plan = planOf(method, {}, preset);
      const less = withLessMemory(plan);
      if (!less) throw new Error('nothing to halve');
      expect(decidingPart(less, 'hash')).toEqual(decidingPart(plan, 'hash'));
      expect(less).not.toEqual(plan);
      const places = {
        runId: 'run',
        attempt: 1,
        epoch: 1,
        configHash: 'hash',
        outputDir: '/out',
        resumeFrom: null,
        train: '/train.jsonl',
        eval: null,
        samples: null,
        folderOf: () => '/model',
      };
      expect(runSpec.safeParse(specOf(less, places)).success).toBe(true);
    },
  );
});
