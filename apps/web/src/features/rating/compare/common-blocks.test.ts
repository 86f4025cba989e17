import { expect, test } from 'vitest';
import { splitBlocks } from '../markdown/split-blocks.ts';
import { commonBlocks } from './common-blocks.ts';

const paragraph = (n: number) => `Paragraph ${n}. ${'It says what both of them say. '.repeat(30)}`;
const shared = [1, 2, 3].map(paragraph);
const fence = '```\none\n\ntwo\n```';
const common = (a: string[], b: string[]) =>
  commonBlocks(splitBlocks(a.join('\n\n')), splitBlocks(b.join('\n\n')));

test.each([
  ['a long start', [...shared, 'A'], [...shared, 'B'], { start: 3, end: 0 }],
  ['a long end', ['A', ...shared], ['B', ...shared], { start: 0, end: 3 }],
  ['both', [...shared, 'A', ...shared], [...shared, 'B', 'C', ...shared], { start: 3, end: 3 }],
  ['one that stops where the other goes on', shared, [...shared, 'B'], { start: 3, end: 0 }],
  ['code that is not cut', [...shared, fence, 'A'], [...shared, fence, 'B'], { start: 4, end: 0 }],
  [
    'code that differs within',
    [...shared, fence],
    [...shared, '```\none\n\nthree\n```'],
    { start: 3, end: 0 },
  ],
  ['two blocks only', [...shared.slice(0, 2), 'A'], [...shared.slice(0, 2), 'B'], { start: 0, end: 0 }],
  ['short blocks', ['a', 'b', 'c', 'd', 'A'], ['a', 'b', 'c', 'd', 'B'], { start: 0, end: 0 }],
  ['nothing', ['A'], ['B'], { start: 0, end: 0 }],
])('%s', (_, a, b, expected) => {
  expect(common(a, b)).toEqual(expected);
});
