import { AppError, statisticsSettings, type UnweighedBatch } from '@prefloop/contract';
import { type DbOrTransaction, getBatch, getStatistics, hashVotes } from '@prefloop/db';
import { figuresOf } from '../statistics/present-statistics.ts';

type WeightOf = (annotatorId: string) => number;

export type Reliability = {
  /** How far each annotator of a batch can be relied on; 1 for everybody where the batch is unweighed. */
  in: (batchId: string) => Promise<WeightOf>;
  /** The batches asked for so far whose statistics cannot be used. */
  unweighed: () => UnweighedBatch[];
};

/** Reliability weights as the statistics of each batch have them, looked up once. */
export function createReliability(db: DbOrTransaction, projectId: string): Reliability {
  const known = new Map<string, WeightOf>();
  const unweighed: UnweighedBatch[] = [];

  async function look(batchId: string): Promise<WeightOf> {
    const read = await readWeights(db, batchId);
    if ('weightOf' in read) return read.weightOf;
    const name = (await getBatch(db, projectId, batchId))?.name ?? '';
    unweighed.push({ batchId, name, ...read });
    return () => 1;
  }

  return {
    async in(batchId) {
      const weightOf = known.get(batchId) ?? (await look(batchId));
      known.set(batchId, weightOf);
      return weightOf;
    },
    unweighed: () => unweighed,
  };
}

async function readWeights(
  db: DbOrTransaction,
  batchId: string,
): Promise<{ weightOf: WeightOf } | Pick<UnweighedBatch, 'reason' | 'message'>> {
  const row = await getStatistics(db, batchId);
  const figures = figuresOf(row);
  const remedy = 'Compute its agreement and reliability, on its page, then freeze.';
  if (!row || !figures) {
    return { reason: 'missing', message: `It has no reliability weights yet. ${remedy}` };
  }
  const { hash } = await hashVotes(db, batchId, statisticsSettings);
  if (hash !== row.inputHash) {
    return { reason: 'stale', message: `Its ratings changed since its reliability was computed. ${remedy}` };
  }
  const weights = new Map(
    figures.annotators.flatMap(({ id, weight }) =>
      weight.value === null ? [] : [[id, weight.value] as const],
    ),
  );
  if (weights.size === 0) {
    const why = figures.truth.why ?? figures.annotators[0]?.weight.why ?? 'No reliability is defined there.';
    return { reason: 'undefined', message: `${why} Weigh by agreement instead, or leave the batch out.` };
  }
  const mean = [...weights.values()].reduce((sum, weight) => sum + weight, 0) / weights.size;
  return { weightOf: (annotatorId) => weights.get(annotatorId) ?? mean };
}

/** Throws where there are any, with what to do: a snapshot weighs all of its pairs by one rule. */
export function refuseUnweighed(batches: readonly UnweighedBatch[]): void {
  const [first] = batches;
  if (!first) return;
  const more = batches.length > 1 ? ` So it is with ${batches.length - 1} more.` : '';
  throw new AppError('PREFLIGHT_FAILED', {
    message: `"${first.name}" cannot be weighed by reliability: ${first.message}${more}`,
    issues: batches.map(({ name, message }) => ({ path: name, message })),
  });
}
