import { describe, expect, test } from 'vitest';
import type { RunMethod } from '../../resources/runs.ts';
import { seededRandom } from '../../statistics/seeded-random.ts';
import type { AlertCode } from './alert.ts';
import { alertsOf } from './run-alerts.ts';
import type { WatchedCurve } from './windows.ts';

const seeds = 100;
const points = 80;
const every = 5;

/** Noise with a deviation of 1 whose neighbours are alike by half: logged values are, more or less. */
function noise(random: () => number): () => number {
  let last = 0;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return () => {
    last = 0.5 * last + Math.sqrt(0.75) * normal();
    return last;
  };
}

type Shape = { at: (share: number) => number; noise: number; low?: number; high?: number; every?: number };
const flat = (value: number, by: number, more: Partial<Shape> = {}): Shape => ({
  at: () => value,
  noise: by,
  ...more,
});
const share = { low: 0, high: 1 };

const common = { loss: flat(0.5, 0.06), grad_norm: flat(1, 0.4, { low: 0.05 }) };
const sampled = {
  reward: flat(0.4, 0.5),
  'completions/mean_length': flat(80, 25, { low: 1 }),
  'completions/clipped_ratio': flat(0.1, 0.08, share),
};
/** What each method's curves look like when nothing is learnt and nothing is wrong. */
const quiet: Partial<Record<RunMethod, Record<string, Shape>>> = {
  sft: { ...common, eval_loss: flat(0.6, 0.01, { every }) },
  reward: {
    ...common,
    accuracy: flat(0.65, 0.1, share),
    eval_loss: flat(0.65, 0.02, { every }),
    eval_accuracy: flat(0.62, 0.03, { ...share, every }),
  },
  dpo: {
    ...common,
    'logps/chosen': flat(-120, 25),
    'rewards/margins': flat(0.3, 0.3),
    eval_loss: flat(0.65, 0.02, { every }),
  },
  kto: { ...common, 'rewards/chosen': flat(0, 0.3), 'rewards/rejected': flat(0, 0.3) },
  ppo: {
    ...sampled,
    'objective/kl': flat(3, 1.5),
    'policy/entropy_avg': flat(1.5, 0.2),
    'val/explained_variance': flat(0.3, 0.3, { high: 1 }),
    'policy/clipfrac_avg': flat(0.12, 0.06, share),
    'grad_norm/policy': flat(1, 0.4, { low: 0.05 }),
  },
  grpo: {
    ...sampled,
    kl: flat(0.05, 0.02),
    entropy: flat(1.5, 0.2),
    frac_reward_zero_std: flat(0.3, 0.15, share),
    grad_norm: flat(1, 0.4, { low: 0.05 }),
    'guard/gold': flat(0.2, 0.1, { every }),
    'guard/proxy': { at: (x) => 2 * x, noise: 0.1, every },
  },
};

function draw(shapes: Record<string, Shape>, seed: number): Map<string, WatchedCurve> {
  const random = seededRandom(seed);
  return new Map(
    Object.entries(shapes).map(([name, { at, noise: by, low = -1e9, high = 1e9, every: apart = 1 }]) => {
      const next = noise(random);
      const steps = Array.from({ length: points / apart }, (_, place) => (place + 1) * apart);
      const last = steps.map((step) => Math.min(high, Math.max(low, at(step / points) + by * next())));
      return [name, { steps, last, broken: [] }];
    }),
  );
}

describe('flat and noisy curves', () => {
  test.each(Object.entries(quiet))('of %s raise nothing', (method, shapes) => {
    const raised = Array.from({ length: seeds }, (_, seed) =>
      alertsOf({ method: method as RunMethod, curves: draw(shapes, seed) }).map(({ code }) => code),
    ).filter((codes) => codes.length > 0);
    expect(raised.length, raised.join('; ')).toBeLessThanOrEqual(5);
  });
});

type Fault = [code: AlertCode, method: RunMethod, shapes: Record<string, Partial<Shape>>];
const faults: Fault[] = [
  [
    'over-fitting',
    'sft',
    {
      loss: { at: (x) => 1.2 - x },
      eval_loss: { at: (x) => 0.7 + (x - 0.5) ** 2 },
    },
  ],
  ['learnt-by-heart', 'reward', { accuracy: { at: (x) => 0.6 + Math.min(0.45, x), noise: 0.03 } }],
  [
    'chosen-falls',
    'dpo',
    { 'logps/chosen': { at: (x) => -120 - 80 * x }, 'rewards/margins': { at: (x) => 1.5 * x } },
  ],
  [
    'both-fall',
    'kto',
    { 'rewards/chosen': { at: (x) => -3 * x }, 'rewards/rejected': { at: (x) => -3.1 * x } },
  ],
  ['reward-hacking', 'ppo', { reward: { at: (x) => 3 * x }, 'objective/kl': { at: (x) => 1 + 40 * x ** 4 } }],
  [
    'reward-hacking',
    'grpo',
    { reward: { at: (x) => 3 * x }, 'completions/mean_length': { at: (x) => 80 + 140 * x } },
  ],
  ['gold-falls', 'grpo', { 'guard/gold': { at: (x) => 1.5 - 6 * (x - 0.5) ** 2 } }],
  ['entropy-collapse', 'ppo', { 'policy/entropy_avg': { at: (x) => 1.6 * Math.exp(-3 * x), noise: 0.05 } }],
  ['cut-off', 'ppo', { 'completions/clipped_ratio': { at: (x) => 0.1 + 0.5 * x } }],
  ['critic-useless', 'ppo', { 'val/explained_variance': { at: () => -0.4 } }],
  ['clips-often', 'ppo', { 'policy/clipfrac_avg': { at: () => 0.42 } }],
  ['nothing-to-learn', 'grpo', { frac_reward_zero_std: { at: (x) => 0.4 + 0.7 * x, noise: 0.08 } }],
  ['gradient-explodes', 'sft', { grad_norm: { at: (x) => (x < 0.7 ? 1 : 30) } }],
];

describe('a planted fault', () => {
  test.each(faults)('%s of %s is found', (code, method, planted) => {
    const usual = quiet[method] ?? {};
    const shapes = Object.fromEntries(
      Object.entries(usual).map(([name, shape]) => [name, { ...shape, ...planted[name] }]),
    );
    expect(Object.keys(usual)).toEqual(expect.arrayContaining(Object.keys(planted)));
    const found = Array.from({ length: seeds }, (_, seed) =>
      alertsOf({ method, curves: draw(shapes, seed) }).some((alert) => alert.code === code),
    ).filter(Boolean).length;
    expect(found).toBeGreaterThanOrEqual(95);
  });
});
