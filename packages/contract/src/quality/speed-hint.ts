import { binomialTail } from '../statistics/binomial.ts';
import { type Hint, tellOdds, tellShare } from './hint.ts';

/** Active times of one annotator's ratings in a batch, those without a time left out. */
export type Speed = {
  ratings: number;
  medianMs: number;
  /** A time in which nobody can have read such a pair, and how many ratings took less; null where none is set. */
  tooFast: { minimumMs: number; count: number } | null;
  /**
   * The batch's annotators with 20 ratings or more, this one with them: the median over them of ln(median active
   * ms), and the median distance from it. Null where it was not computed.
   */
  people: { count: number; medianLog: number; medianDistance: number } | null;
};

export type SpeedHint = Hint<
  'too-fast' | 'much-faster',
  { ratings: number; medianMs: number; minimumMs?: number; count?: number; chance?: number; z?: number }
>;

const fewestRatings = 20;
/** A slip, or a pair seen before: so many ratings may be too fast before anybody wonders. */
const slips = 0.05;
const rareChance = 0.001;
const fewestPeople = 5;
/** From here on a value is called an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). */
const outlier = 3.5;
/** Makes the median distance of normal values their standard deviation. */
const toDeviation = 1.4826;
/** Of a logarithm. Where the others happen to work at one pace, an outlier still takes about a third of their time. */
const leastDeviation = 0.3;

/**
 * Whether somebody rates faster than reading allows: more ratings below the batch's minimum time than slips of 5%
 * give once in a thousand, or else a median far below that of the others, by a robust z on logarithms. Null where
 * nothing stands out or there is too little to say.
 */
export function speedHint({ ratings, medianMs, tooFast, people }: Speed): SpeedHint | null {
  if (ratings < fewestRatings) return null;
  if (tooFast) {
    const { minimumMs, count } = tooFast;
    const chance = binomialTail(ratings, count, slips);
    if (chance < rareChance) {
      return {
        kind: 'too-fast',
        evidence: { ratings, medianMs, minimumMs, count, chance },
        sentence: `${count} of ${ratings} ratings (${tellShare(count / ratings)}) took less than ${seconds(minimumMs)}. Where one in twenty is a slip, chance gives as many ${tellOdds(chance)}.`,
      };
    }
  }
  if (!people || people.count < fewestPeople) return null;
  const deviation = Math.max(leastDeviation, toDeviation * people.medianDistance);
  const z = (Math.log(Math.max(1, medianMs)) - people.medianLog) / deviation;
  if (z > -outlier) return null;
  const usual = Math.exp(people.medianLog);
  return {
    kind: 'much-faster',
    evidence: { ratings, medianMs, z },
    sentence: `Half of ${ratings} ratings took less than ${seconds(medianMs)}; among the ${people.count} people here ${seconds(usual)} is usual (robust z ${z.toFixed(1)}).`,
  };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
