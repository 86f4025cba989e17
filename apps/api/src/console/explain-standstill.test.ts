import { expect, test } from 'vitest';
import { explainStandstill } from './explain-standstill.ts';

const moving = {
  status: 'released' as const,
  left: 10,
  held: 2,
  disputed: 0,
  idleSeconds: 30,
  people: 3,
  takers: true,
  behind: null,
};
const still = { ...moving, held: 0, idleSeconds: 7_200 };

test.each([
  ['somebody holds a pair', moving, null],
  ['somebody rated a moment ago', { ...moving, held: 0 }, null],
  ['a draft', { ...moving, status: 'draft' as const }, 'Not released yet.'],
  ['paused', { ...moving, status: 'paused' as const }, 'Paused: no pair of it is handed out.'],
  ['closed early', { ...moving, status: 'closed' as const }, 'Closed, with 10 ratings still wanted.'],
  ['closed', { ...moving, status: 'closed' as const, left: 0 }, 'Closed; all that was wanted is in.'],
  ['done', { ...moving, left: 0 }, 'All that was wanted is in.'],
  ['undecided', { ...moving, left: 0, disputed: 1 }, 'All ratings are in; 1 pair to be decided.'],
  [
    'nobody there',
    { ...still, people: 0, takers: false },
    'Nobody may rate: invite annotators, or resume somebody who is paused.',
  ],
  [
    'nobody left',
    { ...still, takers: false, behind: 'A' },
    'Everybody who may rate has rated or skipped what is left. Invite another person.',
  ],
  [
    'another first',
    { ...still, behind: 'A' },
    '“A” is served first: its priority is higher, or it came before.',
  ],
  ['idle', still, 'Nobody has rated for 2 hours.'],
  ['idle for long', { ...still, idleSeconds: 200_000 }, 'Nobody has rated for 2 days.'],
  ['untouched', { ...still, idleSeconds: null }, 'Nobody has begun.'],
])('%s', (_, standing, message) => {
  expect(explainStandstill(standing)?.message ?? null).toBe(message);
});
