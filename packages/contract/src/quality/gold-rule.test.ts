import { describe, expect, it } from 'vitest';
import { binomialTail } from '../statistics/binomial.ts';
import { seededRandom } from '../statistics/seeded-random.ts';
import { defaultGoldRule, judgeGolds } from './gold-rule.ts';

const { window, atFirst } = defaultGoldRule;

it.each([
  [0, 0, 'continue', 'No checks yet.'],
  [1, 0, 'continue', '1 of 1 check right.'],
  [1, 1, 'continue', '0 of 1 check right.'],
  [5, 5, 'continue', '0 of 5 checks right.'],
  [6, 6, 'pause', '0 of 6 checks right: 6 wrong, and at least 15 of the first 20 must be right.'],
  [14, 5, 'continue', '9 of 14 checks right.'],
  [14, 6, 'pause', '8 of 14 checks right: 6 wrong, and at least 15 of the first 20 must be right.'],
  [20, 5, 'continue', '15 of 20 checks right.'],
  [20, 6, 'pause', '14 of 20 checks right: 6 wrong, and at least 15 of the first 20 must be right.'],
  [21, 6, 'continue', '14 of the last 20 checks right.'],
  [90, 7, 'continue', '13 of the last 20 checks right.'],
  [90, 8, 'pause', '12 of the last 20 checks right: 8 wrong, and at least 13 of any 20 must be right.'],
] as const)('%i checks, %i wrong: %s', (seen, wrong, decision, sentence) => {
  expect(judgeGolds({ seen, wrong })).toEqual({ decision, sentence });
});

it('takes another rule', () => {
  const rule = { window: 10, atFirst: 4, later: 5 };
  expect(judgeGolds({ seen: 10, wrong: 4 }, rule).decision).toBe('pause');
  expect(judgeGolds({ seen: 11, wrong: 4 }, rule).decision).toBe('continue');
});

/** Exact: the chance of every way through the first `window` golds, by how many were wrong so far. */
function chanceOfPause(accuracy: number): number {
  let going = [1];
  let paused = 0;
  for (let seen = 1; seen <= window; seen += 1) {
    const next: number[] = [];
    going.forEach((chance, wrong) => {
      for (const [now, share] of [
        [wrong, accuracy],
        [wrong + 1, 1 - accuracy],
      ] as const) {
        if (judgeGolds({ seen, wrong: now }).decision === 'pause') paused += chance * share;
        else next[now] = (next[now] ?? 0) + chance * share;
      }
    });
    going = next;
  }
  return paused;
}

/** The share of 10,000 people of an accuracy who are paused within so many golds. */
function sharePaused(accuracy: number, golds: number, seed: number): number {
  const random = seededRandom(seed);
  const isPaused = () => {
    const said: boolean[] = [];
    for (let seen = 1; seen <= golds; seen += 1) {
      said.push(random() < accuracy);
      const wrong = said.slice(-window).filter((right) => !right).length;
      if (judgeGolds({ seen, wrong }).decision === 'pause') return true;
    }
    return false;
  };
  return Array.from({ length: 10_000 }, isPaused).filter(Boolean).length / 10_000;
}

describe('within 20 golds', () => {
  it('pauses a coin-flipper in 97.9% of cases and somebody at 90% in 1.1%, exactly', () => {
    expect(chanceOfPause(0.5)).toBeCloseTo(0.979305, 6);
    expect(chanceOfPause(0.9)).toBeCloseTo(0.011253, 6);
    // Wrong ones only add up while the window fills, so the whole path has the chance of its end.
    for (const accuracy of [0.5, 0.7, 0.85, 0.9, 0.95]) {
      expect(chanceOfPause(accuracy)).toBeCloseTo(binomialTail(window, atFirst, 1 - accuracy), 12);
    }
  });

  it('does so in 10,000 simulated cases each', () => {
    expect(sharePaused(0.5, 20, 1)).toBeGreaterThanOrEqual(0.95);
    expect(sharePaused(0.9, 20, 2)).toBeLessThan(0.02);
  });
});

it('over longer work still spares the good and finds the rest', () => {
  expect(sharePaused(0.9, 100, 3)).toBeLessThan(0.025);
  expect(sharePaused(0.5, 40, 4)).toBeGreaterThanOrEqual(0.99);
});
