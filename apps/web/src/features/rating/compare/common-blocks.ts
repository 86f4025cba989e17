import type { SplitText } from '../markdown/split-blocks.ts';

/** How many blocks two texts share at their start and at their end, where that is worth folding; else 0. */
export type CommonBlocks = { start: number; end: number };

/** Less than about a screen is skipped with the eye faster than it is opened. */
const worthFolding = { blocks: 3, characters: 2_000 };

export function commonBlocks(a: SplitText, b: SplitText): CommonBlocks {
  const shorter = Math.min(a.blocks.length, b.blocks.length);
  let start = 0;
  while (start < shorter && same(a.blocks[start], b.blocks[start])) start += 1;
  let end = 0;
  while (end < shorter - start && same(a.blocks.at(-1 - end), b.blocks.at(-1 - end))) end += 1;
  return {
    start: worth(a.blocks.slice(0, start)) ? start : 0,
    end: worth(a.blocks.slice(a.blocks.length - end)) ? end : 0,
  };
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one?.trimEnd() === other?.trimEnd();
}

function worth(blocks: readonly string[]): boolean {
  const characters = blocks.reduce((sum, block) => sum + block.trim().length, 0);
  return blocks.length >= worthFolding.blocks && characters >= worthFolding.characters;
}
