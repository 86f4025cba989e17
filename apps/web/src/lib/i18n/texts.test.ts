import { firstRatingForm } from '@prefloop/contract';
import { describe, expect, it, test } from 'vitest';
import { german } from './de/index.ts';
import { english } from './en/index.ts';
import { firstSpoken } from './languages.ts';
import type { Texts } from './texts.ts';

type Tree = { readonly [key: string]: string | Tree | undefined };

function* leaves(tree: Tree, path = ''): Generator<[key: string, text: string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [`${path}${key}`, value];
    else if (value) yield* leaves(value, `${path}${key}.`);
  }
}

const plural = /_(zero|one|two|few|many|other)$/;
const variables = (text: string) => [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name).sort();
const tags = (text: string) => [...text.matchAll(/<\/?\w+\/?>/g)].map(([tag]) => tag).sort();

const originals = new Map(leaves(english));
const translations: [string, Texts][] = [['de', german]];

describe.each(translations)('the texts in %s', (language, texts) => {
  const { server: _, ...spoken } = texts;
  const told = new Map(leaves(spoken));

  it('take the variables and tags of the English ones', () => {
    for (const [key, text] of told) {
      // A further plural form is held against the one that stands for many.
      const original = originals.get(key) ?? originals.get(key.replace(plural, '_other')) ?? '';
      expect({ key, variables: variables(text), tags: tags(text) }).toEqual({
        key,
        variables: variables(original),
        tags: tags(original),
      });
    }
  });

  it('have every plural form that the language tells apart', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const counted = [...originals.keys()].filter((key) => key.endsWith('_other'));
    for (const base of counted.map((key) => key.replace(plural, ''))) {
      const forms = [...told.keys()].filter((key) => key.replace(plural, '') === base && plural.test(key));
      expect(forms.map((key) => plural.exec(key)?.[1])).toEqual(expect.arrayContaining(pluralCategories));
    }
  });

  it('are texts, without blanks around them', () => {
    for (const [key, text] of leaves(texts)) expect({ key, text }).toEqual({ key, text: text.trim() });
    expect([...leaves(texts)].filter(([, text]) => text === '')).toEqual([]);
  });
});

test('the reasons to skip that can be translated are those of the form that every project starts with', () => {
  expect(Object.entries(english.rating.skipReasons).map(([code, words]) => ({ code, ...words }))).toEqual(
    firstRatingForm.skipReasons,
  );
});

it.each([
  [['de-AT', 'en'], 'de'],
  [['fr', 'DE'], 'de'],
  [['en-US', 'de'], 'en'],
  [['fr-FR', 'ja'], 'en'],
  [['constructor', 'de'], 'de'],
  [[], 'en'],
])('of the languages %j it speaks %s', (tags, spoken) => {
  expect(firstSpoken(tags)).toBe(spoken);
});
