import { describe, expect, it } from 'vitest';
import { type BatchOffer, type Claimant, planClaim, plenty } from './plan-claim.ts';

const plain: BatchOffer = {
  id: 'a',
  priority: 0,
  names: false,
  named: true,
  asks: false,
  skilled: true,
  free: plenty,
  others: 0,
  held: 0,
  leftForPerson: null,
};
const offer = (id: string, change: Partial<BatchOffer> = {}): BatchOffer => ({ ...plain, id, ...change });

/** A plan as a line: 'take 5: a 5, b 5'. */
function tell(offers: BatchOffer[], claimant: Partial<Claimant>, hold: number): string {
  const { take, steps } = planClaim(offers, { held: 0, roomToday: null, ...claimant }, hold);
  return `take ${take}: ${steps.map(({ batchId, limit }) => `${batchId} ${limit}`).join(', ')}`;
}

type Row = [what: string, offers: BatchOffer[], claimant: Partial<Claimant>, hold: number, plan: string];

const order: Row[] = [
  ['nothing is released', [], {}, 5, 'take 5: '],
  ['one batch', [offer('a')], {}, 5, 'take 5: a 5'],
  ['as they were released', [offer('a'), offer('b')], {}, 5, 'take 5: a 5, b 5'],
  [
    'the higher priority first',
    [offer('a'), offer('b', { priority: 3 }), offer('c', { priority: -1 })],
    {},
    2,
    'take 2: b 2, a 2, c 2',
  ],
  [
    'of equal ones those that name somebody, then those that ask for something',
    [offer('a'), offer('b', { asks: true }), offer('c', { names: true }), offer('d', { asks: true })],
    {},
    1,
    'take 1: c 1, b 1, d 1, a 1',
  ],
  [
    'priority before all that',
    [offer('a', { priority: 1 }), offer('b', { names: true })],
    {},
    1,
    'take 1: a 1, b 1',
  ],
];

const whose: Row[] = [
  ['others are named', [offer('a', { names: true, named: false }), offer('b')], {}, 5, 'take 5: b 5'],
  ['a skill is missing', [offer('a', { asks: true, skilled: false })], {}, 5, 'take 5: '],
  ['named without a skill', [offer('a', { names: true, asks: true, skilled: false })], {}, 5, 'take 5: '],
];

const limits: Row[] = [
  ['what is held counts', [offer('a', { held: 3 })], { held: 3 }, 5, 'take 2: a 2'],
  ['enough is held', [offer('a', { held: 5 })], { held: 5 }, 5, 'take 0: '],
  ['three more may be had today', [offer('a')], { roomToday: 3 }, 5, 'take 3: a 3'],
  [
    'one more may be had today beside two that are held',
    [offer('a')],
    { held: 2, roomToday: 1 },
    5,
    'take 1: a 1',
  ],
  ['more may be had today than are wanted', [offer('a')], { held: 2, roomToday: 9 }, 5, 'take 3: a 3'],
  ['the day is done', [offer('a')], { roomToday: 0 }, 5, 'take 0: '],
  ['more was rated than may be', [offer('a')], { roomToday: -2 }, 5, 'take 0: '],
  [
    'two are left for the person in one batch',
    [offer('a', { leftForPerson: 2 }), offer('b')],
    {},
    5,
    'take 5: a 2, b 5',
  ],
  ['none is left for the person', [offer('a', { leftForPerson: 0 }), offer('b')], {}, 5, 'take 5: b 5'],
];

const tail: Row[] = [
  ['nobody else is at work', [offer('a', { free: 4 })], {}, 5, 'take 5: a 4'],
  ['shared with two others', [offer('a', { free: 7, others: 2 })], {}, 5, 'take 5: a 2'],
  ['one for each at least', [offer('a', { free: 1, others: 9 })], {}, 5, 'take 5: a 1'],
  [
    'what is held is part of the share',
    [offer('a', { free: 7, others: 2, held: 2 })],
    { held: 2 },
    5,
    'take 3: ',
  ],
  // Others may hold something that runs out: the claim finds out.
  ['nothing is free', [offer('a', { free: 0 })], {}, 5, 'take 5: a 1'],
];

describe.each([
  ['order', order],
  ['whose it is', whose],
  ['limits', limits],
  ['the tail', tail],
])('%s', (_, table) => {
  it.each(table)('%s', (_what, offers, claimant, hold, plan) => {
    expect(tell(offers, claimant, hold)).toBe(plan);
  });
});
