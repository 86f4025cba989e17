import type { BatchPreview, TaskKind } from '@prefloop/contract';
import type { CompositionCounts } from '@prefloop/db';

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

const names: Record<TaskKind, readonly [string, string]> = {
  pair: ['pair', 'pairs'],
  single: ['response', 'responses'],
  ranking: ['ranking', 'rankings'],
};

/** What a composition gives; each thing that it leaves out with the reason in a sentence. */
export function presentPreview(counts: CompositionCounts, kind: TaskKind): BatchPreview {
  const { prompts, responses, tasks, promptsUsed } = counts;
  const [one, more] = names[kind];
  const reasons: BatchPreview['leftOut'] = [
    {
      reason: 'lone-response',
      count: counts.lone,
      message: `${many(counts.lone, 'prompt has', 'prompts have')} no second response to compare with.`,
    },
    {
      reason: 'too-few-responses',
      count: counts.tooFew,
      message: `${many(counts.tooFew, 'prompt has', 'prompts have')} too few different responses for a ranking.`,
    },
    {
      reason: 'failed-response',
      count: counts.failed,
      message: `${many(counts.failed, 'response', 'responses')} ended in an error of the model.`,
    },
    {
      reason: 'identical',
      count: counts.identical,
      message: `${many(counts.identical, 'pair holds', 'pairs hold')} the same text twice: there is nothing to prefer.`,
    },
    {
      reason: 'repeated',
      count: counts.repeated,
      message:
        kind === 'pair'
          ? `${many(counts.repeated, 'pair repeats', 'pairs repeat')} the texts of another pair of its prompt.`
          : `${many(counts.repeated, 'response repeats', 'responses repeat')} the text of another one of its prompt.`,
    },
    {
      reason: 'incomplete',
      count: counts.incomplete,
      message: `${many(counts.incomplete, 'response is', 'responses are')} left over: too few for one more ranking.`,
    },
    {
      reason: 'unscored',
      count: counts.unscored,
      message: `${many(counts.unscored, 'pair is', 'pairs are')} not scored by all of the models: chance alone can choose them.`,
    },
    {
      reason: 'not-drawn',
      count: counts.notDrawn,
      message: `${many(counts.notDrawn, `${one} was`, `${more} were`)} not drawn: fewer per prompt are wanted.`,
    },
    {
      reason: 'over-limit',
      count: counts.overLimit,
      message: `${many(counts.overLimit, `${one} is`, `${more} are`)} more than the limit.`,
    },
  ];
  const { active, random } = counts;
  const arms = active + random > 0 ? { active, random } : null;
  return { prompts, responses, tasks, promptsUsed, arms, leftOut: reasons.filter(({ count }) => count > 0) };
}
