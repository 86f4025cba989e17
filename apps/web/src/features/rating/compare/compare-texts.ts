import { diffArrays } from 'diff';

/** A run of text; `own` stands in this text alone. */
export type Piece = { text: string; own: boolean };

/** Two texts cut into runs that they share and runs that only one of them has, in reading order. */
export type Comparison = { a: Piece[]; b: Piece[] };

/** The share of own letters, on both sides, from which on two texts are simply two texts. */
const tooDifferent = 0.8;

/**
 * Compares word by word (by sentence where words take longer than `limitMs`), cut as Unicode cuts words, so that
 * languages without spaces work too. Null when that takes too long as well, or hardly anything is shared: marks over
 * nearly all of both texts tell nothing.
 */
export function compareTexts(a: string, b: string, limitMs: number): Comparison | null {
  const found = compareBy('word', a, b, limitMs) ?? compareBy('sentence', a, b, limitMs);
  return found && Math.min(ownShare(found.a), ownShare(found.b)) < tooDifferent ? found : null;
}

function compareBy(unit: 'word' | 'sentence', a: string, b: string, limitMs: number): Comparison | null {
  const segmenter = new Intl.Segmenter(undefined, { granularity: unit });
  const cut = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  const changes = diffArrays(cut(a), cut(b), { timeout: limitMs });
  if (!changes) return null;
  const found: Comparison = { a: [], b: [] };
  for (const [at, { added, removed, value }] of changes.entries()) {
    const text = value.join('');
    // A space between two words that differ is no common ground: marks would be torn into single words.
    const own = added || removed || (at > 0 && at < changes.length - 1 && text.trim() === '');
    if (!added) append(found.a, { text, own });
    if (!removed) append(found.b, { text, own });
  }
  return found;
}

function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last?.own === piece.own) last.text += piece.text;
  else pieces.push({ ...piece });
}

/** The share of a text's characters, blanks left out, that it alone has. */
export function ownShare(pieces: readonly Piece[]): number {
  let [own, all] = [0, 0];
  for (const piece of pieces) {
    const length = piece.text.replaceAll(/\s+/gu, '').length;
    all += length;
    if (piece.own) own += length;
  }
  return all === 0 ? 0 : own / all;
}
