import { describe, expect, it } from 'vitest';
import { decideOverlap, defaultOverlapPolicy, type OverlapDecision } from './adaptive-overlap.ts';
import { posteriorOf, type Vote } from './class-posterior.ts';

const two = ['first', 'second'] as const;
const five = ['first', 'second', 'tie', 'both_good', 'both_bad'] as const;
type Class = (typeof five)[number];

/** 'first .8 second .7' as votes. */
const votesOf = (text: string): Vote<Class>[] =>
  [...text.matchAll(/(\w+) (\.\d+)/g)].map(([, verdict, accuracy]) => ({
    verdict: verdict as Class,
    accuracy: Number(accuracy),
  }));

describe('the posterior', () => {
  // By hand: two raters of .8 for one of two classes, .64 / (.64 + .04). Over five classes with errors on all four
  // others, odds of 16 each, 256 / (256 + 4); with errors on two, odds of 8, 64 / (64 + 4).
  it.each([
    ['nobody said anything', five, '', 4, 0.2],
    ['one of two', two, 'first .8', 4, 0.8],
    ['two alike of two classes', two, 'first .8 first .8', 4, 0.64 / 0.68],
    ['two alike of five classes', five, 'first .8 first .8', 4, 256 / 260],
    ['two alike of five classes, errors on two', five, 'first .8 first .8', 2, 64 / 68],
    ['two against each other', two, 'first .8 second .8', 4, 0.5],
    ['the better of two who differ', two, 'first .9 second .6', 4, 9 / 10.5],
    ['whoever is worse than chance says nothing', two, 'first .3', 4, 0.5],
    ['nobody is certain', two, 'first .9999', 4, 0.98],
    ['a class that is not listed', two, 'first .8 tie .9', 4, 0.8],
  ] as const)('%s', (_, classes, votes, spread, expected) => {
    const posterior = posteriorOf<Class>(classes, votesOf(votes), spread);
    expect(posterior.get('first')).toBeCloseTo(expected, 12);
    expect([...posterior.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
  });
});

type Row = [
  what: string,
  votes: string,
  overlap: number,
  decision: OverlapDecision<Class>['decision'],
  wanted: number,
  leader: Class | null,
];

const table: Row[] = [
  ['no rating yet', '', 2, 'one-more', 2, null],
  ['one of two, however good', 'first .98', 2, 'one-more', 2, 'first'],
  ['a batch that wanted one gets the start', 'first .98', 1, 'one-more', 2, 'first'],
  ['two good raters alike', 'first .85 first .85', 2, 'enough', 2, 'first'],
  ['two poor raters alike', 'first .65 first .65', 2, 'one-more', 3, 'first'],
  ['two unlike', 'first .85 second .85', 2, 'one-more', 3, null],
  ['one against a better one', 'first .6 second .9', 2, 'one-more', 3, 'second'],
  ['the third settles it', 'first .6 second .9 second .8', 3, 'enough', 3, 'second'],
  ['sure, with a place still asked for', 'first .9 first .9 first .9', 5, 'one-more', 5, 'first'],
  ['the limit, still unsure', `${'first .8 second .8 '.repeat(3)}tie .7`, 7, 'adjudicate', 7, null],
  ['the limit, sure', 'first .8 '.repeat(7), 7, 'enough', 7, 'first'],
  ['beyond the limit by hand', 'first .8 second .8 '.repeat(4), 8, 'adjudicate', 8, null],
  ['one rating was voided', 'first .85 first .85', 3, 'one-more', 3, 'first'],
];

describe('a task', () => {
  it.each(table)('%s', (_, votes, overlap, decision, wanted, leader) => {
    const decided = decideOverlap<Class>(five, votesOf(votes), overlap);
    expect([decided.decision, decided.overlap, decided.leader]).toEqual([decision, wanted, leader]);
    expect(decided.overlap).toBeGreaterThanOrEqual(overlap);
  });

  it('stops early at a lower limit', () => {
    const policy = { ...defaultOverlapPolicy, limit: 3 };
    const unsure = votesOf('first .8 second .8 tie .8');
    expect(decideOverlap<Class>(five, unsure, 3, policy).decision).toBe('adjudicate');
  });
});
