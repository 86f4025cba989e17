import { openSpan, type Span } from './spans.ts';

/** `[label]: address` or a footnote: stands in one place, is used in others. */
export type Definition = { label: string; text: string };

/** A text cut where no block of Markdown goes through; `blocks` joined by line breaks are the text again. */
export type SplitText = { blocks: readonly string[]; definitions: readonly Definition[] };

/** Headings, quotes and rules. */
const startsAnew = /^(?:#{1,6}(?:\s|$)|>|([-*_])[ \t]*(?:\1[ \t]*){2,}$)/;
const footnote = /^\[\^([^\]\s]+)\]:[ \t]*/;
const link =
  /^ {0,3}\[(?!\^)((?:[^[\]\\]|\\.){1,300})\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*$/;

/**
 * Cuts at blank lines, and only where what follows starts anew: never within code, a formula, a comment, a table, a
 * list, a footnote or what is indented. Where that is uncertain it does not cut. One pass, whatever the text.
 */
export function splitBlocks(text: string): SplitText {
  const lines = text.split('\n');
  const closingBrackets = lines.flatMap((line, at) => (line.includes('\\]') ? [at] : []));
  const blocks: string[][] = [];
  const definitions: Definition[] = [];
  let block: string[] = [];
  let list = false;
  /** Where the contents of the list items begin that are open, outermost first. */
  let items: number[] = [];
  let span = noSpan();
  let before: 'blank' | 'definition' | 'span' | 'text' = 'blank';

  for (const [at, line] of lines.entries()) {
    const indent = indentOf(line);
    const body = line.trim();
    const held = span;
    const left = held !== null && body !== '' && indent < held.floor;
    if ((held !== null && !left) || body === '') {
      block.push(line);
      if (held?.ends.test(body) && indent - held.floor <= held.within) span = null;
      before = body === '' ? 'blank' : 'span';
      continue;
    }
    // A line of a paragraph may stand left of its list item and belong to it all the same; nothing else may.
    if (before !== 'text' || startsAnew.test(body)) items = items.filter((offset) => offset <= indent);
    const entered = enterItems(body, indent, items, before === 'text');
    const goesOn = list && entered.items.length > 0;
    if (before === 'blank' && indent === 0 && !goesOn && block.some((each) => each.trim() !== '')) {
      blocks.push(block);
      block = [];
      list = false;
    }
    block.push(line);
    items = entered.items;
    list ||= items.length > 0;
    while (closingBrackets[0] !== undefined && closingBrackets[0] <= at) closingBrackets.shift();
    const floor = items.findLast((offset) => offset <= entered.column) ?? 0;
    const bracketCloses = (closingBrackets[0] ?? Number.POSITIVE_INFINITY) < at + 200;
    const fresh: boolean = before !== 'text';
    span = entered.column - floor < 4 ? openSpan(entered.body, { floor, fresh, bracketCloses }) : null;
    const label: string | undefined = fresh ? link.exec(line)?.[1] : undefined;
    if (label !== undefined) definitions.push({ label: plainLabel(label), text: line.trim() });
    before = label === undefined ? 'text' : 'definition';
    if (span === null) continue;
    items = items.filter((offset) => offset <= entered.column);
    before = 'span';
  }
  blocks.push(block);
  return {
    blocks: blocks.map((each) => each.join('\n')),
    definitions: [...definitions, ...blocks.flatMap(footnotesOf)],
  };
}

/** The type in full: from a bare null the compiler would conclude that there is never a span. */
function noSpan(): Span | null {
  return null;
}

/** Labels are the same whatever their case and blanks. */
export function plainLabel(label: string): string {
  return label.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** Columns of white space before a line's text. */
function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === '\t') columns += 4 - (columns % 4);
    else if (character === ' ') columns += 1;
    else break;
  }
  return columns;
}

/** Takes the markers of lists and footnotes off the front of a line; each is a container that opens there. */
function enterItems(line: string, indent: number, open: readonly number[], inText: boolean) {
  const items = [...open];
  let [body, column] = [line, indent];
  for (;;) {
    const outer = items.findLast((offset) => offset <= column) ?? 0;
    const mark = column - outer < 4 ? markerOf(body, inText && items.length === 0) : undefined;
    if (mark === undefined) return { body, column, items };
    items.splice(0, items.length, ...items.filter((offset) => offset <= column));
    const after = body.slice(mark.length);
    const blanks = indentOf(after);
    // Five and more blanks: the item begins with code that is indented.
    const wide = after.trim() === '' || blanks > 4;
    column += mark.length + (wide ? 1 : blanks);
    items.push(mark.startsWith('[') ? indent + 4 : column);
    body = wide ? '' : after.trimStart();
  }
}

/** A list that interrupts a paragraph starts at 1. */
function markerOf(body: string, interrupts: boolean): string | undefined {
  if (/^([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(body)) return undefined;
  const mark = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)|^\[\^[^\]\s]+\]:/.exec(body)?.[0];
  return interrupts && mark !== undefined && /^(?!1[.)])\d/.test(mark) ? undefined : mark;
}

function footnotesOf(block: readonly string[]): Definition[] {
  const found: Definition[] = [];
  for (const line of block) {
    const label = footnote.exec(line)?.[1];
    if (label !== undefined) found.push({ label: plainLabel(`^${label}`), text: line });
    else if (found.length === 0 && line.trim() !== '') return [];
    else if (found.length > 0) found[found.length - 1] = grown(found[found.length - 1], line);
  }
  return found;
}

const grown = (last: Definition | undefined, line: string): Definition => ({
  label: last?.label ?? '',
  text: `${last?.text ?? ''}\n${line}`,
});
