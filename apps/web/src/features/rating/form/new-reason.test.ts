import { skipChoice } from '@prefloop/contract';
import { expect, it } from 'vitest';
import { newReason } from './new-reason.ts';

it.each([
  ['Needs a doctor', 'needs-a-doctor'],
  ['  Ärzte & Recht! ', 'a-rzte-recht'],
  ['医学', 'reason'],
  ['a'.repeat(60), 'a'.repeat(36)],
])('“%s” has the code %s', (label, code) => {
  expect(newReason(label, []).code).toBe(code);
  expect(skipChoice.shape.code.safeParse(code).success).toBe(true);
});

it('takes no code twice', () => {
  const first = newReason('医学', []);
  const second = newReason('法律', [first]);
  const third = newReason('化学', [first, second]);
  expect([first, second, third].map(({ code }) => code)).toEqual(['reason', 'reason-2', 'reason-3']);
});
