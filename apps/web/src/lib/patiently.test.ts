import { expect, it } from 'vitest';
import { patiently } from './patiently.ts';

it('asks again until the part has come', async () => {
  let [asked, paused] = [0, 0];
  const load = async () => {
    asked += 1;
    if (asked < 3) throw new TypeError('Failed to fetch dynamically imported module');
    return 'the part';
  };
  const pause = async () => {
    paused += 1;
  };
  expect(await patiently(load, pause)).toBe('the part');
  expect([asked, paused]).toEqual([3, 2]);
});
