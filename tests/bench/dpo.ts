import { ok } from '@prefloop/sdk';
import type { BenchResult, Report } from './bench.ts';
import { openLaboratory } from './platform/laboratory.ts';
import { sharedData } from './platform/shared-data.ts';

const shown = 3;

/**
 * DPO with SmolLM2-135M on 874 pairs of a polite and a rude answer, as plain TRL was measured on them: a fifth of the
 * prompts held out, all weights, learning rate 1e-5, beta 0.1, up to 192 tokens, one epoch; the rest as the preset
 * `full` has it. Reward accuracy is the share of held-out pairs whose chosen answer gained more log-probability over
 * the reference than the rejected one. Before the first step nothing has gained: every pair is a tie, and it reads 0.5.
 */
export async function run(report: Report): Promise<BenchResult> {
  const file = sharedData('llms-from-scratch/instruction-data-with-preference.json');
  const laboratory = await openLaboratory(file, report);
  try {
    const { client, path } = laboratory;
    const { id, statistics } = await laboratory.freeze({ kind: 'preference', evalShare: 0.2, seed: 0 });
    const { run, seconds, evaluation } = await laboratory.train('dpo', {
      snapshotId: id,
      seed: 0,
      params: { learningRate: 1e-5, maxLength: 192 },
    });
    const where = { params: { path: { ...path, runId: run.id } } };
    const { items } = await ok(client.GET('/v1/projects/{project}/runs/{runId}/samples', where));
    const compared = compareSamples(items);
    if (compared.length < shown)
      throw new Error(`only ${compared.length} prompts were answered before and after`);
    for (const sample of compared.slice(0, shown)) report(sample);
    const before = await readBefore(laboratory, run.id);
    const margin = run.progress.figures?.['eval_rewards/margins'];
    return {
      name: 'dpo',
      figures: {
        accuracy: evaluation.accuracy,
        accuracy_low: evaluation.low,
        accuracy_high: evaluation.high,
        margin: typeof margin === 'number' ? margin : Number.NaN,
        pairs: evaluation.pairs,
        prompts: evaluation.prompts,
        train_rows: statistics.train,
        steps: run.progress.step ?? 0,
        seconds,
      },
      versus: {
        accuracy_before: before,
        length_accuracy: evaluation.overLength?.baseline ?? Number.NaN,
      },
    };
  } finally {
    await laboratory.close();
  }
}

type Sample = { step: number; ordinal: number; prompt: string; completion: string };

/** Each prompt with its answer before the first step and after the last. */
function compareSamples(samples: Sample[]): string[] {
  const last = Math.max(...samples.map(({ step }) => step));
  const after = new Map(samples.filter(({ step }) => step === last).map((one) => [one.ordinal, one]));
  const brief = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 200);
  return samples
    .filter(({ step }) => step === 0 && last > 0)
    .flatMap(({ ordinal, prompt, completion }) => {
      const then = after.get(ordinal);
      return then
        ? [`prompt  ${brief(prompt)}\n before ${brief(completion)}\n after  ${brief(then.completion)}`]
        : [];
    });
}

async function readBefore(
  { client, path }: Awaited<ReturnType<typeof openLaboratory>>,
  runId: string,
): Promise<number> {
  const { series } = await ok(
    client.GET('/v1/projects/{project}/runs/{runId}/metrics', {
      params: { path: { ...path, runId }, query: { name: 'eval_rewards/accuracies' } },
    }),
  );
  const first = series[0]?.points.find(({ step }) => step === 0)?.last;
  return typeof first === 'number' ? first : Number.NaN;
}
