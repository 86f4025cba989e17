import type { Language } from '@prefloop/contract';
import type { Texts } from './texts.ts';

/** Every language there is, by its own name and in the order in which they are offered. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** What a language brings, fetched by those who speak it. */
export const loadTexts: Record<Exclude<Language, 'en'>, () => Promise<Texts>> = {
  de: async () => (await import('./de/index.ts')).german,
};

export const languages = Object.keys(languageNames).filter(isLanguage);

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languageNames, tag);
}

/** The first of these tags that is spoken here, whatever its region: `de-AT` is `de`; else English. */
export function firstSpoken(tags: readonly string[]): Language {
  return tags.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage) ?? 'en';
}
