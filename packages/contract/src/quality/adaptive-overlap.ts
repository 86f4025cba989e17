import { posteriorOf, type Vote } from './class-posterior.ts';

export type OverlapPolicy = {
  /** Ratings that every task gets. */
  start: number;
  /**
   * Ratings after which a task that is still unsure goes to an adjudicator. No more than there are people who may
   * rate it: a task that waits for one more person than there are is never done.
   */
  limit: number;
  /** Posterior of the leading class, in 0..1, from which a task is settled. */
  confidence: number;
  /** Over how many classes an error is held to spread; see `posteriorOf`. */
  spread: number;
};

/** Chosen on seeds of their own, by the figures in docs/quality.md. */
export const defaultOverlapPolicy: OverlapPolicy = { start: 2, limit: 7, confidence: 0.91, spread: 2 };

export type OverlapDecision<Class extends string> = {
  decision: 'enough' | 'one-more' | 'adjudicate';
  /** Ratings wanted from now on: never fewer than before. */
  overlap: number;
  /** The leading class; null where several lead together. */
  leader: Class | null;
  /** The leader's posterior. */
  confidence: number;
  /** Once a task is settled, the posterior of what a rater said goes into their record. */
  posterior: Map<Class, number>;
};

/**
 * Decides after each counted rating of a task whether it is settled. `votes` are its counted ratings, `overlap` the
 * number wanted so far. What was asked for stays asked: a task with a free place is not settled early, so that a
 * lead who raised the overlap by hand is not overruled, nor a rater who holds the last place.
 */
export function decideOverlap<Class extends string>(
  classes: readonly Class[],
  votes: readonly Vote<Class>[],
  overlap: number,
  policy: OverlapPolicy = defaultOverlapPolicy,
): OverlapDecision<Class> {
  const posterior = posteriorOf(classes, votes, policy.spread);
  const confidence = Math.max(...posterior.values());
  const leaders = classes.filter((name) => (posterior.get(name) ?? 0) > confidence - 1e-9);
  const leader = leaders.length === 1 ? (leaders[0] ?? null) : null;
  const wanted = Math.max(overlap, policy.start);
  const standing = { overlap: wanted, leader, confidence, posterior };
  if (votes.length < wanted) return { decision: 'one-more', ...standing };
  if (confidence >= policy.confidence) return { decision: 'enough', ...standing };
  if (votes.length >= policy.limit) return { decision: 'adjudicate', ...standing };
  return { decision: 'one-more', ...standing, overlap: votes.length + 1 };
}
