import type { VerdictKind } from '../resources/rating-form.ts';

/**
 * What a gold holds to be right. `strength` belongs to a preference and is in terms of positions, never 0: negative
 * prefers the first response.
 */
export type GoldVerdict = {
  verdict: 'preference' | 'tie' | 'both_good' | 'both_bad';
  strength?: number | null;
};

/** What a rater said of it, in the same terms. */
export type RatedVerdict = { verdict: VerdictKind; strength?: number | null };

/**
 * Which verdicts without a preference answer which gold. A tie says that neither response is better and nothing of
 * how good they are, so it takes all three. Both good is also answered by a tie, since a form need not have a key of
 * its own for it; both bad has one, and is answered by nothing else.
 */
const answers: Record<'tie' | 'both_good' | 'both_bad', readonly RatedVerdict['verdict'][]> = {
  tie: ['tie', 'both_good', 'both_bad'],
  both_good: ['tie', 'both_good'],
  both_bad: ['both_bad'],
};

/**
 * Whether a verdict is what a gold holds to be right: the same side of a preference, however strong, or a verdict
 * without one that answers it. Null for a skip, which is neither right nor wrong.
 */
export function isGoldRight(gold: GoldVerdict, said: RatedVerdict): boolean | null {
  if (said.verdict === 'skip') return null;
  if (gold.verdict !== 'preference') return answers[gold.verdict].includes(said.verdict);
  return said.verdict === 'preference' && Math.sign(said.strength ?? 0) === Math.sign(gold.strength ?? 0);
}
