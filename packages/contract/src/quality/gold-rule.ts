/** So many wrong among the first `window` checks pause somebody, and later so many among the last `window`. */
export type GoldRule = { window: number; atFirst: number; later: number };

/**
 * `atFirst` is the smallest number that pauses somebody who is right 90% of the time in less than 2% of cases:
 * P(6 or more wrong of 20) = 1.1%, of 5 it is 4.3%. A coin makes as many in 97.9%. Every further check is another
 * chance to be paused by bad luck, so `later` is the smallest number that keeps that chance below 2% over the first
 * hundred checks: 1.9% with 8, 4.8% with 7. A coin is caught by 40 checks in 99.8% of cases.
 */
export const defaultGoldRule: GoldRule = { window: 20, atFirst: 6, later: 8 };

/** Golds that one person rated, skips left out, since their work began or was last resumed. */
export type GoldCounts = {
  seen: number;
  /** Of the last `window` of them. */
  wrong: number;
};

export type GoldJudgement = { decision: 'continue' | 'pause'; sentence: string };

/** Whether somebody may go on rating, judged after each gold, with the sentence that says why. */
export function judgeGolds({ seen, wrong }: GoldCounts, rule: GoldRule = defaultGoldRule): GoldJudgement {
  const { window, atFirst, later } = rule;
  const first = seen <= window;
  const limit = first ? atFirst : later;
  const of = Math.min(seen, window);
  if (seen === 0) return { decision: 'continue', sentence: 'No checks yet.' };
  const checks = first ? (seen === 1 ? '1 check' : `${seen} checks`) : `the last ${window} checks`;
  const tally = `${of - wrong} of ${checks} right`;
  if (wrong < limit) return { decision: 'continue', sentence: `${tally}.` };
  const asked = first ? `the first ${window}` : `any ${window}`;
  return {
    decision: 'pause',
    sentence: `${tally}: ${wrong} wrong, and at least ${window - limit + 1} of ${asked} must be right.`,
  };
}
