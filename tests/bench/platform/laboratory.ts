import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '@prefloop/cli/wait';
import {
  hasEnded,
  type PairEvaluationRow,
  type PairReport,
  pairEvaluationRow,
  preferenceRules,
  type RunDetail,
  runDetail,
  type Snapshot,
  snapshot,
} from '@prefloop/contract';
import { ok } from '@prefloop/sdk';
import type { z } from 'zod';
import type { Report } from '../bench.ts';
import { importFile } from './import-file.ts';
import { type Platform, startPlatform } from './start-platform.ts';

const project = 'laboratory';
const path = { project };
/** Cuts every run short; for trying the benchmark itself. */
const maxSteps =
  process.env.PREFLOOP_BENCH_STEPS === undefined ? null : Number(process.env.PREFLOOP_BENCH_STEPS);

type Params = { learningRate?: number; maxLength?: number };

export type TrainedRun = {
  run: RunDetail;
  /** From launch to end, as a person waits for it. */
  seconds: number;
  evaluation: PairReport;
  /** What the evaluation was made of, pair by pair. */
  pairs: PairEvaluationRow[];
};

/** A deployment with a worker, a project with a file of rated pairs in it, and the bundled model ready to be trained. */
export async function openLaboratory(file: string, report: Report) {
  const platform = await startPlatform({ worker: true });
  try {
    const { client } = platform;
    await client.POST('/v1/projects', { body: { name: project, slug: project } });
    report('importing …');
    await importFile(platform, project, file);
    const baseVersionId = await prepareModel(platform, report);
    return {
      client,
      path,
      close: platform.close,
      freeze: (rules: z.input<typeof preferenceRules>) => freeze(platform, rules),
      train: (method: 'reward' | 'dpo', config: { snapshotId: string; seed: number; params: Params }) =>
        train(platform, report, method, { ...config, baseVersionId }),
    };
  } catch (error) {
    await platform.close();
    throw error;
  }
}

async function prepareModel({ client }: Platform, report: Report): Promise<string> {
  report('preparing the model …');
  const { id: versionId } = await ok(
    client.POST('/v1/projects/{project}/models', {
      params: { path },
      body: { name: 'SmolLM2', description: '', purpose: 'policy', source: { origin: 'bundled' } },
    }),
  );
  const look = () =>
    ok(
      client.GET('/v1/projects/{project}/model-versions/{versionId}', {
        params: { path: { project, versionId } },
      }),
    );
  // The Python environment may have to be made first.
  await waitUntil(async () => (await look()).status !== 'preparing', {
    timeoutMs: 1_800_000,
    everyMs: 1_000,
  });
  const { status, error } = await look();
  if (status !== 'ready') throw new Error(`the model is ${status}: ${error}`);
  return versionId;
}

async function freeze({ client }: Platform, rules: z.input<typeof preferenceRules>): Promise<Snapshot> {
  const body = { name: `seed ${rules.seed}`, rules: preferenceRules.parse(rules) };
  return snapshot.parse(
    await ok(client.POST('/v1/projects/{project}/snapshots', { params: { path }, body })),
  );
}

/** Launches a run on all weights and waits for its end. It is evaluated before its first step and after its last. */
async function train(
  { client, dataFolder }: Platform,
  report: Report,
  method: 'reward' | 'dpo',
  config: { baseVersionId: string; snapshotId: string; seed: number; params: Params },
): Promise<TrainedRun> {
  const begin = performance.now();
  const common = {
    ...config,
    preset: 'full' as const,
    device: { kind: 'auto', precision: 'auto', threads: null } as const,
    samples: { count: 4, maxNewTokens: 96, temperature: 0 },
    params: { ...config.params, evalSteps: 10_000, saveSteps: 10_000, maxSteps },
  };
  const body =
    method === 'reward'
      ? { method, config: common }
      : { method, config: { ...common, referenceVersionId: null } };
  const { id } = await ok(client.POST('/v1/projects/{project}/runs', { params: { path }, body }));
  const look = async () =>
    runDetail.parse(
      await ok(
        client.GET('/v1/projects/{project}/runs/{runId}', { params: { path: { project, runId: id } } }),
      ),
    );
  let run = await look();
  for (let told = 0; !hasEnded(run.status); run = await look()) {
    await delay(1_000);
    const { step = 0, total = 0 } = run.progress;
    if (step < told + 10) continue;
    told = step;
    report(`  ${method}: step ${step} of ${total}`);
  }
  const seconds = Math.round((performance.now() - begin) / 1_000);
  const { evaluation } = run.progress;
  if (run.status !== 'succeeded' || !evaluation) {
    throw new Error(`the run ended as ${run.status}: ${JSON.stringify(run.error)}\n${run.logTail}`);
  }
  return { run, seconds, evaluation, pairs: await readPairs(dataFolder, run) };
}

async function readPairs(dataFolder: string, { id, attempt }: RunDetail): Promise<PairEvaluationRow[]> {
  const folder = join(dataFolder, 'runs', id, `attempt-${attempt?.number}`);
  const lines = (await readFile(join(folder, 'evaluation.jsonl'), 'utf8')).trimEnd().split('\n');
  return lines.map((line) => pairEvaluationRow.parse(JSON.parse(line)));
}
