import { longestQuote } from '@prefloop/contract';
import { expect, it } from 'vitest';
import { partOf } from './marked-part.ts';

it('a part is cut at its words, and its place is that of the first of them', () => {
  const text = '  One, two.\n\nThree. ';
  expect(partOf('A', text, 0, 10)).toEqual({ side: 'A', start: 2, quote: 'One, two' });
  expect(partOf('B', text, 11, text.length)).toEqual({ side: 'B', start: 13, quote: 'Three.' });
  expect(partOf('A', text, 3, 3)).toBeNull();
  expect(partOf('A', text, 11, 13)).toBeNull();
});

it('a part is no longer than may be stored', () => {
  const part = partOf('A', 'x'.repeat(longestQuote + 10), 5, longestQuote + 10);
  expect(part?.quote.length).toBe(longestQuote);
  expect(part?.start).toBe(5);
});
