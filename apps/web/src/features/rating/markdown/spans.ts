/** What goes on over blank lines until something ends it, or the list item around it does. */
export type Span = {
  /** Tried on each line, trimmed. */
  ends: RegExp;
  /** Where the contents of that list item begin; a line left of it ends the span unclosed. */
  floor: number;
  /** Columns by which the end may be indented at most. */
  within: number;
};

const htmlSpans: readonly (readonly [starts: RegExp, ends: RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
];

/** Elements that open a block of HTML, which ends at a blank line (CommonMark 0.31, 4.6, kind 6). */
const htmlBlock =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:\s|\/?>|$)/i;
const anyTag = /^<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?>$/i;
const blank = /^$/;

/**
 * The span that this line opens, with its list markers taken off. `fresh`: no paragraph goes on in it. `bracketCloses`:
 * a later line has the `\]` that a `\[` would need; without one it is no formula.
 */
export function openSpan(
  body: string,
  { floor, fresh, bracketCloses }: { floor: number; fresh: boolean; bracketCloses: boolean },
): Span | null {
  const at = { floor, within: Number.POSITIVE_INFINITY };
  const fence = /^(`{3,})[^`]*$|^(~{3,})/.exec(body);
  const mark = fence?.[1] ?? fence?.[2];
  if (mark !== undefined) {
    return { floor, within: 3, ends: new RegExp(`^${mark.charAt(0)}{${mark.length},}$`) };
  }
  if (/^\${2,}[^$]*$/.test(body)) return { ...at, ends: /\$\$/ };
  if (body.startsWith('\\[') && !body.includes('\\]') && bracketCloses) return { ...at, ends: /\\\]/ };
  for (const [starts, ends] of htmlSpans) {
    if (starts.test(body)) return ends.test(body) ? null : { ...at, ends };
  }
  if (htmlBlock.test(body) || (fresh && anyTag.test(body))) return { ...at, ends: blank };
  return null;
}
