import { describe, expect, test } from 'vitest';
import { passwordProblem } from './password.ts';

const owner = { email: 'grace.hopper@navy.test', name: 'Grace Hopper' };

describe('a password is refused', () => {
  test.each([
    ['short', 'at least 10'],
    ['x'.repeat(129), 'at most 128'],
    ['aaaaaaaaaaaa', 'first that are tried'],
    ['abcabcabcabc', 'first that are tried'],
    ['1234567890', 'first that are tried'],
    ['9876543210', 'first that are tried'],
    ['qwertyuiop', 'first that are tried'],
    ['Password123!', 'first that are tried'],
    ['P@ssw0rd2026', 'first that are tried'],
    ['letmeinletmein', 'first that are tried'],
    ['administrator', 'first that are tried'],
    ['Prefloop2026', 'first that are tried'],
    ['grace.hopper', 'own name'],
    ['Grace Hopper1', 'own name'],
    ['grace.hopper@navy.test', 'own name'],
  ])('%s', (password, reason) => {
    expect(passwordProblem(password, owner)).toContain(reason);
  });
});

test.each([
  'four unrelated words',
  'correct otter 91 lamp',
  'пароль из слов',
  'tR7#kq9!zLm2',
  '0195 8812 4471 x',
])('%s is good', (password) => {
  expect(passwordProblem(password, owner)).toBeNull();
});
