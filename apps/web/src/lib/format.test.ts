import { expect, it } from 'vitest';
import { formatCount, formatPlural, formatShare, formatTimeAgo } from './format.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();

it.each([
  [0, 'just now'],
  [-44, 'just now'],
  [30, 'just now'],
  [-46, '1 min. ago'],
  [-119, '1 min. ago'],
  [-180, '3 min. ago'],
  [-3_600, '1 hr. ago'],
  [-86_400, 'yesterday'],
  [3 * 86_400, 'in 3 days'],
  [-40 * 86_400, 'last mo.'],
  [-800 * 86_400, '2 yr. ago'],
])('a moment %d seconds away', (seconds, told) => {
  expect(formatTimeAgo(at(seconds), now)).toBe(told);
});

it('writes figures with their noun', () => {
  expect(formatCount(12_345)).toBe('12,345');
  expect(formatPlural(1, 'rating')).toBe('1 rating');
  expect(formatPlural(0, 'rating')).toBe('0 ratings');
  expect(formatPlural(2, 'person', 'people')).toBe('2 people');
  expect(formatShare(0.42135)).toBe('42.1%');
});
