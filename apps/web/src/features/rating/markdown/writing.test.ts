import { describe, expect, test } from 'vitest';
import { directionOf, languageOf, uprightScript } from './writing.ts';

test.each([
  ['Hello', 'ltr'],
  ['שלום world', 'rtl'],
  ['12. «مرحبا» hello', 'rtl'],
  ['HTTP הוא פרוטוקול', 'ltr'],
  ['١٢ 3.5 %', undefined],
  ['日本', 'ltr'],
  ['𞤀𞤣', 'rtl'],
])('%j runs %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

describe('languageOf', () => {
  test.each([
    ['マージソートは、列を半分に分けて整列する。', 'ja'],
    ['归并排序把数组分成两半。', 'zh'],
    ['병합 정렬은 배열을 반으로 나눈다.', 'ko'],
    ['この quicksort と merge sort は速い', 'ja'],
    ['Merge sort (归并排序) halves the list and merges what comes back.', undefined],
    ['שלום', undefined],
    ['', undefined],
  ])('%j is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});

test.each([
  ['重要', 'cjk'],
  ['חשוב', 'rtl'],
  ['important', undefined],
])('emphasis of %j', (text, script) => {
  expect(uprightScript(text)).toBe(script);
});
