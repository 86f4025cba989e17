import type { TFunction } from 'i18next';

const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/(?:Chrome|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const nameIn = (table: readonly [RegExp, string][], text: string) =>
  table.find(([pattern]) => pattern.test(text))?.[1];

/** A User-Agent header as people know it: "Firefox on Linux". An unknown program gives its own first word. */
export function describeBrowser(userAgent: string | null, t: TFunction<'account'>): string {
  if (!userAgent) return t('sessions.unnamed');
  const browser = nameIn(browsers, userAgent) ?? (userAgent.split(/[/\s]/)[0] || t('sessions.unnamed'));
  const system = nameIn(systems, userAgent);
  return system ? t('sessions.browserOn', { browser, system }) : browser;
}
