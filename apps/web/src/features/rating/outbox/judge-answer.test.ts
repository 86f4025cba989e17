import { describe, expect, it } from 'vitest';
import { backoffMs, judgeAnswer } from './judge-answer.ts';

const refused = (status: number, code: string) =>
  judgeAnswer({ kind: 'refused', status, code, detail: 'why' });

const problem = (code: string) => ({ verdict: 'problem', code, detail: 'why' });

describe('what an answer means for a rating', () => {
  it.each([
    ['a lost connection', judgeAnswer({ kind: 'unreachable' }), { verdict: 'later', global: true }],
    ['a stored rating', judgeAnswer({ kind: 'stored' }), { verdict: 'delivered' }],
    ['a session that ended', refused(401, 'AUTH_REQUIRED'), { verdict: 'sign-in' }],
    ['an id that is taken', refused(409, 'RATING_ID_TAKEN'), { verdict: 'new-id' }],
    ['too many requests', refused(429, 'RATE_LIMITED'), { verdict: 'later', global: true }],
    ['an overloaded server', refused(503, 'OVERLOADED'), { verdict: 'later', global: true }],
    ['a proxy without its server', refused(502, 'UNAVAILABLE'), { verdict: 'later', global: true }],
    ['a page that a proxy made up', refused(404, 'UNAVAILABLE'), { verdict: 'later', global: true }],
    ['a fault of the server', refused(500, 'INTERNAL'), { verdict: 'later', global: false }],
    ['a lease nobody knows', refused(404, 'LEASE_UNKNOWN'), problem('LEASE_UNKNOWN')],
    ['a body that is wrong', refused(400, 'VALIDATION_FAILED'), problem('VALIDATION_FAILED')],
    ['a right that was taken away', refused(403, 'FORBIDDEN'), problem('FORBIDDEN')],
  ])('knows %s', (_, judgement, expected) => {
    expect(judgement).toEqual(expected);
  });

  it('waits longer after each failure, at most a minute', () => {
    expect([1, 2, 3, 4, 7, 50].map((failures) => backoffMs(failures, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 60_000, 60_000,
    ]);
    expect(backoffMs(1, 0)).toBe(500);
  });
});
