import { expect, test } from 'vitest';
import { describeEnvironment } from './environment-progress.ts';

test('a step is told once, whatever pip says meanwhile', () => {
  const step = { state: 'preparing', step: 'torch', done: 1, total: 5 } as const;
  const first = describeEnvironment({ ...step, message: 'Installing PyTorch' });
  expect(first).toContain('step 2 of 5');
  expect(describeEnvironment({ ...step, message: 'Collecting numpy' })).toBe(first);
});

test('a failure comes with its hint, and a ready environment needs no words', () => {
  expect(describeEnvironment({ state: 'failed', message: 'no disk', hint: 'free some' })).toMatch(
    /no disk\n.*free some/,
  );
  expect(describeEnvironment({ state: 'ready', python: '/x' })).toBeNull();
  expect(describeEnvironment({ state: 'unknown' })).toBeNull();
});
