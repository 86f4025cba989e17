import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { trainerPython } from '../helpers/training.ts';
import type { BenchResult, Report } from './bench.ts';

const execute = promisify(execFile);
const trainerFolder = fileURLToPath(new URL('../../packages/trainer', import.meta.url));
const scripts = ['compare.py', 'guarded.py'].map((name) =>
  fileURLToPath(new URL(`./methods/${name}`, import.meta.url)),
);

const seeds = Number(process.env.PREFLOOP_BENCH_SEEDS ?? 2);
const bestOf = 16;
/** Counts over all seeds; everything else is a mean. */
const counted = new Set(['clean_runs', 'false_stops']);
const rates = z.record(z.string(), z.number());

/**
 * Every method on the toy task from the same model and the same 512 pairs, a quarter of them labelled wrongly: how often
 * its answer is better than the model's it began with, by the rule that the labels follow. Those that ask a reward model
 * ask one made of the same pairs, with 30 steps of 32 answers each. Means over the seeds, beside their least.
 *
 * Then PPO past the point where what is rewarded turns into what hurts, with and without a guard: what the published
 * model is worth, as a share of the best that the unguarded one came by, and how many runs without such a point the
 * guard ended all the same.
 */
export async function run(report: Report): Promise<BenchResult> {
  const python = await trainerPython();
  const told: z.infer<typeof rates>[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    report(`seed ${seed} …`);
    const parts: z.infer<typeof rates>[] = [];
    for (const script of scripts) {
      const { stdout } = await execute(python, [script, String(seed)], {
        env: { ...process.env, PYTHONPATH: trainerFolder, OMP_NUM_THREADS: '1' },
        maxBuffer: 2 ** 26,
      });
      parts.push(rates.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')));
      report(JSON.stringify(parts.at(-1)));
    }
    told.push(Object.fromEntries(parts.flatMap((part) => Object.entries(part))));
  }
  const figures: Record<string, number> = { seeds };
  const versus: Record<string, number> = {
    base: 0.5,
    guarded_gold_at_least: 0.8,
    false_stops_at_most: 0,
    best_of_n_at_most: bestOf / (bestOf + 1),
    best_of_n_kl_at_most: Math.log(bestOf) - (bestOf - 1) / bestOf,
  };
  const methods = Object.keys(told[0] ?? {});
  for (const method of methods) {
    const own = told.map((one) => one[method] ?? Number.NaN);
    const sum = own.reduce((all, rate) => all + rate, 0);
    if (counted.has(method)) {
      figures[method] = sum;
      continue;
    }
    figures[method] = sum / own.length;
    figures[`${method}_least`] = Math.min(...own);
  }
  return { name: 'methods', figures, versus };
}
