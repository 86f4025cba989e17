import { expect, it } from 'vitest';
import { secretOf } from './link-secret.ts';

const secret = `${'A'.repeat(42)}-`;

it('reads the secret of a link with and without its name', () => {
  expect(secretOf(`#${secret}`)).toBe(secret);
  expect(secretOf(`#token=${secret}`)).toBe(secret);
});

it('takes nothing that is not a whole secret', () => {
  for (const hash of [
    '',
    '#',
    '#token=',
    `#${secret.slice(1)}`,
    `#${secret}x`,
    `#next=${secret}`,
    '#<script>',
  ]) {
    expect(secretOf(hash)).toBeNull();
  }
});
