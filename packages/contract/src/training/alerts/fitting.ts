import { type AlertRule, type RunAlert, tellNumber, tellPercent } from './alert.ts';
import {
  changeBetween,
  fewestPoints,
  meanOf,
  medianOf,
  noiseOf,
  type Point,
  pointsOf,
  type WatchedCurve,
  windowOf,
} from './windows.ts';

/** Evaluations before a turn of the held-out loss can be told from its noise. */
const fewestEvaluations = 6;
/** So many times its noise, and this share of its lowest value, the held-out loss has to rise. */
const turnOverNoise = 4;
const leastTurn = 0.02;
/** The gradient's norm is called exploding where it stays this many times above its median, so many points long. */
const explosion = 10;
const explosionLength = 3;
/** From this accuracy on the training pairs count as learnt by heart, if the held-out ones stay so far behind. */
const byHeart = 0.97;
const leastGap = 0.08;
/** A smaller rise of held-out accuracy counts as level. */
const leastLift = 0.04;

export const notFinite: AlertRule = ({ curves }) => {
  const broken = [...curves].filter(([, curve]) => curve.broken.length > 0);
  if (broken.length === 0) return [];
  const first = Math.min(...broken.flatMap(([, curve]) => curve.broken));
  return [
    {
      code: 'not-finite',
      severity: 'danger',
      title: 'A value is no number',
      happens: `${broken.map(([name]) => name).join(', ')} had no finite value, first at step ${first}.`,
      usual: 'Never. From there on the weights are likely of no use.',
      watch: 'The curves just before that step: what jumped first is the cause.',
      act: 'Train anew from a checkpoint before that step, with a tenth of the learning rate, and look at the rows of that step.',
      charts: broken.map(([name]) => name),
    },
  ];
};

export const gradientExplodes: AlertRule = ({ curves }) =>
  [...curves].flatMap(([name, curve]): RunAlert[] => {
    if (!name.startsWith('grad_norm')) return [];
    const found = firstExplosion(pointsOf(curve));
    if (!found) return [];
    return [
      {
        code: 'gradient-explodes',
        severity: 'danger',
        title: 'The gradient explodes',
        happens: `From step ${found.step} on its norm was ${tellNumber(found.value)} and more, with ${tellNumber(found.usual)} usual before.`,
        usual: 'Single peaks are, and clipping holds them. A norm that stays up is not.',
        watch: 'The loss: where it rises too, what was learnt is being lost.',
        act: 'Lower the learning rate or lengthen the warm-up, and go on from a checkpoint before that step.',
        charts: [name],
      },
    ];
  });

function firstExplosion(points: Point[]): (Point & { usual: number }) | null {
  let least = Number.POSITIVE_INFINITY;
  for (const [at, { step, value }] of points.entries()) {
    const run = points.slice(at, at + explosionLength).map((point) => point.value);
    const lowest = Math.min(...run);
    // A median is dear, and never below the least value: nearly all points are ordinary ones by that already.
    if (at >= fewestPoints && run.length === explosionLength && lowest > explosion * least) {
      const usual = medianOf(points.slice(0, at).map((point) => point.value));
      if (usual > 0 && lowest > explosion * usual) return { step, value: lowest, usual };
    }
    least = Math.min(least, value);
  }
  return null;
}

/** The held-out loss has turned while the training loss goes on falling. */
export const overFitting: AlertRule = ({ method, curves }) => {
  const heldOut = pointsOf(curves.get('eval_loss'));
  if (heldOut.length < fewestEvaluations) return [];
  const lowest = heldOut.reduce((a, b) => (b.value < a.value ? b : a));
  const end = heldOut.slice(-2);
  if (end.some(({ step }) => step <= lowest.step)) return [];
  const rise = meanOf(end.map(({ value }) => value)) - lowest.value;
  if (rise <= Math.max(turnOverNoise * noiseOf(heldOut), leastTurn * Math.abs(lowest.value))) return [];
  if (!stillFalls(curves.get('loss'), lowest.step)) return [];
  const louder = method === 'reward' && !fallsAfter(curves.get('eval_accuracy'), lowest.step);
  return [
    {
      code: 'over-fitting',
      severity: louder ? 'note' : 'warning',
      title: 'Over-fitting',
      happens: `The held-out loss was lowest at step ${lowest.step} (${tellNumber(lowest.value)}) and is ${tellNumber(rise)} higher now, while the training loss goes on falling.`,
      usual: louder
        ? 'Common in reward models: held-out accuracy holds, so the scores only grow louder, not worse.'
        : 'Sooner or later, with every model on few rows: it begins to learn the rows themselves.',
      watch: louder
        ? 'Held-out accuracy: once it falls too, training went on for too long.'
        : 'The samples below: they grow alike, or repeat rows of the data set.',
      act: `Train again for fewer steps (about ${lowest.step}), or with more rows; evaluate more often around that step.`,
      charts: ['eval_loss', 'loss'],
    },
  ];
};

function stillFalls(curve: WatchedCurve | undefined, since: number): boolean {
  const points = pointsOf(curve);
  const around = points.filter(({ step }) => step <= since).slice(-Math.max(4, points.length >> 3));
  const after = points.filter(({ step }) => step > since);
  if (around.length < 4 || after.length < 4) return false;
  const end = after.slice(-Math.max(4, points.length >> 3)).map(({ value }) => value);
  return changeBetween(
    around.map(({ value }) => value),
    end,
  ).falls;
}

function fallsAfter(curve: WatchedCurve | undefined, since: number): boolean {
  const points = pointsOf(curve);
  const before = points.filter(({ step }) => step <= since).at(-1);
  const last = points.at(-1);
  return before !== undefined && last !== undefined && last.value < before.value - leastTurn;
}

/** A reward model that knows its training pairs, and no more of the others than before. */
export const learntByHeart: AlertRule = ({ method, curves }) => {
  if (method !== 'reward') return [];
  const training = pointsOf(curves.get('accuracy'));
  const heldOut = pointsOf(curves.get('eval_accuracy'));
  if (training.length < fewestPoints || heldOut.length < 3) return [];
  const known = meanOf(windowOf(training, 'last'));
  // The newer half of the evaluations, cut in two: whether it still rises.
  const half = heldOut.slice(heldOut.length >> 1).map(({ value }) => value);
  const newer = half.slice(half.length >> 1);
  const change = changeBetween(half.slice(0, half.length >> 1), newer);
  const now = meanOf(newer);
  if (known < byHeart || known - now < leastGap || (change.rises && change.by > leastLift)) return [];
  return [
    {
      code: 'learnt-by-heart',
      severity: 'warning',
      title: 'Learnt by heart',
      happens: `It tells ${tellPercent(known)} of the training pairs right, but of the held-out ones ${tellPercent(now)}, and that is level.`,
      usual: 'With few pairs or several epochs. The gap is what it cannot carry over to new answers.',
      watch: 'Held-out loss: it rises as the scores grow louder without being right more often.',
      act: 'One epoch, a lower learning rate, or more pairs. Where people disagree, weights by agreement help.',
      charts: ['accuracy', 'eval_accuracy'],
    },
  ];
};

/** What each method is judged by at its end, beside what length alone gets. */
const judgedBy: Partial<Record<string, string>> = {
  reward: 'eval_accuracy',
  dpo: 'eval_rewards/accuracies',
  orpo: 'eval_rewards/accuracies',
  simpo: 'eval_rewards/accuracies',
  kto: 'eval_auc',
};

export const lengthBaseline: AlertRule = ({ method, overLength }) => {
  const chart = judgedBy[method];
  if (chart === undefined || overLength === undefined || overLength.low > 0) return [];
  const { baseline, difference, low, high } = overLength;
  const below = difference <= 0;
  const points = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)}`;
  return [
    {
      code: 'length-baseline',
      severity: below ? 'warning' : 'note',
      title: below ? 'No better than length' : 'Hardly told from length',
      happens: `On the held-out rows it gets ${tellPercent(baseline + difference)}; going by the answers' length alone gets ${tellPercent(baseline)} (${points(difference)} points, 95% CI ${points(low)} to ${points(high)}).`,
      usual: below
        ? 'With few pairs, and where people prefer long answers: length is the easiest thing to learn.'
        : 'With few held-out rows: the interval is too wide to tell.',
      watch: 'Length in whatever is trained from it: such a reward makes answers longer, not better.',
      act: below
        ? 'Rate more pairs of like length, or train longer; do not build a policy on these scores yet.'
        : 'Hold out more rows, or rate more, before you rely on it.',
      charts: [chart],
    },
  ];
};
