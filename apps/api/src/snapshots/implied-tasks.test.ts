import { preferenceRules } from '@prefloop/contract';
import type { RankedTask } from '@prefloop/db';
import { describe, expect, it } from 'vitest';
import { impliedTasks } from './implied-tasks.ts';
import { preferenceRows } from './preference-rows.ts';

const ranked = (...rankings: [string, number[][]][]): RankedTask => ({
  taskId: 'task',
  batchId: 'batch',
  promptId: 'prompt',
  messages: [{ role: 'user', content: 'Why?' }],
  taskType: null,
  heldOut: false,
  texts: ['a', 'b', 'c', 'd'],
  rankings: rankings.map(([annotatorId, tiers]) => ({ annotatorId, tiers })),
});

/** "a>b 2/3": what wins over what, with the share of the votes. */
function wins(task: RankedTask, rules = {}) {
  const whole = preferenceRules.parse({
    kind: 'preference',
    weight: 'agreement',
    margin: 'strength',
    ...rules,
  });
  return impliedTasks(task).flatMap((pair) => {
    const outcome = preferenceRows(pair, 'group', whole);
    if ('removed' in outcome) return `${pair.texts.join('')} ${outcome.removed}`;
    return outcome.rows.map(
      ({ chosen, rejected, weight, margin }) =>
        `${chosen[0].content}>${rejected[0].content} ${weight} ${margin}`,
    );
  });
}

describe('a ranking in a preference snapshot', () => {
  it('gives exactly the pairs that it implies, each as "better"', () => {
    expect(wins(ranked(['ann', [[2], [0], [1]]]))).toEqual(['a>b 1 2', 'c>a 1 2', 'c>b 1 2']);
  });

  it('says nothing of what it leaves unplaced, and of ties what ties say', () => {
    const task = ranked(['ann', [[3], [0, 1]]]);
    expect(wins(task)).toEqual(['ab tie', 'd>a 1 2', 'd>b 1 2']);
    expect(wins(task, { ties: 'both-ways' })).toEqual(['a>b 0.5 0', 'b>a 0.5 0', 'd>a 1 2', 'd>b 1 2']);
  });

  it('is a vote on each pair beside those of others, whoever placed the two', () => {
    const task = ranked(['ann', [[0], [1], [2]]], ['ben', [[1], [0]]], ['cleo', [[0], [1]]]);
    expect(wins(task)).toEqual(['a>b 0.666667 2', 'a>c 1 2', 'b>c 1 2']);
    expect(wins(task, { minVotes: 2 })).toEqual(['a>b 0.666667 2', 'ac too-few-votes', 'bc too-few-votes']);
    expect(wins(task, { majority: 'unanimous' })[0]).toBe('ab no-majority');
  });

  it('answers no criterion', () => {
    expect(wins(ranked(['ann', [[0], [1]]]), { criterion: 'helpful' })).toEqual(['ab too-few-votes']);
  });
});
