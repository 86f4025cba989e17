import { expect, test } from 'vitest';
import { isNewEnough } from './python.ts';

test('3.11 is the oldest Python that will do, and 3.9 is not newer than it', () => {
  expect(['3.11.0', '3.11.7', '3.13.0rc1', '4.0.0'].every(isNewEnough)).toBe(true);
  expect(['3.9.18', '3.10.14', '2.7.18', ''].some(isNewEnough)).toBe(false);
});
