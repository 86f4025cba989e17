import { expect, it } from 'vitest';
import { formatCount, formatPlural, formatShare, formatsIn } from './format.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();

it.each([
  [0, null, null],
  [-44, null, null],
  [30, null, null],
  [-46, '1 min. ago', 'vor 1 Min.'],
  [-119, '1 min. ago', 'vor 1 Min.'],
  [-180, '3 min. ago', 'vor 3 Min.'],
  [-3_600, '1 hr. ago', 'vor 1 Std.'],
  [-86_400, 'yesterday', 'gestern'],
  [3 * 86_400, 'in 3 days', 'in 3 Tagen'],
  [-40 * 86_400, 'last mo.', 'letzten Monat'],
  [-800 * 86_400, '2 yr. ago', 'vor 2 Jahren'],
])('a moment %d seconds away', (seconds, english, german) => {
  expect(formatsIn('en').timeAgo(at(seconds), now)).toBe(english);
  expect(formatsIn('de').timeAgo(at(seconds), now)).toBe(german);
});

it('writes figures with their noun', () => {
  expect(formatCount(12_345)).toBe('12,345');
  expect(formatPlural(1, 'rating')).toBe('1 rating');
  expect(formatPlural(0, 'rating')).toBe('0 ratings');
  expect(formatPlural(2, 'person', 'people')).toBe('2 people');
  expect(formatShare(0.42135)).toBe('42.1%');
});

it('writes figures and days as the language has them', () => {
  const german = formatsIn('de');
  expect(german.count(12_345)).toBe('12.345');
  expect(german.share(0.42135)).toBe('42,1\u00a0%');
  expect(german.date('2026-03-01T12:00:00Z')).toBe('01.03.2026');
  expect(formatsIn('en').date('2026-03-01T12:00:00Z')).toBe('1 Mar 2026');
});
