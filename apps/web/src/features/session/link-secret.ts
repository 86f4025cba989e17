/** The secret of a one-time link, from the fragment of the address; null when the link was cut off. */
export function secretOf(hash: string): string | null {
  return /^#?(?:token=)?([A-Za-z0-9_-]{43})$/.exec(hash)?.[1] ?? null;
}
