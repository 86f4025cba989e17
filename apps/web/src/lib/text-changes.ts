import { diffArrays } from 'diff';

/** A run of text that stands in both texts, only in the later one, or only in the earlier one. */
type Piece = { kind: 'same' | 'added' | 'removed'; text: string };

/** One or more paragraphs, in the order of the later text. */
export type Passage = { changed: boolean; pieces: readonly Piece[] };

/** Paragraphs that share less than this part of their letters are two texts and not one that was changed. */
const leastShared = 0.2;

/**
 * What became of a text: by paragraphs, and word by word within those that were changed, with words as Unicode cuts
 * them. Where a comparison takes longer than `limitMs` both texts stand there whole.
 */
export function textChanges(before: string, after: string, limitMs = 300): Passage[] {
  const [old, now] = [paragraphsOf(before), paragraphsOf(after)];
  const runs = diffArrays(old, now, { timeout: limitMs }) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: now },
  ];
  const passages: Passage[] = [];
  let [removed, added]: [string[], string[]] = [[], []];
  const settle = () => {
    passages.push(...changesOf(removed, added, limitMs));
    [removed, added] = [[], []];
  };
  for (const run of runs) {
    if (run.removed) removed.push(...run.value);
    else if (run.added) added.push(...run.value);
    else {
      settle();
      passages.push(
        ...run.value.map((text): Passage => ({ changed: false, pieces: [{ kind: 'same', text }] })),
      );
    }
  }
  settle();
  return passages;
}

function paragraphsOf(text: string): string[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => paragraph.trimEnd())
    .filter((paragraph) => paragraph !== '');
}

/** As many paragraphs as before were changed one by one; else nobody knows which became which. */
function changesOf(removed: readonly string[], added: readonly string[], limitMs: number): Passage[] {
  if (removed.length !== added.length) return changeOf(removed.join('\n\n'), added.join('\n\n'), limitMs);
  return removed.flatMap((text, place) => changeOf(text, added[place] ?? '', limitMs));
}

function changeOf(before: string, after: string, limitMs: number): Passage[] {
  const pieces = before === '' || after === '' ? null : wordChanges(before, after, limitMs);
  if (pieces !== null) return [{ changed: true, pieces }];
  const whole: Piece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return whole.filter(({ text }) => text !== '').map((piece) => ({ changed: true, pieces: [piece] }));
}

/** Null where it takes too long, or hardly anything is shared. */
function wordChanges(before: string, after: string, limitMs: number): Piece[] | null {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  const cut = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  const runs = diffArrays(cut(before), cut(after), { timeout: limitMs });
  if (!runs) return null;
  const pieces: Piece[] = [];
  let change = { removed: '', added: '' };
  const settle = () => {
    const { removed, added } = change;
    // Space that both end with was not changed: a mark of its own on it would say nothing.
    const end = /\s*$/u.exec(removed)?.[0] ?? '';
    const space = end !== '' && added.endsWith(end) ? end : '';
    const parts: Piece[] = [
      { kind: 'removed', text: removed.slice(0, removed.length - space.length) },
      { kind: 'added', text: added.slice(0, added.length - space.length) },
      { kind: 'same', text: space },
    ];
    pieces.push(...parts.filter(({ text }) => text !== ''));
    change = { removed: '', added: '' };
  };
  for (const [place, run] of runs.entries()) {
    const text = run.value.join('');
    // A space between two words that were changed is no common ground: marks would be torn into single words.
    const between = place > 0 && place < runs.length - 1 && text.trim() === '';
    if (run.removed || (between && !run.added)) change.removed += text;
    if (run.added || (between && !run.removed)) change.added += text;
    if (run.removed || run.added || between) continue;
    settle();
    pieces.push({ kind: 'same', text });
  }
  settle();
  const letters = (text: string) => text.replaceAll(/\s+/gu, '').length;
  const shared = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? letters(text) : 0), 0);
  return shared < leastShared * Math.min(letters(before), letters(after)) ? null : pieces;
}

/** Passages to be shown, and in place of others that are the same their number. */
export type Folded = { passage: Passage } | { unchanged: number };

/** Leaves one unchanged passage around every change to tell where it is, and folds two or more of the others. */
export function foldUnchanged(passages: readonly Passage[]): Folded[] {
  const runs: { near: boolean; passages: Passage[] }[] = [];
  for (const [place, passage] of passages.entries()) {
    const near = passages.slice(Math.max(0, place - 1), place + 2).some(({ changed }) => changed);
    const last = runs.at(-1);
    if (last?.near === near) last.passages.push(passage);
    else runs.push({ near, passages: [passage] });
  }
  const changed = runs.some(({ near }) => near);
  return runs.flatMap((run): Folded[] =>
    run.near || (changed && run.passages.length === 1)
      ? run.passages.map((passage) => ({ passage }))
      : [{ unchanged: run.passages.length }],
  );
}
