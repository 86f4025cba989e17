import type { TrainingPlan } from '../launch.ts';
import { hasReference, isReinforced } from '../methods.ts';
import { stepsOf } from '../plan.ts';
import type { MeasuredRows, TokenCounts } from '../snapshot-content.ts';

/** What a run computes, in tokens of prompts and answers. */
export type Work = {
  steps: number;
  /** Passes over the rows, where it goes over rows. */
  passes: number | null;
  evaluations: number;
  /** Tokens of the rows or answers that it learns from, over all passes: what a run counts itself. */
  tokens: number;
  /** Tokens through a model forwards and backwards, in all steps. */
  trained: number;
  /** Tokens through a model forwards alone: held-out rows, the reference, the reward model. */
  forward: number;
  /** Tokens that the policy writes itself. */
  sampled: number;
  /** Tokens in memory at once while it learns: of the rows of a micro-batch, each filled up to the longest. */
  atOnce: number;
};

/** How much of the room for an answer one takes as a rule: many end before. */
export const answerShare = 0.7;

/** What the run computes on rows of these lengths. */
export function workOf(plan: TrainingPlan, rows: MeasuredRows): Work {
  return isReinforced(plan.method) ? workOnAnswers(plan, rows) : workOnRows(plan, rows);
}

function evaluationsIn(steps: number, every: number): number {
  // At the start, at every so many steps, and at the end.
  return 1 + Math.floor(steps / every) + (steps % every === 0 ? 0 : 1);
}

/** Tokens of the answers to the fixed prompts. */
function samplesIn({ method, config }: TrainingPlan, { train, eval: held }: MeasuredRows): number {
  if (method === 'reward') return 0;
  const prompts = Math.min(config.samples.count, held.rows || train.rows);
  return prompts * config.samples.maxNewTokens * answerShare;
}

function workOnRows(plan: TrainingPlan, rows: MeasuredRows): Work {
  const { method, config } = plan;
  const { params } = config;
  const { train, eval: held } = rows;
  const steps = stepsOf(plan, train.rows);
  const evaluations = evaluationsIn(steps, params.evalSteps);
  const passes = train.rows === 0 ? 0 : (steps * params.batchSize) / train.rows;
  const trained = passes * train.tokens;
  // The reference reads every row once more, and each held-out row once. KTO has its own way to the batch's KL.
  const reference = hasReference(method) ? trained + held.tokens : 0;
  const mismatched = method === 'kto' ? 2 * trained : 0;
  const matches =
    'exactMatchRows' in params ? 2 * Math.min(params.exactMatchRows, held.rows) * params.exactMatchTokens : 0;
  const pairs = method === 'sft' || method === 'kto' ? 1 : 2;
  return {
    steps,
    passes,
    evaluations,
    tokens: trained,
    trained,
    forward: evaluations * held.tokens + reference + mismatched,
    sampled: evaluations * samplesIn(plan, rows) + matches * answerShare,
    atOnce: params.microBatch * pairs * Math.max(train.longest, held.longest),
  };
}

function workOnAnswers(plan: TrainingPlan, rows: MeasuredRows): Work {
  const { method, config } = plan;
  const { params } = config;
  if (!('maxNewTokens' in params)) throw new Error(`${method} writes no answers`);
  const { steps, batchSize, maxNewTokens, microBatch } = params;
  const answer = maxNewTokens * answerShare;
  const asked = mean(rows.train);
  const evaluations = evaluationsIn(steps, params.evalSteps);
  const answered = steps * batchSize * (asked + answer);
  const held = evaluations * rows.eval.rows;
  // Of each group the best answer trains, or the best and the worst.
  const chosen =
    'groupSize' in params && method !== 'grpo' && method !== 'rloo'
      ? (method === 'online_dpo' ? 2 : 1) / params.groupSize
      : 1;
  // PPO goes over the answers several times, with a critic as large as the policy.
  const times = 'ppoEpochs' in params ? 2 * params.ppoEpochs : 1;
  // Every answer is read by the reward model, the policy and, where there is one, the reference.
  const readers = 2 + (hasReference(method) ? 1 : 0) + (method === 'ppo' ? 1 : 0);
  return {
    steps,
    passes: null,
    evaluations,
    tokens: answered,
    trained: answered * chosen * times,
    forward: answered * readers + held * (mean(rows.eval) + answer),
    sampled: steps * batchSize * answer + held * answer + evaluations * samplesIn(plan, rows),
    atOnce: microBatch * (Math.max(rows.train.longest, rows.eval.longest) + maxNewTokens),
  };
}

function mean({ rows, promptTokens }: TokenCounts): number {
  return rows === 0 ? 0 : promptTokens / rows;
}
