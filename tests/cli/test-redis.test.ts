import { portIsFree } from '@prefloop/cli/ports';
import { expect, test } from 'vitest';
import { startRedis } from '../helpers/redis.ts';

test('each test redis is its own server and leaves its port when stopped', async () => {
  const [first, second] = await Promise.all([startRedis(), startRedis()]);
  expect(first.port).not.toBe(second.port);
  expect(await portIsFree(first.port)).toBe(false);
  await Promise.all([first.stop(), second.stop()]);
  expect(await portIsFree(first.port)).toBe(true);
  expect(await portIsFree(second.port)).toBe(true);
});
