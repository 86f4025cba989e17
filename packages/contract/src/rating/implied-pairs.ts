import type { Tiers } from '../resources/rating.ts';

/** What a ranking says of two responses, by their places; `first` is the lower one. */
export type ImpliedPair = { first: number; second: number; better: 'first' | 'second' | 'tie' };

/**
 * The pairs that a ranking implies: every two responses that it placed, each once, in the order of their places. A
 * response that stands in no tier was compared with nothing and is in none.
 */
export function impliedPairs(tiers: Tiers): ImpliedPair[] {
  const placed = tiers
    .flatMap((tier, rank) => tier.map((place) => ({ place, rank })))
    .sort((one, other) => one.place - other.place);
  return placed.flatMap((one, at) =>
    placed.slice(at + 1).map((other) => ({
      first: one.place,
      second: other.place,
      better: one.rank === other.rank ? 'tie' : one.rank < other.rank ? 'first' : 'second',
    })),
  );
}
