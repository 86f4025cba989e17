/**
 * A code for something of this name, none of those taken; `fallback` where the name has no letter that a code may have.
 * It is made once and then stays: ratings are stored under it.
 */
export function newCode(label: string, taken: readonly string[], fallback: string): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replaceAll(/^-+|-+$/g, '');
  const base = plain === '' ? fallback : plain;
  const codes = [base, ...taken.map((_, n) => `${base}-${n + 2}`)];
  return codes.find((code) => !taken.includes(code)) ?? base;
}
