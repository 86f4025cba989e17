import { z } from 'zod';
import { scoreInterval } from '../statistics/score-interval.ts';
import type { AnswerEvaluationRow } from '../trainer/rows.ts';
import { leadOf, overLength } from './pair-report.ts';

/**
 * How often a model rewards an answer that people found good above one they found bad, over all such couples of
 * held-out answers, a tie as half (the area under the ROC curve), with a 95% interval over their prompts.
 */
export const answerReport = z.object({
  good: z.int(),
  bad: z.int(),
  /** Prompts (groups); answers to one prompt are no independent evidence. */
  prompts: z.int(),
  auc: z.number(),
  low: z.number(),
  high: z.number(),
  overLength,
});
export type AnswerReport = z.infer<typeof answerReport>;

/** Null without good answers or without bad ones. */
export function reportAnswers(rows: AnswerEvaluationRow[]): AnswerReport | null {
  // An answer without a group stands for itself.
  const groups = rows.map(({ group }, at) => (group === null ? `row ${at}` : `group ${group}`));
  const labels = rows.map(({ label }) => label);
  const model = areaOf(
    rows.map(({ score }) => score),
    labels,
    groups,
  );
  const byLength = areaOf(
    rows.map(({ lengthScore }) => lengthScore),
    labels,
    groups,
  );
  if (!model || !byLength) return null;
  const good = labels.filter((label) => label).length;
  const scale = Math.sqrt(model.variance * byLength.variance);
  const phi = scale < 1e-12 ? 0 : Math.max(-1, Math.min(1, covariance(model.pull, byLength.pull) / scale));
  return {
    good,
    bad: rows.length - good,
    prompts: model.pull.size,
    auc: model.value,
    low: model.low,
    high: model.high,
    overLength: leadOf(model, byLength, phi),
  };
}

type Area = { value: number; low: number; high: number; variance: number; pull: Map<string, number> };

/**
 * The area with its variance from each group's pull on it (DeLong, Biometrics 1988; for groups Obuchowski,
 * Biometrics 1997). The interval is Wilson's at the number of values that would have this variance; where the
 * groups do not differ, each counts as one.
 */
function areaOf(scores: number[], labels: boolean[], groups: string[]): Area | null {
  const side = (wanted: boolean) => scores.filter((_, at) => labels[at] === wanted).sort((a, b) => a - b);
  const [good, bad] = [side(true), side(false)];
  if (good.length === 0 || bad.length === 0) return null;
  // The share of the other side that an answer is right about.
  const right = scores.map((score, at) =>
    labels[at] ? shareBelow(bad, score) : 1 - shareBelow(good, score),
  );
  const value = right.reduce((sum, share, at) => (labels[at] ? sum + share : sum), 0) / good.length;
  const pull = new Map<string, number>();
  right.forEach((share, at) => {
    const group = groups[at] ?? '';
    const weight = labels[at] ? good.length : bad.length;
    pull.set(group, (pull.get(group) ?? 0) + (share - value) / weight);
  });
  const variance = covariance(pull, pull);
  const effective = variance < 1e-12 ? pull.size : (value * (1 - value)) / variance;
  return { value, ...scoreInterval(value, effective), variance, pull };
}

function covariance(one: Map<string, number>, other: Map<string, number>): number {
  let products = 0;
  for (const [group, pull] of one) products += pull * (other.get(group) ?? 0);
  return one.size < 2 ? 0 : (products * one.size) / (one.size - 1);
}

/** The share of `sorted` below a value, what equals it as half. */
function shareBelow(sorted: number[], value: number): number {
  const first = (isPast: (one: number) => boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isPast(sorted[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (first((one) => one >= value) + first((one) => one > value)) / (2 * sorted.length);
}
