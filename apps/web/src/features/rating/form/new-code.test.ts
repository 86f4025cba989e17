import { skipChoice } from '@prefloop/contract';
import { expect, it } from 'vitest';
import { newCode } from './new-code.ts';

it.each([
  ['Needs a doctor', 'needs-a-doctor'],
  ['  Ärzte & Recht! ', 'a-rzte-recht'],
  ['医学', 'reason'],
  ['a'.repeat(60), 'a'.repeat(36)],
])('“%s” has the code %s', (label, code) => {
  expect(newCode(label, [], 'reason')).toBe(code);
  expect(skipChoice.shape.code.safeParse(code).success).toBe(true);
});

it('takes no code twice', () => {
  const codes: string[] = [];
  for (const label of ['医学', '法律', '化学']) codes.push(newCode(label, codes, 'reason'));
  expect(codes).toEqual(['reason', 'reason-2', 'reason-3']);
});
