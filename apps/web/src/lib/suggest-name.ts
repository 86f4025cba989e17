/** `base`, or where something has that name already, the first of "base (2)", "base (3)" … that none has. */
export function suggestName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  let count = 2;
  while (taken.includes(`${base} (${count})`)) count += 1;
  return `${base} (${count})`;
}
