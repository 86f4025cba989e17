import type { KeptFigures } from '@prefloop/contract';

/** Figures as a worker would keep them, of nobody's computing. `weights`: reliability by annotator, null for none. */
export function madeUpFigures(
  taskIds: string[],
  people: string[],
  weights: (number | null)[] = people.map(() => null),
): KeptFigures {
  const none = { value: null, n: 0, why: 'Made up.' };
  const noEnds = { ...none, low: null, high: null };
  const sure = { value: 0.5, n: 4, why: null, low: 0.1, high: 0.9 };
  const [first = '', second = ''] = people;
  const skill = { skill: none, leftBias: none, leftPull: none, leftChoice: noEnds };
  return {
    level: 0.95,
    counts: { ratings: 8, tasks: 4, annotators: people.length, sharedTasks: 4, sharedRatings: 8 },
    agreement: {
      pooled: sure,
      perTask: sure,
      fleiss: { ...sure, ratingsPerTask: 2, leftOut: 0, note: null },
      alphaNominal: sure,
      alphaOrdinal: noEnds,
    },
    cohen: { pairs: [{ first, second, n: 4, raw: 0.5, kappa: sure }], why: null },
    truth: { n: 4, converged: null, why: 'It takes three.' },
    annotators: people.map((id, at) => ({
      id,
      ratings: 4,
      withOthers: { value: 0.5, n: 4, why: null },
      activeMs: none,
      accuracy: none,
      weight: weights[at] == null ? none : { value: weights[at], n: 4, why: null },
      ...skill,
    })),
    disagreements: taskIds.slice(1, 2).map((taskId) => ({
      taskId,
      n: 2,
      agreement: 0,
      entropy: null,
      votes: { first: 1, second: 1, tie: 0, both_good: 0, both_bad: 0 },
    })),
  };
}
