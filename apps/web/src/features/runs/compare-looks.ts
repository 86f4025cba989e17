/** How one run's line looks among others. */
export type Look = { colour: string; dash: number[] };

/**
 * Colours that are told apart with any kind of colour vision (Okabe and Ito, Color Universal Design, 2008), here in
 * shades that stand out from a light and from a dark ground alike.
 */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#56b4e9', '#8a6fd1'];
/** Lines of one colour still differ: so there are as many looks as one of each. */
const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/**
 * A look for each run, the same one wherever the run is shown as long as no other run on the page has taken it. Of
 * up to 28 runs no two look alike.
 */
export function looksOf(runIds: readonly string[]): Map<string, Look> {
  const taken = new Set<number>();
  const all = colours.length * dashes.length;
  return new Map(
    runIds.map((id) => {
      let place = hash(id) % all;
      while (taken.has(place) && taken.size < all) place = (place + 1) % all;
      taken.add(place);
      const colour = colours[place % colours.length] ?? '#0072b2';
      return [id, { colour, dash: dashes[Math.floor(place / colours.length)] ?? [] }];
    }),
  );
}

/** FNV-1a, for a number that only depends on the text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
