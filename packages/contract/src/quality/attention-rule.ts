import type { GoldJudgement, GoldRule } from './gold-rule.ts';

/**
 * An attention check says itself which answer to choose, so whoever reads is right nearly always. 3 wrong of any 10 are
 * what a coin makes of its first 10 in 94.5%, and somebody who slips once in fifty in 0.1% (exact binomials). With
 * `atFirst` and `later` alike, one limit is told.
 */
export const attentionRule: GoldRule = { window: 10, atFirst: 3, later: 3 };

/** Attention checks that one person rated since their work began or was last resumed; wrong of the last ten. */
export type AttentionCounts = { seen: number; wrong: number };

/** Whether somebody who answered so many attention checks may go on, with the sentence that says why. */
export function judgeAttention(
  { seen, wrong }: AttentionCounts,
  { window, later }: GoldRule = attentionRule,
): GoldJudgement {
  const of = Math.min(seen, window);
  const checks = `${seen > window ? 'the last ' : ''}${of === 1 ? '1 attention check' : `${of} attention checks`}`;
  const tally = `${of - wrong} of ${checks} right`;
  if (wrong < later)
    return { decision: 'continue', sentence: seen === 0 ? 'No attention checks yet.' : `${tally}.` };
  return {
    decision: 'pause',
    sentence: `${tally}: ${wrong} wrong, and at least ${window - later + 1} of any ${window} must be right.`,
  };
}
