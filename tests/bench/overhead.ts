import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { presetConfig, type RunSpecInput, runSpec } from '@prefloop/contract';
import { z } from 'zod';
import { trainerPython } from '../helpers/training.ts';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { demonstrationRows, preferenceRows } from './overhead/rows.ts';

const execute = promisify(execFile);
const trainerFolder = fileURLToPath(new URL('../../packages/trainer', import.meta.url));
const turnsScript = fileURLToPath(new URL('./overhead/turns.py', import.meta.url));

const methods = ['dpo', 'reward', 'sft'] as const;
type Method = (typeof methods)[number];

const steps = Number(process.env.PREFLOOP_BENCH_STEPS ?? 16);
const batchSize = 8;

const turns = z.object({ ours: z.array(z.number()).min(1), plain: z.array(z.number()).min(1) });

/**
 * A stage of ours against the same training written straight from TRL's documentation: SmolLM2-135M, all weights, the
 * same rows, batch, length, precision and threads, no evaluation in either. Both run in one process and take turns step
 * by step, so that they meet the same neighbours on the machine; the ratio is the median of those of each pair of steps.
 */
export async function run(report: Report): Promise<BenchResult> {
  const python = await trainerPython();
  const { stdout } = await execute(python, ['-m', 'trainer.smollm2'], { cwd: trainerFolder });
  const model = stdout.trim().split('\n').at(-1) ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  const figures: Record<string, number> = {};
  const versus: Record<string, number> = {};
  try {
    for (const method of methods) {
      report(`${method}: ${steps} steps in turns …`);
      const { ours, plain } = await takeTurns(python, await writeSpec(join(folder, method), method, model));
      const ratios = ours.map((seconds, step) => seconds / (plain[step] ?? Number.NaN));
      figures[`${method}_ratio`] = quantile(ratios, 0.5);
      figures[`${method}_ratio_low`] = quantile(ratios, 0.25);
      figures[`${method}_ratio_high`] = quantile(ratios, 0.75);
      figures[`${method}_step_s`] = quantile(ours, 0.5);
      versus[`${method}_step_s`] = quantile(plain, 0.5);
    }
    return { name: 'overhead', figures, versus };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds of each step but the first. Threads wait as they do under the worker. */
async function takeTurns(python: string, spec: string): Promise<z.infer<typeof turns>> {
  const { stdout } = await execute(python, [turnsScript, spec], {
    env: { ...process.env, PYTHONPATH: trainerFolder, OMP_WAIT_POLICY: 'PASSIVE' },
    maxBuffer: 2 ** 26,
  });
  return turns.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

async function writeSpec(outputDir: string, method: Method, model: string): Promise<string> {
  await mkdir(outputDir);
  const train = join(outputDir, 'train.jsonl');
  const rows = method === 'sft' ? demonstrationRows(steps * batchSize) : preferenceRows(steps * batchSize);
  await writeFile(train, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  // What saves or evaluates comes after the last step.
  const same = {
    schedule: 'constant' as const,
    warmupRatio: 0,
    batchSize,
    microBatch: 4,
    maxLength: 256,
    maxSteps: steps,
    evalSteps: 10_000,
    saveSteps: 10_000,
  };
  const common = {
    version: 1 as const,
    runId: 'bench',
    attempt: 1,
    epoch: 1,
    seed: 0,
    outputDir,
    device: { kind: 'auto' as const, precision: 'auto' as const, threads: null },
    resumeFrom: null,
    configHash: 'bench',
    model: { path: model },
    dataset: { train, eval: null },
    samples: null,
  };
  const spec: Record<Method, RunSpecInput> = {
    sft: {
      ...common,
      method: 'sft',
      params: { ...presetConfig('sft', 'full'), ...same, exactMatchRows: 0 },
    },
    reward: {
      ...common,
      method: 'reward',
      params: { ...presetConfig('reward', 'full'), ...same, centerCoefficient: 0 },
    },
    dpo: {
      ...common,
      method: 'dpo',
      reference: null,
      params: { ...presetConfig('dpo', 'full'), ...same },
    },
  };
  const path = join(outputDir, 'spec.json');
  await writeFile(path, JSON.stringify(runSpec.parse(spec[method])));
  return path;
}
