import { expect, test } from 'vitest';
import { RestartPolicy } from './restart-policy.ts';

test('pauses double, are bounded by the number of crashes in a row, and a healthy minute starts afresh', () => {
  const policy = new RestartPolicy();
  const pauses = Array.from({ length: 7 }, () => policy.pauseAfter(100));
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, null]);
  expect(policy.pauseAfter(60_000)).toBe(500);
  expect(policy.pauseAfter(100)).toBe(1_000);
});
