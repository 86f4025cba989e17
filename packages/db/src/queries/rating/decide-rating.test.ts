import { describe, expect, it } from 'vitest';
import { decideRating, type Standing, statusByCount, wantsPlace } from './decide-rating.ts';

const none = null;
const rated = { skip: false, counted: true, voided: false };
const surplus = { skip: false, counted: false, voided: false };
const skipped = { skip: true, counted: false, voided: false };
const voided = { skip: false, counted: false, voided: true };

type Row = [
  what: string,
  lease: Standing['lease'],
  head: Standing['head'],
  /** overlap, done, reserved, skips */
  task: [number | null, number, number, number],
  next: 'rate' | 'skip',
  /** counted, surplus, done, reserved, skips */
  expected: [boolean, boolean, number, number, number],
];

const table: Row[] = [
  ['a first rating under a lease', 'active', none, [2, 1, 1, 0], 'rate', [true, false, 2, 0, 0]],
  ['a skip under a lease', 'active', none, [2, 1, 1, 0], 'skip', [false, false, 1, 0, 1]],
  ['a late rating where a place is free', 'released', none, [2, 1, 0, 0], 'rate', [true, false, 2, 0, 0]],
  ['a late rating, all places done', 'released', none, [2, 2, 0, 0], 'rate', [false, true, 2, 0, 0]],
  ['a late rating, the last place reserved', 'released', none, [2, 1, 1, 0], 'rate', [false, true, 1, 1, 0]],
  ['a late skip', 'released', none, [2, 2, 0, 1], 'skip', [false, false, 2, 0, 2]],
  ['an edit', 'rated', rated, [2, 2, 0, 0], 'rate', [true, false, 2, 0, 0]],
  ['a rating turned into a skip', 'rated', rated, [2, 2, 0, 0], 'skip', [false, false, 1, 0, 1]],
  [
    'an undone skip where the place is free',
    'skipped',
    skipped,
    [1, 0, 0, 1],
    'rate',
    [true, false, 1, 0, 0],
  ],
  ['an undone skip, the place taken', 'skipped', skipped, [1, 0, 1, 1], 'rate', [false, true, 0, 1, 0]],
  ['a skip with another reason', 'skipped', skipped, [1, 0, 0, 1], 'skip', [false, false, 0, 0, 1]],
  ['an edited surplus, still no place', 'rated', surplus, [1, 1, 0, 0], 'rate', [false, true, 1, 0, 0]],
  ['an edited surplus, a place free now', 'rated', surplus, [1, 0, 0, 0], 'rate', [true, false, 1, 0, 0]],
  ['a surplus turned into a skip', 'rated', surplus, [1, 1, 0, 0], 'skip', [false, false, 1, 0, 1]],
  ['an edited voided rating stays out', 'rated', voided, [1, 0, 0, 0], 'rate', [false, false, 0, 0, 0]],
  ['a gold has no limit', 'released', none, [null, 7, 3, 0], 'rate', [true, false, 8, 3, 0]],
];

describe('a verdict', () => {
  it.each(table)('%s', (_, lease, head, [overlap, done, reserved, skips], next, expected) => {
    const decision = decideRating(
      { lease, head, task: { overlap, done, reserved, skips } },
      next === 'skip',
      false,
    );
    expect([decision.counted, decision.surplus, decision.done, decision.reserved, decision.skips]).toEqual(
      expected,
    );
    expect(decision.lease).toBe(next === 'skip' ? 'skipped' : 'rated');
    if (overlap !== null) expect(decision.done + decision.reserved).toBeLessThanOrEqual(overlap);
  });

  it('late, takes the place of an expired lease', () => {
    const standing: Standing = {
      lease: 'released',
      head: none,
      task: { overlap: 2, done: 1, reserved: 1, skips: 0 },
    };
    expect(wantsPlace(standing, false)).toBe(true);
    expect(decideRating(standing, false, true)).toMatchObject({ counted: true, done: 2, reserved: 0 });
  });

  it.each<[string, Standing, boolean]>([
    ['a skip', { lease: 'released', head: none, task: { overlap: 1, done: 1, reserved: 0, skips: 0 } }, true],
    [
      'who holds a place',
      { lease: 'active', head: none, task: { overlap: 1, done: 0, reserved: 1, skips: 0 } },
      false,
    ],
    [
      'who was counted',
      { lease: 'rated', head: rated, task: { overlap: 1, done: 1, reserved: 0, skips: 0 } },
      false,
    ],
    [
      'a free place',
      { lease: 'released', head: none, task: { overlap: 2, done: 1, reserved: 0, skips: 0 } },
      false,
    ],
    [
      'what was voided',
      { lease: 'rated', head: voided, task: { overlap: 1, done: 1, reserved: 0, skips: 0 } },
      false,
    ],
  ])("%s takes nobody's place", (_, standing, skip) => {
    expect(wantsPlace(standing, skip)).toBe(false);
  });

  it('flags a task at the third skip and no longer once one is undone', () => {
    const task = { overlap: 2, done: 0, reserved: 1, skips: 2 };
    expect(decideRating({ lease: 'active', head: none, task }, true, false).flagged).toBe(true);
    const flagged = { overlap: 2, done: 0, reserved: 0, skips: 3 };
    expect(decideRating({ lease: 'skipped', head: skipped, task: flagged }, false, false).flagged).toBe(
      false,
    );
  });
});

describe('a task', () => {
  it.each([
    ['open', 2, 1, 'open'],
    ['open', 2, 2, 'done'],
    ['done', 2, 1, 'open'],
    ['open', null, 9, 'open'],
    ['withdrawn', 1, 1, 'withdrawn'],
    ['adjudicated', 2, 1, 'adjudicated'],
  ] as const)('%s with overlap %s and %i done is %s', (status, overlap, done, expected) => {
    expect(statusByCount(status, overlap, done)).toBe(expected);
  });
});
