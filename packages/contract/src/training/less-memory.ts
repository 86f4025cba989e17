import { type TrainingPlan, trainingPlan } from './launch.ts';

/** How much a run holds in memory at once, as people read it. */
export function atOnce({ config: { params } }: TrainingPlan): string {
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  const answers = 'sampleBatch' in params ? ` and ${count(params.sampleBatch, 'answer')}` : '';
  return `${count(params.microBatch, 'row')}${answers} at once`;
}

/**
 * The same run with about half as much in memory at once, or null where there is nothing left to halve. What is
 * changed decides no result: a step still learns from as many rows.
 */
export function withLessMemory({ method, config }: TrainingPlan): TrainingPlan | null {
  const { params } = config;
  const changed = {
    // A divisor of what it was, so that whatever that divided it divides, too.
    microBatch: params.microBatch / smallestFactor(params.microBatch),
    ...('sampleBatch' in params ? { sampleBatch: Math.ceil(params.sampleBatch / 2) } : {}),
  };
  const before: Record<string, unknown> = params;
  if (Object.entries(changed).every(([name, value]) => before[name] === value)) return null;
  return trainingPlan.parse({ method, config: { ...config, params: { ...params, ...changed } } });
}

function smallestFactor(count: number): number {
  for (let factor = 2; factor * factor <= count; factor += 1) if (count % factor === 0) return factor;
  return count;
}
