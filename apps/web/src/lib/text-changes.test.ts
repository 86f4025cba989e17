import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { foldUnchanged, type Passage, textChanges } from './text-changes.ts';

const marks = {
  same: (text: string) => text,
  added: (text: string) => `+${text}+`,
  removed: (text: string) => `-${text}-`,
};
const shown = (before: string, after: string) =>
  textChanges(before, after).map(({ pieces }) => pieces.map(({ kind, text }) => marks[kind](text)).join(''));

describe('textChanges', () => {
  test.each<[string, string, string[]]>([
    ['', '', []],
    ['', 'Be kind.', ['+Be kind.+']],
    ['Be kind.', '', ['-Be kind.-']],
    ['One.\n\nTwo.', 'One.\r\n\r\n\r\nTwo.', ['One.', 'Two.']],
    [
      'Short answers win.\n\nBe kind.',
      'Long answers win.\n\nBe kind.',
      ['-Short-+Long+ answers win.', 'Be kind.'],
    ],
    ['A big dog ran home.', 'A small cat ran home.', ['A -big dog-+small cat+ ran home.']],
    ['Be right and polite.', 'Be right, polite.', ['Be right- and-+,+ polite.']],
    ['Be right now.', 'Be right, polite now.', ['Be right+, polite+ now.']],
    ['- right\n- short', '- right\n- polite\n- short', ['- right\n- +polite\n- +short']],
    ['Red is warm.', '今日は寒いです。', ['-Red is warm.-', '+今日は寒いです。+']],
    ['雨は冷たいです。', '雨は暖かいです。', ['雨は-冷たい-+暖かい+です。']],
    // What was put between two paragraphs leaves both as they are.
    ['One.\n\nTwo.', 'One.\n\nNew.\n\nTwo.', ['One.', '+New.+', 'Two.']],
  ])('%j to %j', (before, after, expected) => {
    expect(shown(before, after)).toEqual(expected);
  });

  it('loses and invents nothing', () => {
    const texts = fc.array(fc.constantFrom('sun', 'rain', ' ', '\n', '\n\n', '# ', '雨', '👩‍🚀', '.'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const passages = textChanges(one.join(''), other.join(''));
        const side = (kind: 'added' | 'removed') =>
          passages
            .flatMap(({ pieces }) => pieces)
            .filter((piece) => piece.kind === 'same' || piece.kind === kind)
            .map(({ text }) => text)
            .join('')
            .replaceAll(/\s+/gu, '');
        expect(side('removed')).toBe(one.join('').replaceAll(/\s+/gu, ''));
        expect(side('added')).toBe(other.join('').replaceAll(/\s+/gu, ''));
      }),
    );
  });

  it('sets both texts side by side when the time is over', () => {
    expect(textChanges('a\n\nb', 'b\n\nc', -1)).toEqual([
      { changed: true, pieces: [{ kind: 'removed', text: 'a' }] },
      { changed: true, pieces: [{ kind: 'added', text: 'b' }] },
      { changed: true, pieces: [{ kind: 'removed', text: 'b' }] },
      { changed: true, pieces: [{ kind: 'added', text: 'c' }] },
    ]);
  });
});

test('foldUnchanged keeps a neighbour on either side of a change, and folds no single one', () => {
  const passage = (changed: boolean): Passage => ({ changed, pieces: [] });
  const passages = [false, false, false, true, false, false].map(passage);
  expect(foldUnchanged(passages)).toEqual([
    { unchanged: 2 },
    ...passages.slice(2).map((each) => ({ passage: each })),
  ]);
  expect(foldUnchanged([passage(false)])).toEqual([{ unchanged: 1 }]);
  expect(foldUnchanged([])).toEqual([]);
});
