import type { BatchPreview } from '@prefloop/contract';
import type { CompositionCounts } from '@prefloop/db';

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

/** What a composition gives; each thing that it leaves out with the reason in a sentence. */
export function presentPreview(counts: CompositionCounts): BatchPreview {
  const { prompts, responses, tasks, promptsUsed } = counts;
  const reasons: BatchPreview['leftOut'] = [
    {
      reason: 'lone-response',
      count: counts.lone,
      message: `${many(counts.lone, 'prompt has', 'prompts have')} no second response to compare with.`,
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
      message: `${many(counts.repeated, 'pair repeats', 'pairs repeat')} the texts of another pair of its prompt.`,
    },
    {
      reason: 'not-drawn',
      count: counts.notDrawn,
      message: `${many(counts.notDrawn, 'pair was', 'pairs were')} not drawn: fewer per prompt are wanted.`,
    },
    {
      reason: 'over-limit',
      count: counts.overLimit,
      message: `${many(counts.overLimit, 'pair is', 'pairs are')} more than the limit.`,
    },
  ];
  return { prompts, responses, tasks, promptsUsed, leftOut: reasons.filter(({ count }) => count > 0) };
}
