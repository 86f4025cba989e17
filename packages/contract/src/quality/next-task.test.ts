import { describe, expect, it } from 'vitest';
import { type BatchOffer, type Claimant, type Plan, planNext } from './next-task.ts';

const plain: BatchOffer = {
  id: 'a',
  priority: 0,
  strategy: 'finish-started',
  languages: [],
  skills: [],
  annotatorIds: null,
  needsQualification: false,
  free: 100,
  unseenGolds: 0,
  quotaLeft: null,
};
const ada: Claimant = {
  id: 'ada',
  languages: ['en', 'de'],
  skills: ['code'],
  qualified: true,
  leftToday: null,
};

const offer = (id: string, change: Partial<BatchOffer> = {}): BatchOffer => ({ ...plain, id, ...change });

/** A plan as a line: 'take 5: gold a random 1, open a most-rated 5'. */
function tell(plan: Plan): string {
  if (plan.kind === 'nothing') return plan.reason;
  const steps = plan.steps.map(({ batchId, from, order, limit }) => `${from} ${batchId} ${order} ${limit}`);
  return `take ${plan.take}: ${steps.join(', ')}`;
}

type Row = [
  what: string,
  offers: BatchOffer[],
  claimant: Partial<Claimant>,
  wanted: number,
  due: boolean,
  plan: string,
];

const orders: Row[] = [
  ['finish what is started', [offer('a')], {}, 5, false, 'take 5: open a most-rated 5'],
  ['least rated', [offer('a', { strategy: 'least-rated' })], {}, 1, false, 'take 1: open a least-rated 1'],
  ['random', [offer('a', { strategy: 'random' })], {}, 2, false, 'take 2: open a random 2'],
  [
    'higher priority first',
    [offer('a'), offer('b', { priority: 3 }), offer('c', { priority: -1 })],
    {},
    5,
    false,
    'take 5: open b most-rated 5, open a most-rated 5, open c most-rated 5',
  ],
  [
    'equal priority: named, then by skill, then as given',
    [
      offer('a'),
      offer('b'),
      offer('c', { strategy: 'skills', skills: ['code'] }),
      offer('d', { strategy: 'named', annotatorIds: ['ada'] }),
    ],
    {},
    1,
    false,
    'take 1: open d most-rated 1, open c most-rated 1, open a most-rated 1, open b most-rated 1',
  ],
  [
    'no more than is free',
    [offer('a', { free: 2 }), offer('b')],
    {},
    5,
    false,
    'take 5: open a most-rated 2, open b most-rated 5',
  ],
];

const quotas: Row[] = [
  ['the day has three left', [offer('a')], { leftToday: 3 }, 5, false, 'take 3: open a most-rated 3'],
  ['the day has none left', [offer('a')], { leftToday: 0 }, 5, false, 'quota-reached'],
  [
    'the batch has two left',
    [offer('a', { quotaLeft: 2 }), offer('b')],
    {},
    5,
    false,
    'take 5: open a most-rated 2, open b most-rated 5',
  ],
  ['the batch has none left', [offer('a', { quotaLeft: 0 })], {}, 5, false, 'batch-quota-reached'],
];

const golds: Row[] = [
  ['one due', [offer('a', { unseenGolds: 4 })], {}, 5, true, 'take 5: gold a random 1, open a most-rated 5'],
  ['none due', [offer('a', { unseenGolds: 4 })], {}, 5, false, 'take 5: open a most-rated 5'],
  ['one due, none unseen', [offer('a')], {}, 5, true, 'take 5: open a most-rated 5'],
  [
    'one due, unseen in the next batch',
    [offer('a'), offer('b', { unseenGolds: 1 })],
    {},
    1,
    true,
    'take 1: gold b random 1, open a most-rated 1, open b most-rated 1',
  ],
  [
    'one due counts against the quota',
    [offer('a', { unseenGolds: 1, quotaLeft: 2 })],
    {},
    5,
    true,
    'take 5: gold a random 1, open a most-rated 1',
  ],
  [
    'one due takes the last of the quota',
    [offer('a', { unseenGolds: 1, quotaLeft: 1 })],
    {},
    5,
    true,
    'take 5: gold a random 1',
  ],
  ['one due beside nothing open', [offer('a', { free: 0, unseenGolds: 4 })], {}, 5, true, 'none-free'],
  [
    'first, without being due',
    [offer('a', { strategy: 'golds-first', unseenGolds: 3 })],
    {},
    5,
    false,
    'take 5: gold a random 3, open a most-rated 2',
  ],
  [
    'first, alone',
    [offer('a', { strategy: 'golds-first', unseenGolds: 3, free: 0 })],
    {},
    2,
    true,
    'take 2: gold a random 2',
  ],
];

const closed: Row[] = [
  ['no batch', [], {}, 5, false, 'no-batch'],
  ['nothing free', [offer('a', { free: 0 })], {}, 5, false, 'none-free'],
  ['others are named', [offer('a', { annotatorIds: ['bob'] })], {}, 5, false, 'not-named'],
  ['nobody is named yet', [offer('a', { strategy: 'named' })], {}, 5, false, 'not-named'],
  [
    'not qualified',
    [offer('a', { needsQualification: true })],
    { qualified: false },
    5,
    false,
    'not-qualified',
  ],
  ['another language', [offer('a', { languages: ['en', 'fr'] })], {}, 5, false, 'no-language'],
  ['a skill is missing', [offer('a', { skills: ['code', 'law'] })], {}, 5, false, 'no-skill'],
  [
    'the reason of the batch that came closest',
    [offer('a', { annotatorIds: [] }), offer('b', { free: 0 }), offer('c', { skills: ['law'] })],
    {},
    5,
    false,
    'none-free',
  ],
  [
    'what is closed is passed over',
    [offer('a', { priority: 9, skills: ['law'] }), offer('b')],
    {},
    5,
    false,
    'take 5: open b most-rated 5',
  ],
  [
    'who is not qualified yet rates what asks for nothing',
    [offer('a', { needsQualification: true }), offer('b', { strategy: 'golds-first', unseenGolds: 9 })],
    { qualified: false },
    5,
    false,
    'take 5: gold b random 5',
  ],
];

describe.each([
  ['order', orders],
  ['quota', quotas],
  ['golds', golds],
  ['who may', closed],
])('%s', (_, table) => {
  it.each(table)('%s', (_what, offers, claimant, wanted, due, expected) => {
    expect(tell(planNext(offers, { ...ada, ...claimant }, wanted, due))).toBe(expected);
  });
});
