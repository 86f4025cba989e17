import { expect, it } from 'vitest';
import {
  extended,
  isBreakDue,
  longStretchMs,
  readStretch,
  type Stretch,
  writeStretch,
} from './work-stretch.ts';

const minute = 60_000;

it('grows with every pair and begins anew after a break', () => {
  let stretch: Stretch | null = null;
  let now = 1_000 * minute;
  for (let pair = 0; pair < 25; pair += 1) {
    expect(isBreakDue(stretch, now)).toBe(false);
    now += 2 * minute;
    stretch = extended(stretch, 2 * minute, now);
  }
  expect(stretch).toEqual({ activeMs: longStretchMs, lastAt: now });
  expect(isBreakDue(stretch, now)).toBe(true);
  expect(isBreakDue(stretch, now + 5 * minute)).toBe(false);
  // Four minutes away are none; the time that the pair itself took is not counted as a pause.
  expect(extended(stretch, minute, now + 5 * minute).activeMs).toBe(51 * minute);
  expect(extended(stretch, minute, now + 6 * minute).activeMs).toBe(minute);
});

it('is kept as text, and what is no such text is no stretch', () => {
  const stretch = { activeMs: 12, lastAt: 1_790_000_000_000 };
  expect(readStretch(writeStretch(stretch))).toEqual(stretch);
  for (const text of ['', '12', 'x y', '-1 5', '1e9 5', '{}']) expect(readStretch(text)).toBeNull();
});
