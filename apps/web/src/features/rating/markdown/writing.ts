const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}\p{Script=Hanifi_Rohingya}]/u;
const letter = /\p{L}/u;

/** Which way a text runs, by its first letter (Unicode Bidirectional Algorithm, P2 and P3); undefined without one. */
export function directionOf(text: string): 'ltr' | 'rtl' | undefined {
  const first = letter.exec(text)?.[0];
  return first === undefined ? undefined : rightToLeft.test(first) ? 'rtl' : 'ltr';
}

const shareFrom = 0.2;
const looksAt = 4_000;

/**
 * The language of a text in Chinese, Japanese or Korean writing, so that the browser takes the right glyphs and breaks
 * lines by the right rules; undefined for every other text, whose writing does not tell its language.
 */
export function languageOf(text: string): 'ja' | 'ko' | 'zh' | undefined {
  const start = text.slice(0, looksAt);
  const count = (pattern: RegExp) => start.match(pattern)?.length ?? 0;
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(/\p{Script=Hangul}/gu);
  const han = count(/\p{Script=Han}/gu);
  const all = count(/\p{L}/gu);
  if (all === 0 || (kana + hangul + han) / all < shareFrom) return undefined;
  if (hangul > kana + han) return 'ko';
  return kana > han / 20 ? 'ja' : 'zh';
}

/** Whether a text has letters of scripts that know no italics. */
export function uprightScript(text: string): 'cjk' | 'rtl' | undefined {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)) return 'cjk';
  return rightToLeft.test(text) ? 'rtl' : undefined;
}
