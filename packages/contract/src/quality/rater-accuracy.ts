/**
 * What is known of one rater, in counts that add up: `goldsRight` of `golds`, and over the `shared` tasks that were
 * settled with a rating of theirs the sum of the posterior of the class that they gave (0..1 each).
 */
export type TrackRecord = { golds: number; goldsRight: number; shared: number; agreement: number };

/** Beta(right, wrong): what is held of somebody before their first rating. */
export type AccuracyPrior = { right: number; wrong: number };

/** Three of four right, with the weight of eight ratings: twenty golds outweigh it. */
const defaultPrior: AccuracyPrior = { right: 6, wrong: 2 };

/**
 * The chance in 0..1 that a rater gives the true class: the mean of a Beta posterior. A gold counts as one trial.
 * A settled task counts as one trial too, right by the posterior of the rater's class with their own vote in it:
 * that is the responsibility in the EM of Dawid and Skene (Applied Statistics 1979) with one accuracy for each
 * rater, taken once, as the task is settled.
 */
export function estimateAccuracy(record: TrackRecord, prior: AccuracyPrior = defaultPrior): number {
  const right = prior.right + record.goldsRight + record.agreement;
  return right / (prior.right + prior.wrong + record.golds + record.shared);
}
