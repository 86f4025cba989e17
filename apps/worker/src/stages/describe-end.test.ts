import { describe, expect, test } from 'vitest';
import { describeEnd } from './describe-end.ts';

const killed = { code: null, signal: 'SIGKILL', startError: null } as const;
const crash = (oomKilled: boolean | null) =>
  describeEnd.crash(killed, { stopped: false, oomKilled, logTail: 'Loading\n' }).error;

describe('a trainer that was killed', () => {
  test('by the kernel, for want of memory', () => {
    expect(crash(true)).toMatchObject({
      code: 'OUT_OF_MEMORY',
      message: expect.stringMatching(/^The kernel/),
    });
  });
  test('where the kernel does not tell: most likely so', () => {
    expect(crash(null)).toMatchObject({
      code: 'OUT_OF_MEMORY',
      message: expect.stringMatching(/most likely/),
    });
  });
  test('by somebody else', () => {
    expect(crash(false)).toMatchObject({
      code: 'TRAINER_FAILED',
      message: expect.stringMatching(/ended by SIGKILL/),
    });
  });
});

test('one that hung: how long, since when, and where', () => {
  const log = [
    'Thread 0x00007f51 (most recent call first):',
    '  File "/srv/trainer/control.py", line 89 in _leave_with_parent',
    '',
    'Current thread 0x00007f52 (most recent call first):',
    '  File "/srv/trainer/data.py", line 12 in wait for it',
    '  File "/srv/trainer/__main__.py", line 160 in main',
  ].join('\n');
  const { error, final } = describeEnd.hang(90 * 60_000, { step: 3, total: 40 }, log);
  expect(error.code).toBe('TRAINER_HUNG');
  expect(error.message).toBe(
    'The trainer hung: for 90 minutes it said nothing after step 3 of 40, and was ended. It stood in wait for it (data.py, line 12).',
  );
  expect(final).toBe(false);
  expect(describeEnd.hang(5_000, null, 'no such lines').error.message).toBe(
    'The trainer hung: for 5 s it said nothing before its first step, and was ended.',
  );
});
