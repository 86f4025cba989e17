type Entry = { label?: string | undefined; description?: string | undefined };
type Group<E> = { group: string; actions: E[] };

/** How well an entry answers a query, 0 best; null for not at all. Every word typed has to be found. */
function rankOf({ label = '', description = '' }: Entry, query: string): number | null {
  const name = label.toLowerCase();
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const words = query.split(/\s+/);
  const begins = (text: string) => words.every((word) => ` ${text}`.includes(` ${word}`));
  const holds = (text: string) => words.every((word) => text.includes(word));
  if (begins(name)) return 2;
  if (holds(name)) return 3;
  return holds(`${name} ${description.toLowerCase()}`) ? 4 : null;
}

/**
 * The palette's entries for what was typed: best first within a group, and the group with the best entry first, so that
 * Enter after "rate" opens Rate and not "Generate responses".
 */
export function rankActions<E extends Entry>(query: string, groups: readonly Group<E>[]): Group<E>[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [...groups];
  return groups
    .map(({ group, actions }) => ({
      group,
      ranked: actions
        .map((action) => ({ action, rank: rankOf(action, wanted) }))
        .filter((entry): entry is { action: E; rank: number } => entry.rank !== null)
        .toSorted((one, other) => one.rank - other.rank),
    }))
    .filter(({ ranked }) => ranked.length > 0)
    .toSorted((one, other) => (one.ranked[0]?.rank ?? 0) - (other.ranked[0]?.rank ?? 0))
    .map(({ group, ranked }) => ({ group, actions: ranked.map(({ action }) => action) }));
}
