const opensFence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Writes every way in which models mark LaTeX as the one that the parser takes (`$$`), and leaves prices alone:
 * `\(x\)`, `\[x\]` and `$x$` become math, "from $5 to $10" stays text. Code is never touched.
 * A single dollar opens math only before a character that is no space, and closes it only after one and not before a
 * digit (the rule of Pandoc's tex_math_dollars).
 */
export function normalizeMath(text: string): string {
  if (!text.includes('$') && !text.includes('\\(') && !text.includes('\\[')) return text;
  const out: string[] = [];
  let prose: string[] = [];
  let fence: string | null = null;
  const flush = () => {
    if (prose.length > 0) out.push(normalizeProse(prose.join('\n')));
    prose = [];
  };
  for (const line of text.split('\n')) {
    const mark = opensFence.exec(line)?.[1];
    if (fence === null && mark !== undefined) {
      flush();
      fence = mark;
      out.push(line);
    } else if (fence === null) {
      prose.push(line);
    } else {
      out.push(line);
      const closes = mark?.startsWith(fence) === true && line.trim() === mark;
      if (closes) fence = null;
    }
  }
  flush();
  return out.join('\n');
}

/** Reads the text once, from left to right; every search is remembered, so that hostile text costs no more. */
function normalizeProse(prose: string): string {
  const find = rememberingFinder(prose);
  const closingTicks = tickRuns(prose);
  let out = '';
  let at = 0;
  while (at < prose.length) {
    const character = prose[at];
    if (character === '`') {
      const [length, end] = closingTicks(at);
      out += prose.slice(at, end ?? at + length);
      at = end ?? at + length;
      continue;
    }
    const found = character === '\\' || character === '$' ? mathAt(prose, at, find) : null;
    if (found !== null) {
      out += found.display
        ? displayMath(prose, at, found)
        : `$$${prose.slice(found.from, found.to).trim()}$$`;
      at = found.end;
      continue;
    }
    const width = character === '\\' || prose.startsWith('$$', at) ? 2 : 1;
    out += prose.slice(at, at + width);
    at += width;
  }
  return out;
}

/** Where the body of a piece of math begins and ends, and where the text goes on behind it. */
type Piece = { display: boolean; from: number; to: number; end: number };
type Find = (needle: string, from: number) => number;

function mathAt(prose: string, at: number, find: Find): Piece | null {
  const bracketed = [
    ['$$', '$$', true, 10_000],
    ['\\[', '\\]', true, 10_000],
    ['\\(', '\\)', false, 2_000],
  ] as const;
  for (const [open, close, display, longest] of bracketed) {
    if (!prose.startsWith(open, at)) continue;
    const from = at + 2;
    const to = find(close, from);
    if (to <= from || to - from > longest || prose.slice(from, to).trim() === '') return null;
    const dollar = find('$', from);
    return dollar >= 0 && dollar < to ? null : { display, from, to, end: to + 2 };
  }
  return prose[at] === '$' ? singleDollar(prose, at, find) : null;
}

function singleDollar(prose: string, at: number, find: Find): Piece | null {
  const from = at + 1;
  const to = find('$', from);
  if (to <= from || to - from > 1_000) return null;
  const body = prose.slice(from, to);
  const closes = !/^\s|[\s\\]$|[\n`]/.test(body) && !/[\d$]/.test(prose[to + 1] ?? '');
  return closes ? { display: false, from, to, end: to + 1 } : null;
}

/** Display math needs lines of its own; inside a sentence or a table it stays in the line. */
function displayMath(prose: string, at: number, { from, to, end }: Piece): string {
  const body = prose.slice(from, to).trim();
  const before = prose.slice(prose.lastIndexOf('\n', at - 1) + 1, at);
  const lineEnd = prose.indexOf('\n', end);
  const after = prose.slice(end, lineEnd < 0 ? undefined : lineEnd);
  const alone = before.trim() === '' && after.trim() === '';
  return alone ? `$$\n${before}${body}\n${before}$$` : `$$${body.replaceAll('\n', ' ')}$$`;
}

/** `indexOf` for positions that only grow: no part of the text is searched twice for the same needle. */
function rememberingFinder(text: string): Find {
  const last = new Map<string, number>();
  return (needle, from) => {
    const known = last.get(needle);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = text.indexOf(needle, from);
    last.set(needle, found);
    return found;
  };
}

/** For a run of backticks: its length, and the end of the code span that it opens, if it opens one. */
function tickRuns(text: string): (at: number) => [length: number, end: number | null] {
  const starts = new Map<number, number[]>();
  const lengths = new Map<number, number>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    lengths.set(index, run.length);
    const list = starts.get(run.length);
    if (list) list.push(index);
    else starts.set(run.length, [index]);
  }
  return (at) => {
    const length = lengths.get(at) ?? 1;
    const list = starts.get(length) ?? [];
    while (list.length > 0 && (list[0] ?? 0) <= at) list.shift();
    const next = list[0];
    return [length, next === undefined ? null : next + length];
  };
}
