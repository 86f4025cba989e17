import { expect, test } from 'vitest';
import { looksOf } from './compare-looks.ts';

test('a run keeps its look in other company, and no two of twenty look alike', () => {
  const ids = Array.from({ length: 20 }, (_, n) => `0190a5c0-0000-7000-8000-${String(n).padStart(12, '0')}`);
  const looks = looksOf(ids);
  const told = [...looks.values()].map(({ colour, dash }) => `${colour} ${dash}`);
  expect(new Set(told).size).toBe(20);
  for (const id of ids) expect(looksOf([id]).get(id)).toEqual(looksOf([id, 'another']).get(id));
  expect(looksOf(ids)).toEqual(looks);
});
