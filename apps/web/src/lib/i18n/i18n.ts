import { createInstance, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './en/index.ts';
import type { ServerTexts } from './server-texts.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof english & { server: ServerTexts };
    strictInterpolationChecks: true;
  }
}

/** Texts of the rating screen, for functions that put something into words. */
export type RatingT = TFunction<'rating'>;

/**
 * Every text of the pages that speak more than English. English is here from the start; another language comes with
 * `speak`, and without it a text would stand in English.
 */
export const i18n = createInstance();

// Without a backend there is nothing to wait for: it is ready when this returns.
void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'common',
  ns: [...Object.keys(english), 'server'],
  resources: { en: english },
  initAsync: false,
  // React escapes what it draws.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** The same texts, in English whatever is spoken elsewhere. */
export const englishOnly = i18n.cloneInstance({ lng: 'en' });
