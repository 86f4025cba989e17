import { type UnpairedRules, unpairedRules } from '@prefloop/contract';
import type { RatedResponse, ResponseVote } from '@prefloop/db';
import { describe, expect, it } from 'vitest';
import { unpairedRows } from './unpaired-rows.ts';

const vote = (said: Partial<ResponseVote>): ResponseVote => ({
  annotatorId: 'ann',
  taskId: 'task',
  kind: 'rating',
  verdict: 'grade',
  strength: null,
  grade: null,
  scale: null,
  ...said,
});
const thumb = (good: boolean) => vote({ grade: good ? 2 : 1, scale: 2 });
const grade = (of: number) => vote({ grade: of, scale: 5 });
const prefer = (strength: number) => vote({ verdict: 'preference', strength, scale: 7 });
const plain = (verdict: 'tie' | 'both_good' | 'both_bad') => vote({ verdict });

/** The label, or why there is none. */
function labelOf(votes: ResponseVote[], rules: Partial<UnpairedRules> = {}, text = 'An answer.') {
  const response: RatedResponse = {
    promptId: 'prompt',
    messages: [{ role: 'user', content: 'Why?' }],
    taskType: null,
    heldOut: false,
    text,
    votes,
  };
  const outcome = unpairedRows(response, 'group', unpairedRules.parse({ kind: 'unpaired', ...rules }));
  return 'removed' in outcome ? outcome.removed : outcome.rows.map(({ label }) => label);
}

describe('a graded response', () => {
  it('is good or bad by thumbs, and by grades from where the rules say', () => {
    expect([true, false].map((good) => labelOf([thumb(good)]))).toEqual([[true], [false]]);
    expect([1, 2, 3, 4, 5].map((of) => labelOf([grade(of)]))).toEqual([
      [false],
      [false],
      'neither',
      [true],
      [true],
    ]);
    const narrow = { goodFrom: 5, badUpTo: 1 };
    expect([1, 2, 4, 5].map((of) => labelOf([grade(of)], narrow))).toEqual([
      [false],
      'neither',
      'neither',
      [true],
    ]);
  });

  it('goes by the majority, as clear as is asked', () => {
    const two = [thumb(true), thumb(true), thumb(false)];
    expect(labelOf(two)).toEqual([true]);
    expect(labelOf(two, { majority: 'unanimous' })).toBe('no-majority');
    expect(labelOf([thumb(true), thumb(false)])).toBe('no-majority');
    expect(labelOf(two, { minVotes: 4 })).toBe('too-few-votes');
  });

  it('has to be usable', () => {
    expect(labelOf([thumb(true)], {}, '')).toBe('empty-response');
    expect(labelOf([thumb(true)], { maxCharacters: 10 })).toBe('too-long');
  });
});

describe('a response of a rated pair', () => {
  const each = [prefer(2), prefer(-1), plain('tie'), plain('both_good'), plain('both_bad')];
  it.each<[UnpairedRules['pairs'], unknown[]]>([
    ['both', ['too-few-votes', 'too-few-votes', 'too-few-votes', [true], [false]]],
    ['all', [[true], [false], 'neither', [true], [false]]],
  ])('says with pairs: %s what the rule says', (pairs, expected) => {
    expect(each.map((said) => labelOf([said], { pairs }))).toEqual(expected);
  });

  it('is decided by a decision alone, on that pair', () => {
    const votes = [prefer(2), prefer(1), vote({ ...plain('both_bad'), kind: 'adjudication' })];
    expect(labelOf(votes, { pairs: 'all' })).toEqual([false]);
    expect(
      labelOf([...votes, { ...prefer(1), taskId: 'other' }, { ...prefer(1), taskId: 'third' }], {
        pairs: 'all',
      }),
    ).toEqual([true]);
  });
});

it('refuses grades that are good and bad at once', () => {
  expect(unpairedRules.safeParse({ kind: 'unpaired', goodFrom: 3, badUpTo: 3 }).success).toBe(false);
});
