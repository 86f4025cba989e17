import { expect, test } from 'vitest';
import { initialPipeline, pipelineTextOf } from './pipeline-text.ts';

test('a form that lacks what it cannot do without is no document yet', () => {
  expect(pipelineTextOf(initialPipeline)).toBeNull();
  expect(
    pipelineTextOf({ ...initialPipeline, base: 'SmolLM2 v1', preferences: 'pairs', methods: [] }),
  ).toBeNull();
});

test('each step starts from what the steps before it make', () => {
  const text = pipelineTextOf({
    ...initialPipeline,
    name: 'Round: one',
    base: 'SmolLM2 v1',
    demonstrations: 'demos',
    preferences: 'round 1',
    methods: ['dpo', 'ppo'],
    hours: 4,
    sweep: { step: 'dpo', parameter: 'beta', values: '0.1, 0.5' },
  });
  expect(text).toBe(`name: "Round: one"
onError: stop
budget: { hours: 4 }
steps:
  sft:
    method: sft
    base: SmolLM2 v1
    snapshot: demos
    preset: lora
  judge:
    method: reward
    base: sft
    snapshot: round 1
    preset: lora
  dpo:
    method: dpo
    base: sft
    snapshot: round 1
    preset: lora
    sweep: { beta: [0.1, 0.5] }
  ppo:
    method: ppo
    base: sft
    reward: judge
    snapshot: round 1
    preset: lora
  evaluate:
    method: evaluate
    baseline: sft
    models: [dpo, ppo]
    reward: judge
    snapshot: round 1
    prompts: { limit: 100 }
`);
});

test('without demonstrations all start from the base, and without a need no reward model is trained', () => {
  const text = pipelineTextOf({
    ...initialPipeline,
    base: '007',
    preferences: 'true',
    evaluate: false,
  });
  expect(text).toContain('steps:\n  dpo:\n    method: dpo\n    base: "007"\n    snapshot: "true"\n');
  expect(text).not.toContain('judge');
});
