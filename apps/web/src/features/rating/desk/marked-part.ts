import { type Critique, longestQuote } from '@prefloop/contract';

/** A part of an answer, by its place in the text. */
export type Part = Pick<Critique, 'side' | 'start' | 'quote'>;

/** The part between two places of a text, without the white space at its ends; null where nothing is left of it. */
export function partOf(side: Part['side'], text: string, start: number, end: number): Part | null {
  const cut = text.slice(start, Math.min(end, start + longestQuote));
  const quote = cut.trim();
  return quote === '' ? null : { side, start: start + cut.indexOf(quote), quote };
}

/**
 * What is selected in an answer on screen, as a part of its text; null where nothing is, or where it cannot be told
 * which place is meant: formatting takes marks out of the text, and the same words may stand there twice.
 */
export function selectedPart(texts: readonly [string, string], selection: Selection | null): Part | null {
  if (selection === null || selection.rangeCount === 0) return null;
  const { commonAncestorContainer: at } = selection.getRangeAt(0);
  const element = at instanceof Element ? at : at.parentElement;
  const side = element?.closest<HTMLElement>('[data-side] [data-text]')?.closest<HTMLElement>('[data-side]')
    ?.dataset.side;
  if (side !== 'A' && side !== 'B') return null;
  const text = texts[side === 'A' ? 0 : 1];
  const words = selection.toString().trim();
  const start = words === '' ? -1 : text.indexOf(words);
  if (start < 0 || text.indexOf(words, start + 1) >= 0) return null;
  return partOf(side, text, start, start + words.length);
}
