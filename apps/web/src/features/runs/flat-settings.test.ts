import { expect, test } from 'vitest';
import { differingSettings, flatSettings, paramLabel } from './flat-settings.ts';

test('parameters stand beside the other settings', () => {
  expect(flatSettings({ seed: 1, params: { beta: 0.1 } })).toEqual({ seed: 1, beta: 0.1 });
  expect(flatSettings({ seed: 1 })).toEqual({ seed: 1 });
});

test('only what differs is told, also where one run has no such setting', () => {
  const one = { seed: 0, params: { beta: 0.1, lora: { rank: 16 } } };
  const other = { seed: 0, params: { beta: 0.3, lora: { rank: 16 }, steps: 9 } };
  expect(differingSettings(one, other)).toEqual([
    { name: 'beta', values: [0.1, 0.3] },
    { name: 'steps', values: [undefined, 9] },
  ]);
});

test('a parameter has the name that its form gives it', () => {
  expect(paramLabel('dpo', 'beta')).toBe('Beta');
  expect(paramLabel('generate', 'topP')).toBeUndefined();
});
