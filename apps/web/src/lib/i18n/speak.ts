import type { Language } from '@prefloop/contract';
import { stored } from '../device.ts';
import { i18n } from './i18n.ts';
import { firstSpoken, isLanguage, loadTexts } from './languages.ts';

/** What was chosen on this device, for the pages before the sign-in; '' for nothing yet. */
const chosen = stored('prefloop.language', '');

let wanted: Language = 'en';

/** Turns every page to a language and remembers it on this device. Rejects where its texts cannot be fetched. */
export async function speak(language: Language): Promise<void> {
  await turnTo(language);
  chosen.set(language);
}

/** Before the first paint: what was chosen here, else the browser's. Never rejects: there is always English. */
export async function speakAsBefore(): Promise<void> {
  const before = chosen.get();
  await turnTo(isLanguage(before) ? before : firstSpoken(navigator.languages)).catch(() => undefined);
}

async function turnTo(language: Language): Promise<void> {
  wanted = language;
  if (language !== 'en' && !i18n.hasResourceBundle(language, 'common')) {
    const texts = await loadTexts[language]();
    for (const [namespace, bundle] of Object.entries(texts)) {
      i18n.addResourceBundle(language, namespace, bundle);
    }
  }
  // Somebody chose another one while its texts were on their way.
  if (wanted !== language) return;
  if (i18n.language !== language) await i18n.changeLanguage(language);
  const { documentElement: page } = document;
  page.lang = language;
  page.dir = i18n.dir(language);
}
