import { expect, test } from 'vitest';
import { fixFor } from './fix-run.ts';
import { presetConfig } from './presets.ts';

const dpo = presetConfig('dpo', 'full');

test('a run that ran out of memory keeps fewer rows in it, and the same batch', () => {
  expect(fixFor('dpo', 'OUT_OF_MEMORY', dpo)?.changes).toEqual({ microBatch: 2 });
  expect(fixFor('dpo', 'OUT_OF_MEMORY', { ...dpo, batchSize: 12, microBatch: 12 })?.changes).toEqual({
    microBatch: 6,
  });
  expect(fixFor('dpo', 'OUT_OF_MEMORY', { ...dpo, batchSize: 9, microBatch: 9 })?.changes).toEqual({
    microBatch: 3,
  });
  // PPO learns from a part of its answers at a time, and samples them in batches too.
  const ppo = { ...presetConfig('ppo', 'full'), batchSize: 24, minibatches: 4, microBatch: 6 };
  expect(fixFor('ppo', 'OUT_OF_MEMORY', ppo)?.changes).toEqual({ microBatch: 3, sampleBatch: 8 });
});

test('where one row at a time is too much, activations are computed again, then rows are shorter', () => {
  const least = { ...dpo, microBatch: 1 };
  expect(fixFor('dpo', 'OUT_OF_MEMORY', least)?.changes).toEqual({ gradientCheckpointing: true });
  const again = { ...least, gradientCheckpointing: true };
  expect(fixFor('dpo', 'OUT_OF_MEMORY', again)?.changes).toEqual({ maxLength: 256 });
  expect(fixFor('dpo', 'OUT_OF_MEMORY', { ...again, maxLength: 64 })).toBeNull();
});

test('a run that diverged learns ten times slower', () => {
  expect(fixFor('dpo', 'DIVERGED', dpo)?.changes).toEqual({ learningRate: 1e-6 });
  expect(fixFor('sft', 'DIVERGED', { learningRate: 0.0003 })?.changes).toEqual({ learningRate: 0.00003 });
});

test('runs that train nothing have their own ways, and unknown causes none', () => {
  expect(fixFor('generate', 'OUT_OF_MEMORY', { tokenBudget: 8192 })?.changes).toEqual({ tokenBudget: 4096 });
  expect(fixFor('score', 'OUT_OF_MEMORY', { batchSize: 16 })?.changes).toEqual({ batchSize: 8 });
  expect(fixFor('score', 'OUT_OF_MEMORY', { batchSize: 1 })).toBeNull();
  expect(fixFor('dpo', 'DATA_EMPTY', dpo)).toBeNull();
});
