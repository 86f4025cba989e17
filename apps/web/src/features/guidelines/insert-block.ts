/**
 * Puts a block into a text at `at` (in UTF-16 units), after the line that this is in and with an empty line on both
 * sides. Answers the text and where the block stands in it.
 */
export function insertBlock(
  text: string,
  at: number,
  block: string,
): { text: string; start: number; end: number } {
  const lineEnd = text.indexOf('\n', at);
  const cut = at === 0 || text[at - 1] === '\n' ? at : lineEnd < 0 ? text.length : lineEnd;
  const before = text.slice(0, cut).trimEnd();
  const after = text.slice(cut).trimStart();
  const start = before === '' ? 0 : before.length + 2;
  return {
    text: [before, block, after].filter((part) => part !== '').join('\n\n'),
    start,
    end: start + block.length,
  };
}
