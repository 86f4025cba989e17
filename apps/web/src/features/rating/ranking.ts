import type { RatingFormSpec, Tiers } from '@prefloop/contract';

/** The place of a response, from 1 for the best; null where it has none yet. */
export function placeOf(tiers: Tiers, response: number): number | null {
  const at = tiers.findIndex((tier) => tier.includes(response));
  return at < 0 ? null : at + 1;
}

/** The ranking with the response placed next, or equal to the one before it; without it, where it was placed. */
export function togglePlace(tiers: Tiers, response: number, joined: boolean): Tiers {
  if (placeOf(tiers, response) !== null) {
    return tiers.map((tier) => tier.filter((each) => each !== response)).filter((tier) => tier.length > 0);
  }
  const last = tiers.at(-1);
  return joined && last ? [...tiers.slice(0, -1), [...last, response]] : [...tiers, [response]];
}

/** How many more responses are to be placed before the ranking says something that its form takes. */
export function stillToPlace(tiers: Tiers, responses: number, { ranking }: RatingFormSpec): number {
  const placed = tiers.flat().length;
  return Math.max(0, (ranking.partial ? 2 : responses) - placed);
}
