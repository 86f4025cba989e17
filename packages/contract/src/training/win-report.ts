import { z } from 'zod';
import { clusteredShare, sumByGroup } from '../statistics/clustered-share.ts';

/** What one model's answers are like. */
const answersOf = z.object({
  versionId: z.uuid(),
  answers: z.int(),
  /** Over the answers that could be scored, in the reward model's own scale; null where none could. */
  meanScore: z.number().nullable(),
  meanTokens: z.number().nullable(),
  /** Share that was cut off before it ended. */
  cutOff: z.number(),
});

/** Each model's win rate against the baseline by a reward model, with a 95% interval over the prompts. */
export const winReport = z.object({
  rewardVersionId: z.uuid(),
  /** Prompts that the baseline and at least one other model answered. */
  prompts: z.int(),
  baseline: answersOf,
  models: z.array(
    answersOf.extend({
      /** Comparisons: on a prompt, each answer with each of the baseline's. */
      wins: z.int(),
      ties: z.int(),
      losses: z.int(),
      /** Wins and half of the ties, of all comparisons; null without any. */
      winRate: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
    }),
  ),
});
export type WinReport = z.infer<typeof winReport>;

/** An answer of an evaluation. `score` is null where the reward model cannot score it: cut off, empty, or too long. */
export type ScoredAnswer = {
  versionId: string;
  promptId: string;
  score: number | null;
  tokens: number | null;
  cutOff: boolean;
};

/**
 * Compares the answers of each model with the baseline's on the same prompts. An answer that cannot be scored loses
 * against one that can, and ties with another that cannot: what was cut off is never taken for finished.
 */
export function reportWins(
  rows: readonly ScoredAnswer[],
  of: { rewardVersionId: string; baselineVersionId: string; versionIds: readonly string[] },
): WinReport {
  const answersBy = (wanted: string) => rows.filter(({ versionId }) => versionId === wanted);
  const base = answersBy(of.baselineVersionId);
  const baseByPrompt = new Map<string, ScoredAnswer[]>();
  for (const answer of base)
    baseByPrompt.set(answer.promptId, [...(baseByPrompt.get(answer.promptId) ?? []), answer]);
  const compared = new Set<string>();
  const models = of.versionIds.map((versionId) => {
    const own = answersBy(versionId);
    const pairs = own.flatMap((answer) =>
      (baseByPrompt.get(answer.promptId) ?? []).map((other) => ({
        group: answer.promptId,
        value: outcome(answer.score, other.score),
      })),
    );
    for (const { group } of pairs) compared.add(group);
    const count = (wanted: number) => pairs.filter(({ value }) => value === wanted).length;
    return {
      ...describe(versionId, own),
      wins: count(1),
      ties: count(0.5),
      losses: count(0),
      winRate: clusteredShare(sumByGroup(pairs)),
    };
  });
  return {
    rewardVersionId: of.rewardVersionId,
    prompts: compared.size,
    baseline: describe(of.baselineVersionId, base),
    models,
  };
}

function outcome(one: number | null, other: number | null): number {
  const [a, b] = [one ?? Number.NEGATIVE_INFINITY, other ?? Number.NEGATIVE_INFINITY];
  return a === b ? 0.5 : Number(a > b);
}

function describe(versionId: string, rows: readonly ScoredAnswer[]): z.infer<typeof answersOf> {
  return {
    versionId,
    answers: rows.length,
    meanScore: meanOf(rows.map(({ score }) => score)),
    meanTokens: meanOf(rows.map(({ tokens }) => tokens)),
    cutOff: rows.length === 0 ? 0 : rows.filter(({ cutOff }) => cutOff).length / rows.length,
  };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
