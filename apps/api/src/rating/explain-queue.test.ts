import { describe, expect, it } from 'vitest';
import { explainQueue, tellAvailable } from './explain-queue.ts';

const idle = { available: 0, held: 0, dailyQuota: null, leftToday: null };
const nothing = {
  batches: 0,
  open: 0,
  withOthers: 0,
  enough: 0,
  forOthers: 0,
  nextFreeInSeconds: null,
  nextFreeAt: null,
};
const free = { paused: null, qualification: null };
const at = new Date('2030-01-01T12:00:00Z');

describe('an empty queue', () => {
  it.each([
    ['no batch is released', nothing, 'no-batch', /Nothing is released/],
    ['all is rated', { ...nothing, batches: 1 }, 'all-done', /Everything that was released is rated/],
    ['the rest is for others', { ...nothing, batches: 1, open: 12 }, 'nothing-for-you', /12 tasks are left/],
    [
      'the rest is for other people by choice',
      { ...nothing, batches: 1, forOthers: 1 },
      'for-other-people',
      /^1 task is open, but for other people/,
    ],
    [
      'one person may rate no more of it',
      { ...nothing, batches: 1, open: 12, enough: 5 },
      'enough-of-it',
      /as many tasks of this work as one person may. 5 tasks are left/,
    ],
    [
      'one is with somebody',
      { ...nothing, batches: 1, open: 1, withOthers: 1 },
      'with-others',
      /^1 task is with others; .* soon/,
    ],
  ])('says that %s', (_, standstill, reason, message) => {
    const explained = explainQueue(idle, free, standstill);
    expect(explained).toMatchObject({ state: 'empty', reason, nextFreeAt: null });
    expect(explained.message).toMatch(message);
  });

  it.each([
    [30, 'within a minute or two'],
    [240, 'in about 4 min'],
    [7_200, 'in about 2 h'],
  ])('says when the next pair may be free: %i s is %s', (nextFreeInSeconds, words) => {
    const standstill = { ...nothing, batches: 1, open: 5, withOthers: 3, nextFreeInSeconds, nextFreeAt: at };
    expect(explainQueue(idle, free, standstill)).toEqual({
      state: 'empty',
      reason: 'with-others',
      message: `3 tasks are with others; the next may be free ${words}.`,
      nextFreeAt: '2030-01-01T12:00:00.000Z',
    });
  });
});

it('is ready while there is something to take or something held', () => {
  expect(explainQueue({ ...idle, available: 1 }, free, null).state).toBe('ready');
  expect(explainQueue({ ...idle, held: 1 }, free, null).state).toBe('ready');
});

it('tells who was paused by golds what to do, and neither how many there were nor which', () => {
  const reason = '8 of 14 checks right: 6 wrong, and at least 15 of the first 20 must be right.';
  const explained = explainQueue(idle, { ...free, paused: { reason, by: 'golds' } }, null);
  expect(explained).toMatchObject({ state: 'paused', reason: 'paused-by-checks' });
  expect(explained.message).toMatch(
    /^Your rating is paused: too many of the checks .* your lead, who can resume/,
  );
  expect(explained.message).not.toMatch(/\d/);
});

it('tells how many pairs are left, in steps where golds are among them', () => {
  const told = (available: number, hasGolds: boolean) => {
    const { available: shown, atLeast } = tellAvailable(available, hasGolds);
    return `${shown}${atLeast ? '+' : ''}`;
  };
  expect([0, 7, 199, 200].map((n) => told(n, false))).toEqual(['0', '7', '199', '200+']);
  expect([0, 1, 9, 10, 49, 50, 199, 200].map((n) => told(n, true))).toEqual([
    '0',
    '1+',
    '1+',
    '10+',
    '10+',
    '50+',
    '50+',
    '200+',
  ]);
});

it('tells a paused person the reason that the lead gave', () => {
  const paused = { reason: 'Please read the new guidelines.' };
  expect(explainQueue({ ...idle, available: 9, held: 2 }, { ...free, paused }, null)).toEqual({
    state: 'paused',
    reason: 'paused-by-lead',
    message: 'The lead has paused your rating: Please read the new guidelines.',
    nextFreeAt: null,
  });
});

it('ends the day of who has rated enough, and says when the next one begins', () => {
  const done = { ...idle, dailyQuota: 200, leftToday: 0 };
  const explained = explainQueue(done, free, { ...nothing, batches: 1 });
  expect(explained).toMatchObject({ state: 'empty', reason: 'day-done' });
  expect(explained.message).toMatch(/^You have rated 200 tasks today, as many as you are asked for in a day/);
  expect(explained.nextFreeAt).toMatch(/T00:00:00.000Z$/);
  expect(Date.parse(explained.nextFreeAt ?? '')).toBeGreaterThan(Date.now());
});

it.each([
  ['to-begin', 2, 'to-qualify', /^Before the first pair .* of 20 pairs .* 16 right\.$/],
  ['explained', 0, 'to-qualify', /^Before the first pair/],
  ['failed', 1, 'to-qualify', /^Before the first pair/],
  ['failed', 0, 'not-qualified', /no attempt is left\. Ask your lead/],
] as const)('tells who is to qualify (%s, %i attempts left): %s', (state, attemptsLeft, reason, message) => {
  const qualification = { state, attemptsLeft, questions: 20, passMark: 16 };
  const explained = explainQueue({ ...idle, available: 9 }, { paused: null, qualification }, null);
  expect(explained).toMatchObject({ state: 'qualification', reason });
  expect(explained.message).toMatch(message);
});
