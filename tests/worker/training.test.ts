import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import {
  type PreferenceRow,
  type SftRow,
  type SnapshotKind,
  scoreConfig,
  type UnpairedRow,
} from '@prefloop/contract';
import { checkInvariants, createRun, listRunSamples, readCurves, schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  demonstration,
  freezeRows,
  judged,
  launchTraining,
  makeTinyModel,
  preference,
  trainerPython,
} from '../helpers/training.ts';
import { createWorkshop, type Workshop } from '../helpers/worker.ts';

// The real trainer on a tiny model. A start of Python alone takes many seconds where the machine is busy.
const patience = 600_000;

let shop: Workshop;
let python: string;
let baseVersionId: string;
let pairs: string;
let demonstrations: string;
let answers: string;

/** One thread and fp32: sums are made in one order, so that numbers can be compared. */
const device = { kind: 'cpu', precision: 'fp32', threads: 1 } as const;
const small = { batchSize: 4, microBatch: 2, maxLength: 128, evalSteps: 2, saveSteps: 2, lora: null };

beforeAll(async () => {
  shop = await createWorkshop();
  python = await trainerPython();
  const path = join(shop.dataFolder, 'models', 'tiny');
  await makeTinyModel(python, path);
  baseVersionId = (await shop.version({ location: { path }, facts: { vocabulary: 259, parameters: 90_000 } }))
    .id;
  const word = (n: number) => ['red', 'green', 'blue', 'black', 'white'][n % 5] ?? '';
  const pair = (n: number) => preference(`say ${word(n)} ${n}`, `yes ${word(n)}`, `no ${word(n + 1)}`);
  const shown = (n: number) => demonstration(`say ${word(n)} ${n}`, 'ok');
  const numbers = Array.from({ length: 24 }, (_, n) => n);
  const freeze = (kind: SnapshotKind, row: (n: number) => SftRow | PreferenceRow | UnpairedRow) =>
    freezeRows(shop.db, shop.project.id, {
      kind,
      train: numbers.slice(0, 16).map(row),
      eval: numbers.slice(16).map(row),
    });
  pairs = await freeze('preference', pair);
  demonstrations = await freeze('sft', shown);
  const judgedAnswer = (n: number) =>
    judged(`say ${word(n)} ${n}`, n % 3 ? `yes ${word(n)}` : `no ${word(n + 1)}`, n % 3 !== 0);
  answers = await freeze('unpaired', judgedAnswer);
}, patience);
afterAll(async () => {
  expect(await checkInvariants(shop.database.pool)).toEqual([]);
  await shop.close();
});

/** A worker until the test ends, however it ends: it would take the next one's runs. */
async function workOn(): Promise<void> {
  const worker = await shop.worker({ python });
  onTestFinished(() => worker.close());
}

async function published(runId: string) {
  const [version] = await shop.db
    .select()
    .from(schema.modelVersions)
    .where(eq(schema.modelVersions.runId, runId));
  if (!version) throw new Error(`no version: ${JSON.stringify(await shop.run(runId), null, 2)}`);
  return version;
}
async function curveOf(runId: string): Promise<Map<string, number>> {
  const { rows } = await readCurves(shop.db, runId, { buckets: 5000 });
  return new Map(rows.map(({ name, step, last }) => [`${name} ${step}`, last]));
}

it.each([
  ['kto', 'eval_auc'],
  ['orpo', 'eval_rewards/accuracies'],
  ['simpo', 'eval_rewards/accuracies'],
] as const)(
  '%s: from snapshot to version',
  async (method, figure) => {
    await workOn();
    const run = await launchTraining(shop, {
      method,
      config: {
        baseVersionId,
        device,
        snapshotId: method === 'kto' ? answers : pairs,
        samples: { count: 1, maxNewTokens: 4 },
        params: { ...small, maxSteps: 4, learningRate: 5e-5 },
      },
    });
    expect(await shop.ended(run, patience), JSON.stringify(await shop.run(run))).toBe('succeeded');
    const { progress } = await shop.run(run);
    expect(progress.figures).toMatchObject({ [figure]: expect.any(Number) });
    expect(progress).toMatchObject(
      method === 'kto'
        ? { answers: { good: 6, bad: 2, prompts: 8, auc: expect.any(Number) } }
        : { evaluation: { pairs: 8, prompts: 8 } },
    );
    const curve = await curveOf(run);
    for (const step of [1, 2, 3, 4]) expect(curve.get(`loss ${step}`)).toBeGreaterThan(0);
    expect(await published(run)).toMatchObject({ purpose: 'policy', status: 'ready' });
  },
  patience,
);

it(
  'sft, reward and, with what that published, every method that it scores: each from snapshot to version',
  async () => {
    await workOn();
    const config = { baseVersionId, device, samples: { count: 2, maxNewTokens: 4 } };

    const sft = await launchTraining(shop, {
      method: 'sft',
      config: {
        ...config,
        snapshotId: demonstrations,
        params: { ...small, maxSteps: 4, exactMatchRows: 2, exactMatchTokens: 4 },
      },
    });
    expect(await shop.ended(sft, patience), JSON.stringify(await shop.run(sft))).toBe('succeeded');
    const sftCurve = await curveOf(sft);
    for (const step of [1, 2, 3, 4]) expect(sftCurve.get(`loss ${step}`)).toBeGreaterThan(0);
    for (const step of [0, 2, 4]) expect(sftCurve.has(`eval_mean_token_accuracy ${step}`)).toBe(true);
    expect((await shop.run(sft)).progress.figures).toMatchObject({
      eval_exact_match_before: expect.any(Number),
      eval_exact_match: expect.any(Number),
    });
    expect(new Set((await listRunSamples(shop.db, sft, 100)).map(({ step }) => step))).toEqual(
      new Set([0, 2, 4]),
    );
    const tuned = await published(sft);
    expect(tuned).toMatchObject({ purpose: 'policy', facts: { architecture: 'LlamaForCausalLM' } });

    const reward = await launchTraining(shop, {
      method: 'reward',
      config: { ...config, snapshotId: pairs, params: { ...small, maxSteps: 4, learningRate: 1e-3 } },
    });
    expect(await shop.ended(reward, patience), JSON.stringify(await shop.run(reward))).toBe('succeeded');
    const rewardRun = await shop.run(reward);
    expect(rewardRun.progress.figures).toMatchObject({
      eval_accuracy: expect.any(Number),
      eval_margin: expect.any(Number),
      eval_length_baseline: expect.any(Number),
    });
    expect(rewardRun.progress.evaluation).toMatchObject({ pairs: 8, prompts: 8 });
    const scorer = await published(reward);
    expect(scorer).toMatchObject({
      purpose: 'reward',
      facts: { scoring: { maxLength: 128, mean: expect.any(Number), std: expect.any(Number) } },
    });

    // What it learnt from is scored by it, in one run; a second one finds nothing left to do.
    const promptIds = await shop.prompts('say red 1', 'say blue 2');
    const answers = promptIds.flatMap((promptId) =>
      ['yes red', 'no green', 'no '.repeat(300)].map((text) => ({
        projectId: shop.project.id,
        promptId,
        text,
        textHash: text,
        finishReason: 'imported' as const,
      })),
    );
    await shop.db.insert(schema.responses).values(answers);
    const score = async () => {
      const config = { ...scoreConfig.parse({ versionIds: [scorer.id], prompts: {}, device }), promptIds };
      const made = await createRun(shop.db, {
        projectId: shop.project.id,
        method: 'score',
        config,
        configHash: 'hash',
        createdBy: shop.user.id,
      });
      await shop.queue.enqueue('run', { runId: made.id });
      expect(await shop.ended(made.id, patience), JSON.stringify(await shop.run(made.id))).toBe('succeeded');
      return shop.run(made.id);
    };
    expect((await score()).progress.figures).toMatchObject({ scores: 4, unscored: 2 });
    const given = await shop.db.select().from(schema.responseScores);
    expect(given.map(({ score: value }) => value === null).toSorted()).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(new Set(given.map(({ versionId }) => versionId))).toEqual(new Set([scorer.id]));
    expect((await score()).progress.figures).toEqual({ scores: 0 });

    const ppo = await launchTraining(shop, {
      method: 'ppo',
      config: {
        ...config,
        baseVersionId: tuned.id,
        rewardVersionId: scorer.id,
        referenceVersionId: baseVersionId,
        snapshotId: pairs,
        params: { ...small, batchSize: 8, steps: 2, criticWarmupSteps: 0, maxNewTokens: 8, sampleBatch: 8 },
      },
    });
    expect(await shop.ended(ppo, patience), JSON.stringify(await shop.run(ppo))).toBe('succeeded');
    const ppoCurve = await curveOf(ppo);
    for (const name of ['objective/kl', 'objective/entropy', 'loss/value_avg', 'policy/clipfrac_avg'])
      for (const step of [1, 2]) expect(ppoCurve.has(`${name} ${step}`), `${name} ${step}`).toBe(true);
    expect(await published(ppo)).toMatchObject({
      purpose: 'policy',
      baseVersionId: tuned.id,
      snapshotId: pairs,
    });

    const asked = { ...small, batchSize: 8, steps: 2, groupSize: 4, maxNewTokens: 8, sampleBatch: 8 };
    const learnt = { grpo: 'kl', rloo: 'kl', online_dpo: 'objective/kl', expert_iteration: 'objective/kl' };
    for (const method of ['grpo', 'rloo', 'online_dpo', 'expert_iteration'] as const) {
      const run = await launchTraining(shop, {
        method,
        config: {
          ...config,
          baseVersionId: tuned.id,
          rewardVersionId: scorer.id,
          ...(method === 'expert_iteration' ? {} : { referenceVersionId: baseVersionId }),
          snapshotId: pairs,
          params: asked,
        },
      });
      expect(await shop.ended(run, patience), JSON.stringify(await shop.run(run))).toBe('succeeded');
      const curve = await curveOf(run);
      for (const name of ['reward', 'frac_reward_zero_std', learnt[method], 'completions/mean_length'])
        for (const step of [1, 2])
          expect(curve.has(`${name} ${step}`), `${method} ${name} ${step}`).toBe(true);
      for (const step of [0, 2]) expect(curve.has(`eval_reward ${step}`), `${method} ${step}`).toBe(true);
      expect((await shop.run(run)).progress.figures).toMatchObject({
        reward: curve.get('reward 2'),
        eval_reward: curve.get('eval_reward 2'),
      });
      expect(await published(run)).toMatchObject({
        purpose: 'policy',
        baseVersionId: tuned.id,
        snapshotId: pairs,
      });
    }
  },
  patience,
);

it(
  'a guarded run ends where its guard says, and publishes the best look',
  async () => {
    await workOn();
    const common = { baseVersionId, device, samples: { count: 2, maxNewTokens: 4 } };
    const scorers: string[] = [];
    for (const seed of [0, 1]) {
      const reward = await launchTraining(shop, {
        method: 'reward',
        config: { ...common, seed, snapshotId: pairs, params: { ...small, maxSteps: 4, learningRate: 1e-3 } },
      });
      expect(await shop.ended(reward, patience), JSON.stringify(await shop.run(reward))).toBe('succeeded');
      scorers.push((await published(reward)).id);
    }
    const [rewardVersionId = '', goldVersionId = ''] = scorers;
    const run = await launchTraining(shop, {
      method: 'expert_iteration',
      config: {
        ...common,
        rewardVersionId,
        snapshotId: pairs,
        // Any KL at all is too much: it acts at the second look past its limit.
        guard: { goldVersionId, klAbove: 1e-9 },
        params: {
          ...small,
          batchSize: 8,
          groupSize: 4,
          steps: 40,
          evalSteps: 1,
          maxNewTokens: 8,
          sampleBatch: 8,
          // So that some of its random answers end: only those are learnt from.
          missingEosPenalty: -9,
        },
      },
    });
    expect(await shop.ended(run, patience), JSON.stringify(await shop.run(run))).toBe('succeeded');
    const { progress } = await shop.run(run);
    const figures = z.record(z.string(), z.number()).parse(progress.figures);
    const stoppedAt = figures['guard/stopped/kl'];
    if (stoppedAt === undefined) throw new Error(`it was not stopped: ${JSON.stringify(progress)}`);
    expect(stoppedAt).toBeGreaterThanOrEqual(2);
    expect(progress).toMatchObject({
      step: stoppedAt,
      total: 40,
      warnings: [{ code: 'GUARD_STOPPED', message: expect.stringContaining('above 1e-09') }],
    });
    const curve = await curveOf(run);
    for (let step = 0; step <= stoppedAt; step += 1)
      for (const name of ['gold', 'proxy', 'kl', 'repetition', 'length_growth'])
        expect(curve.has(`guard/${name} ${step}`), `${name} ${step}`).toBe(true);
    expect(curve.has(`guard/gold ${stoppedAt + 1}`)).toBe(false);
    const best = figures['guard/best_step'];
    expect(figures).toMatchObject({
      'guard/gold_best': curve.get(`guard/gold ${best}`),
      eval_reward: curve.get(`eval_reward ${best}`),
    });
    expect(await published(run)).toMatchObject({ purpose: 'policy', facts: { step: best } });
  },
  patience,
);

it(
  'a dpo run killed at three random steps is the run that never was',
  async () => {
    const steps = 24;
    const launch = () =>
      launchTraining(shop, {
        method: 'dpo',
        config: {
          baseVersionId,
          snapshotId: pairs,
          device,
          samples: { count: 1, maxNewTokens: 4 },
          params: { ...small, epochs: 6, maxSteps: steps, learningRate: 5e-5, evalSteps: 6, saveSteps: 2 },
        },
      });
    const worker = await shop.worker({ python });
    const whole = await launch();
    expect(await shop.ended(whole, patience), JSON.stringify(await shop.run(whole))).toBe('succeeded');
    await worker.close();

    const killAt = [3, 9, 15].map((from) => from + Math.floor(Math.random() * 6));
    console.log(`the worker is killed at steps ${killAt.join(', ')}`);
    const broken = await launch();
    for (const [at, step] of killAt.entries()) {
      const victim = shop.spawnWorker({ PREFLOOP_PYTHON: python });
      const events = join(shop.dataFolder, 'runs', broken, `attempt-${at + 1}`, 'events.jsonl');
      const reached = new RegExp(`"step": ?${step}\\b`);
      const there = async () => reached.test(await readFile(events, 'utf8').catch(() => ''));
      expect(await waitUntil(there, { timeoutMs: patience, everyMs: 10 }), victim.output()).toBe(true);
      await victim.kill('SIGKILL');
      await shop.db.execute(
        sql`update runs set heartbeat_at = now() - interval '30 seconds' where id = ${broken} and status = 'running'`,
      );
    }
    shop.spawnWorker({ PREFLOOP_PYTHON: python });
    expect(await shop.ended(broken, patience), JSON.stringify(await shop.run(broken))).toBe('succeeded');
    const run = await shop.run(broken);
    expect(run.attempt?.number).toBe(killAt.length + 1);
    console.log(`the last attempt went on from step ${run.attempt?.resumedFromStep}`);

    const [expected, got] = [await curveOf(whole), await curveOf(broken)];
    expect([...got.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [key, value] of expected) expect(got.get(key), key).toBeCloseTo(value, 6);
    const [one, other] = [await published(whole), await published(broken)];
    const weights = (facts: Record<string, unknown>) =>
      JSON.stringify(facts.files).match(/"model\.safetensors"[^}]*/)?.[0];
    expect(weights(other.facts)).toBe(weights(one.facts));
    expect(await listRunSamples(shop.db, broken, 100)).toEqual(await listRunSamples(shop.db, whole, 100));
  },
  2 * patience,
);
