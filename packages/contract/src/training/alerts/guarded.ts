import { type AlertRule, tellNumber } from './alert.ts';
import { meanOf, noiseOf, type Point, pointsOf } from './windows.ts';

/** Evaluations before a turn of the gold reward can be told from its noise. */
const fewestLooks = 6;
/** So many times its noise, and this share of its best gain, the gold reward has to lose. */
const fallOverNoise = 6;
const leastLoss = 0.2;

/** Where two looks in a row were best, on average: a single best one is largely luck. */
function bestOf(gold: readonly Point[]): Point {
  const pairs = gold.slice(1).map(({ step, value }, at) => {
    const before = gold[at] ?? { step, value };
    return { step: value > before.value ? step : before.step, value: (value + before.value) / 2 };
  });
  return pairs.reduce((a, b) => (b.value > a.value ? b : a));
}

/** The reward goes on rising while what it stands for falls (arXiv 2210.10760). */
export const goldFalls: AlertRule = ({ curves, endedByGuard }) => {
  const gold = pointsOf(curves.get('guard/gold'));
  const [first] = gold;
  if (!first || gold.length < fewestLooks) return [];
  const end = gold.slice(-2);
  const best = bestOf(gold);
  if (end.some(({ step }) => step <= best.step)) return [];
  const now = meanOf(end.map(({ value }) => value));
  const least = Math.max(fallOverNoise * noiseOf(gold), leastLoss * (best.value - first.value));
  if (best.value - now <= least) return [];
  const proxy = pointsOf(curves.get('guard/proxy'));
  const then = proxy.find(({ step }) => step === best.step);
  const since = proxy.slice(-2).map(({ value }) => value);
  if (!then || meanOf(since) <= then.value) return [];
  return [
    {
      code: 'gold-falls',
      severity: endedByGuard ? 'note' : now < first.value ? 'danger' : 'warning',
      title: 'The gold reward falls',
      happens: `It was best at step ${best.step} (${tellNumber(best.value)}) and is ${tellNumber(now)} now, while the reward it is to stand for rose from ${tellNumber(then.value)} to ${tellNumber(meanOf(since))}.`,
      usual:
        'Sooner or later, with every reward model: past some point the policy learns its mistakes (over-optimisation).',
      watch:
        'The samples below, those of the best step beside the newest: which would you choose? The gold model has mistakes too.',
      act: endedByGuard
        ? 'Nothing for this model: the guard kept the best step. Rate answers of the new one, and train the reward model anew before going on.'
        : `Train for about ${best.step} steps, with a higher KL cost, or under a guard that stops; then rate answers of the new model and train the reward model anew.`,
      charts: ['guard/gold', 'guard/proxy'],
    },
  ];
};
