import { batchProgress, reportPairs } from '@prefloop/contract';
import { ok } from '@prefloop/sdk';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { openLaboratory, type TrainedRun } from './platform/laboratory.ts';
import { sharedData } from './platform/shared-data.ts';

/** Which splits: a seed takes a quarter of an hour on two cores, so some may be asked for alone. */
const seeds = (process.env.PREFLOOP_BENCH_SEEDS ?? '0,1,2,3,4').split(',').map(Number);

/**
 * Reward models of SmolLM2-135M on PandaLM's 999 pairs, as plain TRL was measured on them: the majority of three
 * people, ties left out, a fifth of the prompts held out, all weights, learning rate 5e-5, up to 256 tokens, one epoch;
 * the rest as the preset `full` has it. Each seed draws its own split and head. Beside it, on the same held-out pairs,
 * what length alone gets; intervals are over the prompts, all seeds together.
 */
export async function run(report: Report): Promise<BenchResult> {
  const file = sharedData('pandalm/testset-v1.json');
  const laboratory = await openLaboratory(file, report);
  try {
    const kappas = await readKappas(laboratory);
    const trained: TrainedRun[] = [];
    let ties = 0;
    for (const seed of seeds) {
      const { id, statistics } = await laboratory.freeze({ kind: 'preference', evalShare: 0.2, seed });
      ties = statistics.removed
        .filter(({ reason }) => reason === 'tie' || reason === 'no-majority')
        .reduce((sum, { count }) => sum + count, 0);
      const one = await laboratory.train('reward', {
        snapshotId: id,
        seed,
        params: { learningRate: 5e-5, maxLength: 256 },
      });
      trained.push(one);
      report(`seed ${seed}: ${describe(one)}`);
    }
    const pooled = reportPairs(trained.flatMap(({ pairs }) => pairs));
    if (!pooled?.overLength) throw new Error('nothing was held out');
    const accuracies = trained.map(({ evaluation }) => evaluation.accuracy);
    return {
      name: 'reward',
      figures: {
        accuracy: pooled.accuracy,
        accuracy_low: pooled.low,
        accuracy_high: pooled.high,
        accuracy_worst_seed: Math.min(...accuracies),
        accuracy_best_seed: Math.max(...accuracies),
        over_length: pooled.overLength.difference,
        over_length_low: pooled.overLength.low,
        over_length_high: pooled.overLength.high,
        seeds: seeds.length,
        pairs: pooled.pairs,
        prompts: pooled.prompts,
        seconds_per_run: quantile(
          trained.map(({ seconds }) => seconds),
          0.5,
        ),
        ties,
        ...kappas,
      },
      versus: { length_accuracy: pooled.overLength.baseline },
    };
  } finally {
    await laboratory.close();
  }
}

function describe({ evaluation, seconds }: TrainedRun): string {
  const { accuracy, low, high, pairs, prompts, overLength } = evaluation;
  const told = (value: number | undefined) => value?.toFixed(3) ?? '?';
  return (
    `${told(accuracy)} (${told(low)} to ${told(high)}) on ${pairs} pairs of ${prompts} prompts, ` +
    `length alone ${told(overLength?.baseline)}, ` +
    `lead ${told(overLength?.difference)} (${told(overLength?.low)} to ${told(overLength?.high)}), ${seconds} s`
  );
}

/** The agreement of the three annotators, which PandaLM's authors print as 0.85, 0.88 and 0.86. */
async function readKappas({
  client,
  path,
}: Awaited<ReturnType<typeof openLaboratory>>): Promise<Record<string, number>> {
  const { items } = await ok(client.GET('/v1/projects/{project}/batches', { params: { path } }));
  const batch = items[0]?.id ?? '';
  const answer = await ok(
    client.GET('/v1/projects/{project}/batches/{batch}/progress', { params: { path: { ...path, batch } } }),
  );
  return Object.fromEntries(
    batchProgress
      .parse(answer)
      .agreement.kappas.map(({ first, second, kappa }) => [
        `kappa_${[first.name, second.name].toSorted().join('_').replaceAll('annotator', '')}`,
        kappa ?? Number.NaN,
      ]),
  );
}
