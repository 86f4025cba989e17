import { german } from '@prefloop/web/texts/de';
import { english } from '@prefloop/web/texts/en';
import type { Page } from 'playwright-core';

type Tree = { readonly [key: string]: string | Tree | undefined };

function textsOf(tree: Tree, path = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : textsOf(value ?? {}, `${path}${key}.`),
  );
}

/** What stands between variables and tags: a text on the page may be cut there. */
const pieces = (text: string) =>
  text
    .split(/\{\{.*?\}\}|<[^>]*>/)
    .map((piece) => piece.trim())
    // A single short word such as "of" is found in other words too.
    .filter((piece) => /\p{L}{2}.*\s.*\p{L}{2}|\p{L}{5}/u.test(piece));

/** Texts in English that read otherwise in German, whole or between their variables. */
const wholes = new Set<string>();
const parts = new Set<string>();
const inGerman = new Map(textsOf(german));
const germanTexts = [...inGerman.values()].join('\n');
for (const [key, text] of textsOf(english)) {
  if (inGerman.get(key) === text) continue;
  if (pieces(text).length === 1 && pieces(text)[0] === text) wholes.add(text);
  else for (const piece of pieces(text)) if (!germanTexts.includes(piece)) parts.add(piece);
}

/**
 * What the page says in English although there is German for it: visible texts, and what is read out or comes as a
 * tooltip. What people wrote is left out, and so are parts that are marked as English.
 */
export async function englishInSight(page: Page): Promise<string[]> {
  const seen = await page.evaluate(() => {
    const found: string[] = [];
    const written = '[data-text], [data-turn], pre, [lang]:not(html, [lang=de])';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element?.checkVisibility({ visibilityProperty: true }) || element.closest(written)) continue;
      if (node instanceof Text) found.push(node.data);
      else if (node instanceof Element)
        for (const name of ['aria-label', 'title', 'placeholder', 'data-said'])
          found.push(node.getAttribute(name) ?? '');
    }
    return [document.title.replace(' · Prefloop', ''), ...found];
  });
  const texts = new Set(
    seen.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== ''),
  );
  return [...texts].filter(
    (text) => wholes.has(text) || [...parts].some((part) => ` ${text} `.includes(part)),
  );
}
