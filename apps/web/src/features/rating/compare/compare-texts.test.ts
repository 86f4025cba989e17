import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTexts, ownShare, type Piece } from './compare-texts.ts';

const limit = 10_000;
/** `[x]` around what a text alone has. */
const marked = (pieces: Piece[]) => pieces.map(({ text, own }) => (own ? `[${text}]` : text)).join('');
const compared = (a: string, b: string): [string, string] => {
  const found = compareTexts(a, b, limit);
  return found ? [marked(found.a), marked(found.b)] : ['too different', 'too different'];
};

describe('compareTexts', () => {
  test.each([
    ['the same', 'the same', 'the same', 'the same'],
    ['It is cold today.', 'It is warm today.', 'It is [cold] today.', 'It is [warm] today.'],
    ['one two three', 'one three', 'one [two ]three', 'one three'],
    // The space between two words that differ belongs to the mark.
    ['a big dog ran', 'a small cat ran', 'a [big dog] ran', 'a [small cat] ran'],
    ['今日は寒いです。', '今日は暑いです。', '今日は[寒い]です。', '今日は[暑い]です。'],
    ['اليوم بارد', 'اليوم حار', 'اليوم [بارد]', 'اليوم [حار]'],
    ['', 'something', '', '[something]'],
    ['red', 'blue', 'too different', 'too different'],
    ['line one\nline two', 'line one\n\nline two', 'line one\nline two', 'line one\n[\n]line two'],
  ])('%j beside %j', (a, b, inA, inB) => {
    expect(compared(a, b)).toEqual([inA, inB]);
  });

  test('no letter is lost, and what is shared is the same on both sides', () => {
    const texts = fc.array(fc.constantFrom('sun', 'rain', ' ', '\n', ',', '雨', '👩‍🚀', 'é'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const [a, b] = [one.join(''), other.join('')];
        const found = compareTexts(a, b, limit);
        if (found === null) return;
        const whole = (pieces: Piece[]) => pieces.map(({ text }) => text).join('');
        const shared = (pieces: Piece[]) => whole(pieces.filter(({ own }) => !own));
        expect(whole(found.a)).toBe(a);
        expect(whole(found.b)).toBe(b);
        expect(shared(found.a)).toBe(shared(found.b));
      }),
    );
  });

  test('gives up when the time is over', () => {
    expect(compareTexts('It is cold.', 'How warm it was!', -1)).toBeNull();
  });
});

test('ownShare counts letters, not blanks', () => {
  expect(ownShare([])).toBe(0);
  expect(
    ownShare([
      { text: 'abc   ', own: true },
      { text: ' d', own: false },
    ]),
  ).toBe(0.75);
});
