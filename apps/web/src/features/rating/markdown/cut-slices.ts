import { type Definition, plainLabel, type SplitText } from './split-blocks.ts';

/** What is formatted in one go; some 10 ms of work. */
const sliceLength = 2_500;
/** Shorter texts are drawn whole: cutting them would only cost. */
const wholeUpTo = 8_000;

/** A run of blocks, and what it takes from other parts of its text. */
export type Slice = { text: string; definitions: string };

export function cutSlices({ blocks, definitions }: SplitText): Slice[] {
  const whole = blocks.reduce((sum, block) => sum + block.length, 0) <= wholeUpTo;
  const runs: string[][] = [];
  let length = 0;
  for (const block of blocks) {
    const run = runs.at(-1);
    if (run === undefined || (!whole && length + block.length > sliceLength)) {
      runs.push([block]);
      length = block.length;
    } else {
      run.push(block);
      length += block.length;
    }
  }
  return runs.map((run) => {
    const text = run.join('\n');
    return { text, definitions: definitionsFor(text, definitions) };
  });
}

/** A few blocks of a text, with all that they may refer to. */
export function partOf({ blocks, definitions }: SplitText, from: number, to: number): SplitText {
  return { blocks: blocks.slice(from, to), definitions };
}

/** Definitions that a run uses and does not hold, and those that these use in turn. */
function definitionsFor(text: string, definitions: readonly Definition[]): string {
  if (definitions.length === 0) return '';
  const byLabel = new Map(definitions.toReversed().map((each) => [each.label, each]));
  const held = new Set(text.split('\n').map((line) => line.trim()));
  const found = new Set<Definition>();
  // A set gives what is added while it is walked: definitions that definitions use come along.
  const texts = new Set([text]);
  for (const within of texts) {
    for (const [, label] of within.matchAll(/\[((?:[^[\]\\]|\\.){1,300})\]/g)) {
      const definition = byLabel.get(plainLabel(label ?? ''));
      if (definition === undefined || held.has(firstLine(definition))) continue;
      found.add(definition);
      texts.add(definition.text);
    }
  }
  return [...found].map((each) => each.text).join('\n');
}

function firstLine({ text }: Definition): string {
  return text.slice(0, text.indexOf('\n') >>> 0).trim();
}

/** Text as it is, in pieces that end with a line: a browser lays out only those that are in sight. */
export function cutLines(text: string, longest = 4_000): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > longest) {
    const end = text.lastIndexOf('\n', from + longest);
    const next = end > from ? end : text.indexOf('\n', from + longest);
    if (next < 0) break;
    pieces.push(text.slice(from, next));
    from = next + 1;
  }
  return [...pieces, text.slice(from)];
}
