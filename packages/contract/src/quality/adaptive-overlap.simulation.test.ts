import { expect, it } from 'vitest';
import { seededRandom } from '../statistics/seeded-random.ts';
import { decideOverlap, defaultOverlapPolicy } from './adaptive-overlap.ts';
import { posteriorOf } from './class-posterior.ts';
import { estimateAccuracy } from './rater-accuracy.ts';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const tasksPerSeed = 2_000;
const golds = 20;
const fixed = 5;
const adjudicatorAccuracy = 0.95;
const names = ['first', 'second', 'tie', 'both_good', 'both_bad'] as const;
type Class = (typeof names)[number];
type Task = { truth: Class; raters: number[]; says: Class[]; adjudicator: Class };
type World = { classes: readonly Class[]; goldsRight: number[]; tasks: Task[] };

/**
 * 20 to 50 raters whose accuracies are drawn from .6 to .95. What each would say of each task is drawn once, so that
 * both ways of collecting ask the same people in the same order. `lure` of the errors fall on one wrong class, the
 * rest evenly.
 */
function makeWorld(seed: number, k: number, lure: number): World {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const classes = names.slice(0, k);
  const at = (index: number) => classes[index % k] ?? 'first';
  const accuracies = Array.from({ length: 20 + below(31) }, () => 0.6 + 0.35 * random());
  const say = (truth: number, accuracy: number) => {
    if (random() < accuracy) return at(truth);
    return at(random() < lure ? truth + 1 : truth + 1 + below(k - 1));
  };
  const goldsRight = accuracies.map(
    (accuracy) => Array.from({ length: golds }, () => random() < accuracy).filter(Boolean).length,
  );
  const tasks = Array.from({ length: tasksPerSeed }, () => {
    const truth = below(k);
    const pool = accuracies.map((accuracy, rater) => ({ accuracy, rater }));
    const asked = Array.from({ length: defaultOverlapPolicy.limit }, () =>
      pool.splice(below(pool.length), 1),
    );
    return {
      truth: at(truth),
      raters: asked.flat().map(({ rater }) => rater),
      says: asked.flat().map(({ accuracy }) => say(truth, accuracy)),
      adjudicator: say(truth, adjudicatorAccuracy),
    };
  });
  return { classes, goldsRight, tasks };
}

/**
 * Collects ratings task by task: as many as it takes, or `fixed` of each. A rater's accuracy is known from their 20
 * golds and, as the platform has it, from the posterior of what they said, added up as each task was settled. In the
 * end every task is judged once more, by the records as they stand then: this is what freezing would do.
 */
function collect({ classes, goldsRight, tasks }: World, way: 'adaptive' | 'fixed') {
  const records = goldsRight.map((right) => ({ golds, goldsRight: right, shared: 0, agreement: 0 }));
  const votesOf = ({ raters, says }: Task, n: number) =>
    says.slice(0, n).map((verdict, i) => {
      const record = records[raters[i] ?? 0];
      return { verdict, accuracy: record ? estimateAccuracy(record) : 0 };
    });
  const settled = tasks.map((task) => {
    let [n, overlap] = [way === 'fixed' ? fixed : 1, way === 'fixed' ? fixed : 2];
    let decided = decideOverlap(classes, votesOf(task, n), overlap);
    while (way === 'adaptive' && decided.decision === 'one-more') {
      overlap = decided.overlap;
      n += 1;
      decided = decideOverlap(classes, votesOf(task, n), overlap);
    }
    task.raters.slice(0, n).forEach((rater, i) => {
      const [record, said] = [records[rater], task.says[i]];
      if (!record || !said) return;
      record.shared += 1;
      record.agreement += decided.posterior.get(said) ?? 0;
    });
    return { task, n, adjudicate: way === 'adaptive' && decided.decision === 'adjudicate' };
  });
  const share = (count: (one: (typeof settled)[number]) => number) =>
    settled.reduce((sum, one) => sum + count(one), 0) / settled.length;
  const mode = ({ task, n }: (typeof settled)[number], spread = defaultOverlapPolicy.spread) =>
    [...posteriorOf(classes, votesOf(task, n), spread)].sort((a, b) => b[1] - a[1])[0]?.[0];
  return {
    perTask: share(({ n }) => n),
    adjudicated: share(({ adjudicate }) => Number(adjudicate)),
    accuracy: share((one) => Number(mode(one) === one.task.truth)),
    /** Under errors that fall on every other class alike: where they do, this is the exact posterior. */
    evenly: share((one) => Number(mode(one, classes.length - 1) === one.task.truth)),
    withAdjudicator: share((one) =>
      Number((one.adjudicate ? one.task.adjudicator : mode(one)) === one.task.truth),
    ),
    majority: share(({ task, n }) => majorityScore(classes, task, n)),
  };
}

/** 1 where the true class leads, its share of the draw where several lead. */
function majorityScore(classes: readonly Class[], { truth, says }: Task, n: number): number {
  const counts = classes.map((name) => says.slice(0, n).filter((said) => said === name).length);
  const leaders = classes.filter((_, i) => counts[i] === Math.max(...counts));
  return leaders.includes(truth) ? 1 / leaders.length : 0;
}

function measure(k: number, lure: number) {
  const perSeed = seeds.map((seed) => {
    const world = makeWorld(seed, k, lure);
    const [some, five] = [collect(world, 'adaptive'), collect(world, 'fixed')];
    // Five each is given whichever of the two posteriors did better.
    const best = Math.max(five.accuracy, five.evenly);
    return {
      perTask: some.perTask,
      adjudicated: some.adjudicated,
      fewer: 1 - some.perTask / fixed,
      fewerWithAdjudicator: 1 - (some.perTask + some.adjudicated) / fixed,
      accuracy: some.accuracy,
      withAdjudicator: some.withAdjudicator,
      fixed: best,
      majority: five.majority,
      gain: some.accuracy - best,
    };
  });
  type Key = keyof (typeof perSeed)[number];
  const mean = (key: Key) => perSeed.reduce((sum, one) => sum + one[key], 0) / seeds.length;
  const list = (key: Key) => perSeed.map((one) => (100 * one[key]).toFixed(1)).join(' ');
  const percent = (key: Key) => `${(100 * mean(key)).toFixed(2)}%`;
  const lines = [
    `${k} classes, ${100 * lure}% of errors on one of them; ${seeds.length} seeds of ${tasksPerSeed} tasks`,
    `  ratings a task ${mean('perTask').toFixed(3)}: ${percent('fewer')} fewer than ${fixed} (by seed ${list('fewer')})`,
    `  with the adjudicator's counted ${percent('fewerWithAdjudicator')} fewer; adjudicated ${percent('adjudicated')} of tasks`,
    `  right: adaptive ${percent('accuracy')}, fixed ${percent('fixed')} (its plain majority ${percent('majority')})`,
    `  gain in points by seed ${list('gain')}; adjudicator (accuracy .95) decides where unsure ${percent('withAdjudicator')}`,
  ];
  return { mean, text: lines.join('\n') };
}

it.each([
  ['two classes', 2, 0],
  ['three classes', 3, 0],
  ['five classes', 5, 0],
  ['five classes, most errors on one', 5, 0.8],
])('%s: three in ten fewer ratings than five each, and no less right', (_, k, lure) => {
  const { mean, text } = measure(k, lure);
  // biome-ignore lint/suspicious/noConsole: the figures are what the simulation is for
  console.info(text);
  expect(mean('fewer')).toBeGreaterThanOrEqual(0.3);
  expect(mean('fewerWithAdjudicator')).toBeGreaterThanOrEqual(0.3);
  expect(mean('gain')).toBeGreaterThanOrEqual(-0.005);
  expect(mean('withAdjudicator')).toBeGreaterThanOrEqual(mean('fixed'));
});
