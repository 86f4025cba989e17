import { describe, expect, test } from 'vitest';
import type { RunMethod } from '../../resources/runs.ts';
import type { WatchedRun } from './alert.ts';
import { alertsOf } from './run-alerts.ts';
import { stalledAlert } from './stalled.ts';
import type { WatchedCurve } from './windows.ts';

/** A curve of so many points, a step apart (or `every` steps), from the share of the way at each. */
function curve(points: number, value: (share: number, at: number) => number | null, every = 1): WatchedCurve {
  const steps = Array.from({ length: points }, (_, at) => (at + 1) * every);
  const last = steps.map((_, at) => value(at / (points - 1), at));
  return { steps, last, broken: steps.filter((_, at) => last[at] === null) };
}

const line = (from: number, to: number) => (share: number) => from + (to - from) * share;
const level = (value: number) => () => value;
/** Up and down around a value, without chance. */
const ripple = (value: number, by: number) => (_: number, at: number) => value + by * Math.sin(at * 2.4);

function codes(method: RunMethod, curves: Record<string, WatchedCurve>, more: Partial<WatchedRun> = {}) {
  return alertsOf({ method, curves: new Map(Object.entries(curves)), ...more }).map(
    ({ code, severity }) => `${severity} ${code}`,
  );
}

const rising = curve(40, line(0, 2));
const turned = {
  'guard/gold': curve(10, (x) => 1 - (2 * x - 1) ** 2, 2),
  'guard/proxy': curve(10, line(-1, 2), 2),
};
const overLength = { baseline: 0.6, difference: 0.05, low: 0.01, high: 0.09 };

test('a gold reward that fell in a run that its guard has ended is only worth a note', () => {
  expect(codes('grpo', turned, { endedByGuard: true })).toEqual(['note gold-falls']);
});

describe('alerts', () => {
  test.each<[name: string, method: RunMethod, curves: Record<string, WatchedCurve>, found: string[]]>([
    ['no curve', 'dpo', {}, []],
    [
      'a value that is none',
      'sft',
      { loss: curve(5, (_, at) => (at === 3 ? null : 1)) },
      ['danger not-finite'],
    ],
    ['a gold reward that turns while the reward rises', 'grpo', turned, ['warning gold-falls']],
    [
      'a gold reward that falls below its start',
      'ppo',
      {
        'guard/gold': curve(10, (x) => 0.5 - (2 * x - 0.5) ** 2, 2),
        'guard/proxy': curve(10, line(-1, 2), 2),
      },
      ['danger gold-falls'],
    ],
    [
      'a gold reward that falls with the reward',
      'ppo',
      { 'guard/gold': curve(10, line(1, -1), 2), 'guard/proxy': curve(10, line(1, -1), 2) },
      [],
    ],
    [
      'a gold reward that rises and levels off',
      'rloo',
      {
        'guard/gold': curve(10, (x, at) => Math.min(1, 3 * x) + 0.05 * Math.sin(at * 2.4), 2),
        'guard/proxy': curve(10, line(-1, 2), 2),
      },
      [],
    ],
    [
      'too few looks',
      'grpo',
      { 'guard/gold': curve(5, (x) => 1 - (2 * x - 1) ** 2), 'guard/proxy': curve(5, line(-1, 2)) },
      [],
    ],
    [
      'chosen that fall slowly under DPO',
      'dpo',
      { 'logps/chosen': curve(40, line(-100, -120)), 'rewards/margins': rising },
      ['note chosen-falls'],
    ],
    [
      'chosen that fall steeply under SimPO',
      'simpo',
      { 'logps/chosen': curve(40, line(-100, -300)), 'rewards/margins': rising },
      ['warning chosen-falls'],
    ],
    [
      'chosen that fall under ORPO, which learns them',
      'orpo',
      { 'logps/chosen': curve(40, line(-100, -120)), 'rewards/margins': rising },
      ['warning chosen-falls'],
    ],
    [
      'chosen that fall at a level margin',
      'dpo',
      { 'logps/chosen': curve(40, line(-100, -120)), 'rewards/margins': curve(40, ripple(1, 0.2)) },
      [],
    ],
    [
      'chosen that fall over too few points',
      'dpo',
      { 'logps/chosen': curve(8, line(-100, -120)), 'rewards/margins': curve(8, line(0, 2)) },
      [],
    ],
    [
      'a held-out loss that turns',
      'sft',
      {
        loss: curve(60, line(2, 0.4)),
        eval_loss: curve(12, (share) => 1 + 2 * (share - 0.5) ** 2, 5),
      },
      ['warning over-fitting'],
    ],
    [
      'a held-out loss that turns while the training loss is level',
      'sft',
      { loss: curve(60, ripple(1, 0.1)), eval_loss: curve(12, (share) => 1 + 2 * (share - 0.5) ** 2, 5) },
      [],
    ],
    [
      'a reward model that grows louder and not worse',
      'reward',
      {
        loss: curve(60, line(0.7, 0.1)),
        eval_loss: curve(12, (share) => 1 + 2 * (share - 0.5) ** 2, 5),
        eval_accuracy: curve(12, level(0.7), 5),
      },
      ['note over-fitting'],
    ],
    [
      'a reward model that knows its pairs by heart',
      'reward',
      { accuracy: curve(40, (share) => Math.min(1, 0.6 + share)), eval_accuracy: curve(8, level(0.65), 5) },
      ['warning learnt-by-heart'],
    ],
    [
      'a reward model that knows the others as well',
      'reward',
      { accuracy: curve(40, level(0.99)), eval_accuracy: curve(8, line(0.6, 0.97), 5) },
      [],
    ],
    [
      'KTO rewards that fall alike',
      'kto',
      { 'rewards/chosen': curve(40, line(0, -2)), 'rewards/rejected': curve(40, line(0, -2.2)) },
      ['warning both-fall'],
    ],
    [
      'KTO rewards that part',
      'kto',
      { 'rewards/chosen': curve(40, line(0, -0.2)), 'rewards/rejected': curve(40, line(0, -2.2)) },
      [],
    ],
    [
      'a reward that rises while the KL runs away',
      'ppo',
      { reward: rising, 'objective/kl': curve(40, (share) => 30 * share ** 4) },
      ['warning reward-hacking'],
    ],
    [
      'a reward that rises at a KL that grows steadily',
      'ppo',
      { reward: rising, 'objective/kl': curve(40, line(0, 12)) },
      [],
    ],
    [
      'a reward that rises with length, in GRPO, while the KL runs away',
      'grpo',
      {
        reward: rising,
        kl: curve(40, (share) => 30 * share ** 4),
        'completions/mean_length': curve(40, line(60, 120)),
      },
      ['danger reward-hacking'],
    ],
    [
      'a KL a token that runs away over long answers',
      'grpo',
      {
        reward: rising,
        kl: curve(40, (share) => 0.1 * share ** 4),
        'completions/mean_length': curve(40, level(60)),
      },
      ['warning reward-hacking'],
    ],
    [
      'a KL a token that is nothing over short ones',
      'rloo',
      {
        reward: rising,
        kl: curve(40, (share) => 0.1 * share ** 4),
        'completions/mean_length': curve(40, level(6)),
      },
      [],
    ],
    [
      'a reward that rises while the KL of online DPO runs away',
      'online_dpo',
      { reward: rising, 'objective/kl': curve(40, (share) => 30 * share ** 4) },
      ['warning reward-hacking'],
    ],
    ['entropy that collapses', 'rloo', { entropy: curve(40, line(2, 0.1)) }, ['warning entropy-collapse']],
    ['entropy that falls slowly', 'ppo', { 'policy/entropy_avg': curve(40, line(2, 1.4)) }, []],
    [
      'many answers cut off',
      'ppo',
      { 'completions/clipped_ratio': curve(40, ripple(0.5, 0.1)) },
      ['warning cut-off'],
    ],
    [
      'more answers cut off',
      'grpo',
      { 'completions/clipped_ratio': curve(40, line(0, 0.25)) },
      ['warning cut-off'],
    ],
    ['fewer answers cut off', 'ppo', { 'completions/clipped_ratio': curve(40, line(0.9, 0.1)) }, []],
    [
      'a critic below 0',
      'ppo',
      { 'val/explained_variance': curve(40, ripple(-0.3, 0.1)) },
      ['warning critic-useless'],
    ],
    ['a critic below 0 at first', 'ppo', { 'val/explained_variance': curve(40, line(-1, 0.6)) }, []],
    [
      'updates clipped often',
      'ppo',
      { 'policy/clipfrac_avg': curve(40, ripple(0.4, 0.05)) },
      ['warning clips-often'],
    ],
    ['groups alike', 'grpo', { frac_reward_zero_std: curve(40, line(0.5, 1)) }, ['warning nothing-to-learn']],
    [
      'a gradient that explodes',
      'sft',
      { grad_norm: curve(40, (_, at) => (at < 30 ? 1 + 0.2 * Math.sin(at) : 40)) },
      ['danger gradient-explodes'],
    ],
    ['one peak of the gradient', 'sft', { grad_norm: curve(40, (_, at) => (at === 30 ? 90 : 1)) }, []],
  ])('of %s', (_, method, curves, found) => {
    expect(codes(method, curves)).toEqual(found);
  });

  test('of a model beside what length alone gets', () => {
    const beside = (by: Partial<typeof overLength>) =>
      codes('reward', {}, { overLength: { ...overLength, ...by } });
    expect(beside({})).toEqual([]);
    expect(beside({ low: -0.02 })).toEqual(['note length-baseline']);
    expect(beside({ difference: -0.03, low: -0.09 })).toEqual(['warning length-baseline']);
    expect(codes('sft', {}, { overLength: { ...overLength, low: -1 } })).toEqual([]);
  });

  test('come with the worst first, and each says all that it has to', () => {
    const run = {
      loss: curve(40, (_, at) => (at === 30 ? null : 1)),
      'logps/chosen': curve(40, line(-100, -120)),
      'rewards/margins': rising,
    };
    const alerts = alertsOf({ method: 'dpo', curves: new Map(Object.entries(run)) });
    expect(alerts.map(({ severity }) => severity)).toEqual(['danger', 'note']);
    for (const { title, happens, usual, watch, act, charts } of alerts) {
      for (const text of [title, happens, usual, watch, act]) expect(text).not.toMatch(/NaN|undefined|^$/);
      for (const name of charts) expect(Object.keys(run)).toContain(name);
    }
    expect(alerts[1]?.happens).toContain('went from -102 to -118');
  });
});

describe('a silence', () => {
  const pace = (gapsMs: number[], counts = 1) => {
    let time = 0;
    const times = [0, ...gapsMs].map((gap) => {
      time += gap;
      return time;
    });
    return { curves: new Map([['loss', { times, counts: times.map(() => counts) }]]), last: time };
  };
  const evenly = pace(Array<number>(20).fill(20_000));

  test.each([
    ['as long as usual', evenly, 20_000, false],
    ['of nearly three times the usual pause', evenly, 59_000, false],
    ['of three times the usual pause', evenly, 61_000, true],
    ['shorter than anybody minds', pace(Array<number>(20).fill(100)), 29_000, false],
    ['after pauses of a tenth of a second', pace(Array<number>(20).fill(100)), 31_000, true],
    [
      'no longer than the last evaluation took',
      pace([20_000, 20_000, 200_000, 20_000, 20_000]),
      210_000,
      false,
    ],
    ['when there was no rhythm yet', pace([20_000]), 900_000, false],
    ['by buckets of ten points', pace(Array<number>(20).fill(200_000), 10), 61_000, true],
  ])('%s', (_, { curves, last }, silentMs, stalled) => {
    expect(stalledAlert(curves, last + silentMs)?.code).toBe(stalled ? 'stalled' : undefined);
  });

  test('of a run that told nothing yet is none', () => {
    expect(stalledAlert(new Map(), 1e12)).toBeNull();
  });
});
