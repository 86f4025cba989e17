import { expect, test } from 'vitest';
import { flatSettings, paramLabel } from './flat-settings.ts';

test('parameters stand beside the other settings', () => {
  expect(flatSettings({ seed: 1, params: { beta: 0.1 } })).toEqual({ seed: 1, beta: 0.1 });
  expect(flatSettings({ seed: 1 })).toEqual({ seed: 1 });
});

test('a parameter has the name that its form gives it', () => {
  expect(paramLabel('dpo', 'beta')).toBe('Beta');
  expect(paramLabel('generate', 'topP')).toBeUndefined();
});
