import { expect, test } from 'vitest';
import { suggestName } from './suggest-name.ts';

test('a free name is taken as it is, and one that is taken gets the first number that is free', () => {
  expect(suggestName('B v2 against A v1', [])).toBe('B v2 against A v1');
  expect(suggestName('B', ['B', 'B (2)', 'B (4)'])).toBe('B (3)');
});
