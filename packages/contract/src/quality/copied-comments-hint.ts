import { type Hint, tellShare } from './hint.ts';

export type CopiedCommentsHint = Hint<
  'copied-comments',
  {
    /** Comments that were long enough to compare. */
    comments: number;
    /** How many of them are near-copies of one another: the largest group. */
    copies: number;
    /** How many of those read exactly alike once case and punctuation are set aside. */
    identical: number;
    /** The one that was copied, as written. */
    example: string;
  }
>;

/** Letters, once normalised. "B is more complete" may be the honest word on many pairs; whole sentences are not. */
const fewestCharacters = 30;
const fewestCopies = 4;
const smallestShare = 0.2;
const shingleLength = 5;
/** Jaccard resemblance from which two texts count as copies (Broder, On the resemblance of documents, 1997). */
const alike = 0.8;

/** Lower case, letters and digits alone, single spaces. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether the Jaccard resemblance of two sets is that of copies. */
function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  // No more can be shared than the smaller one has: most pairs end here.
  if (small.size < alike * large.size) return false;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared >= alike * (one.size + other.size - shared);
}

/**
 * Whether somebody's comments in a batch are copies of one another, at least four and a fifth of those that are long
 * enough. `comments` are theirs, as written; the latest 200 will do, since each is compared with each. Null where
 * nothing stands out.
 */
export function copiedCommentsHint(comments: readonly string[]): CopiedCommentsHint | null {
  const long = comments
    .map((text) => ({ text, plain: normalise(text) }))
    .filter(({ plain }) => [...plain].length >= fewestCharacters)
    .map((comment) => ({ ...comment, shingles: shinglesOf(comment.plain) }));
  // Around each comment those that are its copies: no chain of small changes makes a group.
  const groups = long.map((seed) =>
    long.filter(({ plain, shingles }) => plain === seed.plain || areAlike(shingles, seed.shingles)),
  );
  const largest = groups.reduce((most, group) => (group.length > most.length ? group : most), []);
  const copies = largest.length;
  const example = largest[0];
  if (!example || copies < fewestCopies || copies < smallestShare * long.length) return null;
  const repeats = largest.map(({ plain }) => largest.filter((other) => other.plain === plain).length);
  const identical = Math.max(...repeats);
  const evidence = { comments: long.length, copies, identical: identical > 1 ? identical : 0 };
  return {
    kind: 'copied-comments',
    evidence: { ...evidence, example: example.text },
    sentence: `${copies} of ${long.length} longer comments (${tellShare(copies / long.length)}) are copies or near-copies of one: "${shorten(example.text)}"`,
  };
}

/** Runs of characters and not of words: these serve languages that write no spaces too. */
function shinglesOf(plain: string): Set<string> {
  const letters = [...plain];
  const count = letters.length - shingleLength + 1;
  return new Set(Array.from({ length: count }, (_, at) => letters.slice(at, at + shingleLength).join('')));
}

function shorten(text: string): string {
  const letters = [...text.trim().replace(/\s+/g, ' ')];
  return letters.length <= 120 ? letters.join('') : `${letters.slice(0, 119).join('')}…`;
}
