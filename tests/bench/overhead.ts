import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { presetConfig, type RunSpecInput, runSpec, trainerEvent } from '@prefloop/contract';
import { z } from 'zod';
import { trainerPython } from '../helpers/training.ts';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { demonstrationRows, preferenceRows } from './overhead/rows.ts';

const execute = promisify(execFile);
const trainerFolder = fileURLToPath(new URL('../../packages/trainer', import.meta.url));
const plainScript = fileURLToPath(new URL('./overhead/plain_trl.py', import.meta.url));

const methods = ['dpo', 'reward', 'sft'] as const;
type Method = (typeof methods)[number];

const rounds = Number(process.env.PREFLOOP_BENCH_ROUNDS ?? 3);
const steps = Number(process.env.PREFLOOP_BENCH_STEPS ?? 8);
const batchSize = 8;

const timed = z.object({ steps: z.int().min(1), seconds: z.number() });
type Timed = { secondsPerStep: number; precision: string; threads: number };

/**
 * A stage of ours against the same training written straight from TRL's documentation: SmolLM2-135M, all weights, the
 * same rows, batch, length, precision and threads, no evaluation in either. Timed from the end of the first step to the
 * end of the last, in processes of their own that take turns; the ratio is the median of those of each turn.
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
      const [ours, plain]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        report(`${method}: turn ${round + 1} of ${rounds} …`);
        const spec = await writeSpec(join(folder, `${method}-${round}`), method, model);
        const told = await runOurs(python, spec);
        ours.push(told.secondsPerStep);
        plain.push(await runPlain(python, spec, told));
      }
      figures[`${method}_ratio`] = quantile(
        ours.map((seconds, round) => seconds / (plain[round] ?? Number.NaN)),
        0.5,
      );
      figures[`${method}_step_s`] = quantile(ours, 0.5);
      versus[`${method}_step_s`] = quantile(plain, 0.5);
    }
    return { name: 'overhead', figures, versus };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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

async function runOurs(python: string, spec: string): Promise<Timed> {
  await execute(python, ['-m', 'trainer', spec], { cwd: trainerFolder, maxBuffer: 2 ** 26 });
  const lines = (await readFile(join(spec, '..', 'events.jsonl'), 'utf8')).trimEnd().split('\n');
  const events = lines.map((line) => trainerEvent.parse(JSON.parse(line)));
  const started = events.find((event) => event.kind === 'started');
  const ends = events.flatMap((event) =>
    event.kind === 'progress' && event.step > 0 ? [{ step: event.step, at: Date.parse(event.time) }] : [],
  );
  const [first, last] = [ends.at(0), ends.at(-1)];
  if (!started || !first || !last || last.step === first.step) throw new Error(`${spec}: too few steps`);
  const secondsPerStep = (last.at - first.at) / 1_000 / (last.step - first.step);
  return { secondsPerStep, precision: started.precision, threads: started.threads };
}

async function runPlain(python: string, spec: string, { precision, threads }: Timed): Promise<number> {
  const { stdout } = await execute(python, [plainScript, spec, precision, String(threads)], {
    maxBuffer: 2 ** 26,
  });
  const told = timed.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  return told.seconds / told.steps;
}
