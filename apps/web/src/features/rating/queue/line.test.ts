import { firstRatingForm, type RateTask } from '@prefloop/contract';
import { expect, it } from 'vitest';
import { noRemarks } from '../remarks.ts';
import {
  ahead,
  layOn,
  markRated,
  markRatedElsewhere,
  stepBack,
  stepOn,
  stepsBack,
  takeIn,
  undelivered,
  withoutSensitive,
} from './line.ts';

const task = (token: string): RateTask => ({
  token,
  kind: 'pair',
  expiresAt: '2030-01-01T00:00:00.000Z',
  sensitive: false,
  prompt: { messages: [{ role: 'user', content: token }] },
  responses: [{ text: 'a' }, { text: 'b' }],
});
const form = { version: 1, spec: firstRatingForm };
const given = (...names: string[]) => ({ tasks: names.map(task), form });
const tie = { verdict: { verdict: 'tie' as const }, ...noRemarks };
const none = new Set<string>();
const start = takeIn({ items: [], index: 0 }, given('p', 'q', 'r'), none);
const tokens = (line: { items: readonly { token: string }[] }) => line.items.map((item) => item.token);

it('appends what is new and keeps what it has', () => {
  const line = takeIn(start, given('q', 'r', 'p', 's'), none);
  expect(tokens(line)).toEqual(['p', 'q', 'r', 's']);
});

it('does not show a pair again whose rating is still on its way', () => {
  const line = takeIn({ items: [], index: 0 }, given('p', 'q'), new Set(['p']));
  expect(tokens(line)).toEqual(['q']);
});

it('drops a fetched pair that was taken away, but never the one on screen or a rated one', () => {
  const rated = stepOn(markRated(start, 'p', tie));
  expect(tokens(takeIn(rated, given('s'), none))).toEqual(['p', 'q', 's']);
});

it('goes back and forth over rated pairs', () => {
  const rated = stepOn(markRated(start, 'p', tie));
  expect(rated.index).toBe(1);
  const back = stepBack(rated);
  expect(back.items[back.index]).toMatchObject({ token: 'p', answer: tie });
  expect(stepBack(back).index).toBe(0);
  expect(ahead(back).map((item) => item.token)).toEqual(['q', 'r']);
});

it('ends behind the last pair', () => {
  const end = stepOn(stepOn(stepOn(stepOn(start))));
  expect(end.index).toBe(3);
  expect(end.items[end.index]).toBeUndefined();
});

it('keeps as many pairs behind as one can go back', () => {
  let line = takeIn({ items: [], index: 0 }, given(...Array.from({ length: 40 }, (_, n) => `t${n}`)), none);
  for (let n = 0; n < 30; n += 1) line = stepOn(markRated(line, `t${n}`, tie));
  expect(line.index).toBe(stepsBack);
  expect(tokens(line)[0]).toBe('t10');
});

it('takes out a pair that another tab rated, and marks the one on screen', () => {
  expect(tokens(markRatedElsewhere(start, 'q', tie))).toEqual(['p', 'r']);
  const shown = markRatedElsewhere(start, 'p', tie);
  expect(shown.items[0]?.answer).toEqual(tie);
  expect(shown.index).toBe(0);
});

it('lays an earlier pair on the desk and goes on from there', () => {
  const earlier = { token: 'old', task: task('old'), sensitive: false, form, answer: tie };
  const line = layOn(start, earlier);
  expect(tokens(line)).toEqual(['old', 'p', 'q', 'r']);
  expect(line.index).toBe(0);
  expect(layOn(stepOn(line), earlier).index).toBe(0);
});

it('leaves a pair the form that it came with', () => {
  const newer = { version: 2, spec: { ...firstRatingForm, flags: [] } };
  const line = takeIn(start, { ...given('p', 's'), form: newer }, none);
  expect(line.items.map((item) => [item.token, item.form.version])).toEqual([
    ['p', 1],
    ['s', 2],
  ]);
});

it('knows which ratings the server has not heard of, for the count of the day', () => {
  const skip = { ...tie, verdict: { verdict: 'skip' as const, reason: 'broken' } };
  const line = markRated(markRated(start, 'p', tie), 'q', skip);
  expect(undelivered(line, given('p', 'q', 'r').tasks)).toBe(1);
  expect(undelivered(line, given('q', 'r').tasks)).toBe(0);
});

it('leaves sensitive tasks, the one on screen too, and keeps what was rated', () => {
  const { tasks } = given('p', 'q', 'r', 's');
  const marked = tasks.map((each) => ({ ...each, sensitive: ['p', 'q', 's'].includes(each.token) }));
  const line = stepOn(markRated(takeIn({ items: [], index: 0 }, { tasks: marked, form }, none), 'p', tie));
  const left = withoutSensitive(line);
  expect(tokens(left)).toEqual(['p', 'r']);
  expect(left.items[left.index]?.token).toBe('r');
});
