import { describe, expect, it } from 'vitest';
import { copiedCommentsHint } from './copied-comments-hint.ts';
import { tellOdds, tellShare } from './hint.ts';
import { type Answers, sameAnswerHint } from './same-answer-hint.ts';
import { type Speed, speedHint } from './speed-hint.ts';

const team = { count: 8, medianLog: Math.log(20_000), medianDistance: 0.25 };
const below = (count: number) => ({ minimumMs: 3_000, count });

describe('speed', () => {
  it.each<[string, Speed, string]>([
    [
      'a clicker',
      { ratings: 180, medianMs: 1_400, tooFast: below(171), people: team },
      '171 of 180 ratings (95%) took less than 3.0 s. Where one in twenty is a slip, chance gives as many less than once in a billion times.',
    ],
    [
      'a fifth of the ratings clicked through',
      { ratings: 60, medianMs: 15_000, tooFast: below(12), people: team },
      '12 of 60 ratings (20%) took less than 3.0 s. Where one in twenty is a slip, chance gives as many once in 27,796 times.',
    ],
    [
      'far ahead of the team, no minimum set',
      { ratings: 150, medianMs: 4_000, tooFast: null, people: team },
      'Half of 150 ratings took less than 4.0 s; among the 8 people here 20 s is usual (robust z -4.3).',
    ],
    [
      'far ahead of the team, above the minimum',
      { ratings: 150, medianMs: 4_000, tooFast: below(3), people: team },
      'Half of 150 ratings took less than 4.0 s; among the 8 people here 20 s is usual (robust z -4.3).',
    ],
  ])('tells of %s', (_, speed, sentence) => {
    expect(speedHint(speed)?.sentence).toBe(sentence);
  });

  it.each<[string, Speed]>([
    ['an ordinary pace', { ratings: 200, medianMs: 18_000, tooFast: below(2), people: team }],
    ['a quick reader', { ratings: 200, medianMs: 9_000, tooFast: below(9), people: team }],
    ['a slow reader', { ratings: 200, medianMs: 190_000, tooFast: below(0), people: team }],
    ['too few ratings', { ratings: 19, medianMs: 900, tooFast: below(19), people: team }],
    ['too few people', { ratings: 90, medianMs: 900, tooFast: null, people: { ...team, count: 4 } }],
    ['nothing to compare with', { ratings: 90, medianMs: 900, tooFast: null, people: null }],
    [
      'a team of one pace',
      { ratings: 90, medianMs: 12_000, tooFast: null, people: { ...team, medianDistance: 0 } },
    ],
  ])('says nothing of %s', (_, speed) => {
    expect(speedHint(speed)).toBeNull();
  });
});

const answers = (left: number, right: number, tie: number) => ({ left, right, tie, both_bad: 0 });
const crowd = answers(420, 410, 150);

describe('answers', () => {
  it.each<[string, Answers, string]>([
    [
      'the left key, always',
      { own: answers(120, 0, 0), others: crowd, longestRun: { answer: 'left', length: 120 } },
      '120 of 120 answers (100%) are "left"; the others give it in 43% of cases. Chance gives as many less than once in a billion times.',
    ],
    [
      'ties, nearly always',
      { own: answers(3, 2, 27), others: crowd, longestRun: { answer: 'tie', length: 15 } },
      '27 of 32 answers (84%) are "tie"; the others give it in 15% of cases. Chance gives as many less than once in a billion times.',
    ],
    [
      'a tail that was clicked through',
      { own: answers(88, 50, 12), others: crowd, longestRun: { answer: 'left', length: 34 } },
      '"left" 34 times in a row among 150 answers. At a share of 59%, chance gives such a run once in 382,744 times.',
    ],
    [
      'an answer that nobody else gives',
      {
        own: { ...answers(5, 0, 0), both_bad: 40 },
        others: crowd,
        longestRun: { answer: 'both_bad', length: 9 },
      },
      '40 of 45 answers (89%) are "both_bad"; the others give it in 0.1% of cases. Chance gives as many less than once in a billion times.',
    ],
  ])('tell of %s', (_, given, sentence) => {
    expect(sameAnswerHint(given)?.sentence).toBe(sentence);
  });

  it.each<[string, Answers]>([
    [
      'the usual mixture',
      { own: answers(70, 61, 19), others: crowd, longestRun: { answer: 'left', length: 6 } },
    ],
    ['a lean', { own: answers(105, 60, 5), others: crowd, longestRun: { answer: 'left', length: 12 } }],
    [
      'too few answers',
      { own: answers(19, 0, 0), others: crowd, longestRun: { answer: 'left', length: 19 } },
    ],
    [
      'a batch in which nearly all are ties',
      { own: answers(2, 1, 57), others: answers(20, 20, 960), longestRun: { answer: 'tie', length: 40 } },
    ],
    [
      'nobody else there',
      { own: answers(20, 4, 1), others: answers(0, 0, 0), longestRun: { answer: 'left', length: 8 } },
    ],
  ])('say nothing of %s', (_, given) => {
    expect(sameAnswerHint(given)).toBeNull();
  });
});

const copied = 'Response A is more helpful and gives a clear answer to the question.';
const own = [
  'The left one gets the date of the treaty wrong, the other at least says it is unsure.',
  'Both run, but only B closes the file when the parser throws.',
  'A lectures the user about backups before answering. The answer itself is fine.',
  'B is in formal German as asked, A slips into du halfway through.',
  'The second recipe would not rise without yeast; nobody checked.',
  'Nearly the same text, A has one more example that helps.',
];

describe('comments', () => {
  it.each<[string, string[], [copies: number, comments: number, identical: number]]>([
    ['one sentence pasted', [...own, ...Array<string>(5).fill(copied)], [5, 11, 5]],
    [
      'one sentence in many spellings',
      [
        copied,
        copied.toUpperCase(),
        'Response A is more helpful, and gives a clear answer to the question!',
        'Response A is more helpful and gives a clear answer to the questions.',
        'Response B is more helpful and gives a clear answer to the question.',
        ...own,
      ],
      [5, 11, 3],
    ],
    [
      'one sentence without spaces',
      [
        ...Array<string>(4).fill(
          '回答甲更加详细并且准确地解释了问题的背景，语言也更加自然流畅，整体上更有帮助。',
        ),
        ...own,
      ],
      [4, 10, 4],
    ],
  ])('tell of %s', (_, comments, [copies, n, identical]) => {
    const hint = copiedCommentsHint(comments);
    expect(hint?.evidence).toMatchObject({ copies, comments: n, identical });
    expect(hint?.sentence).toContain(`${copies} of ${n} longer comments`);
  });

  it.each<[string, string[]]>([
    ['none', []],
    ['words of their own', own],
    ['short ones, again and again', Array<string>(50).fill('B is more complete')],
    ['three alike', [...own, copied, copied, copied]],
    [
      'few alike among many',
      [
        ...Array.from({ length: 30 }, (_, n) => `${own[n % 6]} Case ${n}: ${'xyz'.repeat(n)}`),
        copied,
        copied,
        copied,
        copied,
      ],
    ],
  ])('say nothing of %s', (_, comments) => {
    expect(copiedCommentsHint(comments)).toBeNull();
  });
});

it.each([
  [0, '0%'],
  [0.0004, 'less than 0.1%'],
  [0.004, '0.4%'],
  [0.034, '3%'],
  [0.996, '99.6%'],
  [0.9996, 'more than 99.9%'],
  [1, '100%'],
])('a share of %f reads %s', (share, text) => {
  expect(tellShare(share)).toBe(text);
});

it.each([
  [1e-12, 'less than once in a billion times'],
  [1 / 3400, 'once in 3,400 times'],
])('a chance of %f reads %s', (chance, text) => {
  expect(tellOdds(chance)).toBe(text);
});
