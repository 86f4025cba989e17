import { expect, it } from 'vitest';
import { insertBlock } from './insert-block.ts';

it.each([
  ['', 0, 'BLOCK'],
  ['One.\nTwo.', 2, 'One.\n\nBLOCK\n\nTwo.'],
  ['One.\nTwo.', 5, 'One.\n\nBLOCK\n\nTwo.'],
  ['One.\n\n\n', 5, 'One.\n\nBLOCK'],
  ['One.', 0, 'BLOCK\n\nOne.'],
  ['One.', 4, 'One.\n\nBLOCK'],
])('puts a block into %j at %i', (text, at, expected) => {
  const inserted = insertBlock(text, at, 'BLOCK');
  expect(inserted.text).toBe(expected);
  expect(inserted.text.slice(inserted.start, inserted.end)).toBe('BLOCK');
});
