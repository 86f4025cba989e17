import { preferenceRules } from '@prefloop/contract';
import type { RatedTask, Vote } from '@prefloop/db';
import { describe, expect, test } from 'vitest';
import { editedPairs } from './edited-pairs.ts';
import { preferenceRows } from './preference-rows.ts';

type Said = number | 'tie' | 'both_good' | 'both_bad';

function vote(said: Said, index: number, kind: Vote['kind'] = 'rating'): Vote {
  const person = { annotatorId: `person-${index}`, kind, criteria: {}, edited: null };
  return typeof said === 'number'
    ? { ...person, verdict: 'preference', strength: said, scale: 7 }
    : { ...person, verdict: said, strength: null, scale: null };
}

function task(said: Said[], changes: Partial<RatedTask> = {}): RatedTask {
  return {
    taskId: 'task',
    batchId: 'batch',
    arm: null,
    promptId: 'prompt',
    messages: [{ role: 'user', content: 'Ask' }],
    taskType: null,
    heldOut: false,
    texts: ['first', 'second'],
    votes: said.map((one, index) => vote(one, index)),
    ...changes,
  };
}

const rules = (changes: object = {}) => preferenceRules.parse({ kind: 'preference', ...changes });

function told(given: RatedTask, changes: object = {}): unknown {
  const outcome = preferenceRows(given, 'group', rules(changes));
  if ('removed' in outcome) return outcome.removed;
  return outcome.rows.map((row) => [
    row.chosen[0].content,
    ...(row.margin === undefined ? [] : [`margin ${row.margin}`]),
    ...(row.weight === undefined ? [] : [`weight ${row.weight}`]),
  ]);
}

describe('which rows a rated pair gives', () => {
  test.each<[string, Said[], object, unknown]>([
    ['one vote for the first', [-2], {}, [['first']]],
    ['one vote for the second', [1], {}, [['second']]],
    ['most votes win', [-1, -1, 3], {}, [['first']]],
    ['as many each way: none leads', [-1, 1], {}, 'no-majority'],
    ['half is no absolute majority', [-1, -1, 'tie', 2], { majority: 'absolute' }, 'no-majority'],
    ['more than half is', [-1, -1, -1, 2], { majority: 'absolute' }, [['first']]],
    ['one against is not unanimous', [-1, -1, 2], { majority: 'unanimous' }, 'no-majority'],
    ['all is', [-1, -3], { majority: 'unanimous' }, [['first']]],
    ['fewer votes than wanted', [-1], { minVotes: 2 }, 'too-few-votes'],
    ['a tie is dropped by default', ['tie'], {}, 'tie'],
    ['both good is a tie', ['both_good', 'tie'], {}, 'tie'],
    [
      'a tie both ways at half weight',
      ['tie'],
      { ties: 'both-ways' },
      [
        ['first', 'weight 0.5'],
        ['second', 'weight 0.5'],
      ],
    ],
    [
      'a tie both ways has no margin to enforce',
      ['tie'],
      { ties: 'both-ways', margin: 'strength' },
      [
        ['first', 'margin 0', 'weight 0.5'],
        ['second', 'margin 0', 'weight 0.5'],
      ],
    ],
    ['both bad is dropped on its own', ['both_bad'], {}, 'both-bad'],
    ['both bad on half of the votes is dropped', ['both_bad', -1], {}, 'both-bad'],
    ['both bad in the minority counts as a tie', ['both_bad', -1, -1], {}, [['first']]],
    [
      'both bad as tie',
      ['both_bad'],
      { bothBad: 'as-tie', ties: 'both-ways' },
      [
        ['first', 'weight 0.5'],
        ['second', 'weight 0.5'],
      ],
    ],
    [
      'margin is the mean strength of the winning votes',
      [-3, -2, 3],
      { margin: 'strength' },
      [['first', 'margin 2.5']],
    ],
    [
      'weight is the share of the winning votes',
      [-3, -2, 3],
      { weight: 'agreement' },
      [['first', 'weight 0.666667']],
    ],
    ['too many characters', [-1], { maxCharacters: 8 }, 'too-long'],
    ['just as many as allowed', [-1], { maxCharacters: 9 }, [['first']]],
  ])('%s', (_name, said, changes, expected) => {
    expect(told(task(said), changes)).toEqual(expected);
  });

  test('an adjudication decides alone, whatever the votes said', () => {
    const given = task([-1, -1, -1]);
    given.votes.push(vote(2, 9, 'adjudication'));
    expect(told(given, { minVotes: 3, majority: 'unanimous', margin: 'strength' })).toEqual([
      ['second', 'margin 2'],
    ]);
  });

  test.each([
    ['identical texts', ['same', 'same'], 'identical-texts'],
    ['an empty response', ['', 'second'], 'empty-response'],
  ])('%s cannot train', (_name, texts, reason) => {
    expect(told(task([-1], { texts }))).toBe(reason);
  });
});

describe('weight by reliability', () => {
  const weights = [1, 0.5, 0.2, 0.6];
  const weightOf = (annotatorId: string) => weights[Number(annotatorId.split('-')[1])] ?? 0.4;
  const weighed = (given: RatedTask, changes: object = {}) => {
    const outcome = preferenceRows(given, 'group', rules({ weight: 'reliability', ...changes }), weightOf);
    return 'removed' in outcome ? outcome.removed : outcome.rows.map(({ weight }) => weight);
  };

  test.each<[string, Said[], object, unknown]>([
    // Two of three, and (1 + 0.5) / 2 of them.
    ['is the share of the winners times their mean reliability', [-1, -3, 2], {}, [0.5]],
    ['has six digits', [-1, 2, 3, 1], { majority: 'plurality' }, [0.325]],
    ['leaves those aside who said otherwise', [1, -2, -2, -1], {}, [0.325]],
    ['counts both bad with the ties', ['tie', 'both_bad', -1], { ties: 'both-ways' }, [0.25, 0.25]],
  ])('%s', (_name, said, changes, expected) => {
    expect(weighed(task(said), changes)).toEqual(expected);
  });

  test('takes an adjudication as it is', () => {
    const given = task([-1, -1, 2]);
    given.votes.push(vote(2, 2, 'adjudication'));
    expect(weighed(given)).toEqual([1]);
  });
});

test.each([
  [2, 1, 2],
  [3, 1, 2],
  [4, 1, 1.5],
  [4, 2, 3],
  [7, 2, 2],
  [8, 1, 0.75],
  [8, 4, 3],
])('on %i points a strength of %i is a margin of %f', (scale, strength, margin) => {
  const votes: Vote[] = [{ ...vote(-strength, 0), scale }];
  expect(told(task([], { votes }), { margin: 'strength' })).toEqual([['first', `margin ${margin}`]]);
});

describe('under a criterion', () => {
  const graded = (criteria: Vote['criteria'], index: number, change: Partial<Vote> = {}): Vote => ({
    ...vote(-3, index),
    criteria,
    ...change,
  });

  test.each<[string, Vote[], object, unknown]>([
    ['its sides are the votes', [graded({ brief: 'B' }, 0)], {}, [['second']]],
    [
      'grades decide by their difference',
      [graded({ brief: { A: 2, B: 4 } }, 0)],
      { margin: 'strength' },
      [['second', 'margin 1.5']],
    ],
    ['equal is a tie', [graded({ brief: 'equal' }, 0)], {}, 'tie'],
    ['half a pair of grades is no vote', [graded({ brief: { A: 2 } }, 0)], {}, 'too-few-votes'],
    [
      'who did not answer has no vote',
      [graded({ brief: 'B' }, 0), vote(-3, 1), vote(-2, 2)],
      { majority: 'unanimous' },
      [['second']],
    ],
    [
      'a decision of the verdict decides no criterion',
      [graded({ brief: 'B' }, 0), vote(-3, 1, 'adjudication')],
      {},
      [['second']],
    ],
  ])('%s', (_, votes, changes, expected) => {
    expect(told(task([], { votes }), { criterion: 'brief', ...changes })).toEqual(expected);
  });
});

describe('responses that people wrote', () => {
  const written = (texts: (string | null)[], change: Partial<RatedTask> = {}) =>
    task([], { votes: texts.map((edited, index) => ({ ...vote('tie', index), edited })), ...change });
  const pairs = (given: RatedTask, changes: object = {}) =>
    editedPairs(given, 'group', rules({ edited: 'pairs', ...changes })).map((row) => [
      row.chosen[0].content,
      row.rejected[0].content,
      ...(row.margin === undefined ? [] : [row.margin]),
      ...(row.weight === undefined ? [] : [row.weight]),
    ]);

  test('stand above both, whatever the verdict, each text once', () => {
    expect(pairs(written(['better', null, 'better', 'best']))).toEqual([
      ['better', 'first'],
      ['better', 'second'],
      ['best', 'first'],
      ['best', 'second'],
    ]);
  });

  test('stand above by "better", and weigh one', () => {
    expect(pairs(written(['better']), { margin: 'strength', weight: 'agreement' })).toEqual([
      ['better', 'first', 2, 1],
      ['better', 'second', 2, 1],
    ]);
  });

  test('give no pair with what says the same, is empty or too long together', () => {
    expect(pairs(written(['second \n']))).toEqual([['second \n', 'first']]);
    expect(pairs(written(['better'], { texts: ['', 'second'] }))).toEqual([['better', 'second']]);
    expect(pairs(written(['better than both']), { maxCharacters: 10 })).toEqual([]);
    expect(pairs(written(['better']), { edited: 'none' })).toEqual([]);
  });
});
