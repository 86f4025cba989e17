import { expect, it } from 'vitest';
import { ActiveTime } from './active-time.ts';

it('counts plain reading time', () => {
  const time = new ActiveTime(1_000);
  expect(time.read(13_500)).toBe(12_500);
});

it('leaves out the time with the tab hidden', () => {
  const time = new ActiveTime(0);
  time.hidden(5_000);
  time.hidden(6_000);
  time.shown(905_000);
  expect(time.read(907_000)).toBe(7_000);
});

it('stops a minute after the last sign of the person', () => {
  const time = new ActiveTime(0);
  time.sign(10_000);
  expect(time.read(3_600_000)).toBe(70_000);
  time.sign(3_600_000);
  expect(time.read(3_604_000)).toBe(74_000);
});

it('does not count twice when the person left and then hid the tab', () => {
  const time = new ActiveTime(0);
  time.hidden(120_000);
  time.shown(130_000);
  expect(time.read(131_000)).toBe(61_000);
});

it('counts nothing for a pair that was never visible', () => {
  const time = new ActiveTime(0, false);
  time.sign(10_000);
  expect(time.read(50_000)).toBe(0);
});
