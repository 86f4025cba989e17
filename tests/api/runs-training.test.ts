import { randomBytes } from 'node:crypto';
import type { RunDetail, RunPreflight } from '@prefloop/contract';
import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { demonstration, freezeRows, judged, preference } from '../helpers/training.ts';

let app: TestApp;
let engineer: TestUser;
let base: string;
let projectId: string;
let baseVersionId: string;
let pairs: string;

beforeAll(async () => {
  app = await createTestApp();
  const project = await app.project();
  projectId = project.id;
  base = `/v1/projects/${project.slug}`;
  engineer = await app.member(project, 'engineer');
  baseVersionId = await version({});
  pairs = await snapshot(40, 8);
});
afterAll(() => app.close());

async function version(values: Partial<typeof schema.modelVersions.$inferInsert>): Promise<string> {
  const name = `base ${randomBytes(4).toString('hex')}`;
  const [model] = await app.db.insert(schema.models).values({ projectId, name }).returning();
  const [made] = await app.db
    .insert(schema.modelVersions)
    .values({
      projectId,
      modelId: model?.id ?? '',
      version: 1,
      origin: 'bundled',
      status: 'ready',
      location: {},
      facts: { vocabulary: 49_152, parameters: 1000 },
      ...values,
    })
    .returning();
  return made?.id ?? '';
}

async function snapshot(train: number, held: number, words = 'a few words'): Promise<string> {
  const rows = (count: number, name: string) =>
    // As often the longer answer is the better one as the shorter one.
    Array.from({ length: count }, (_, n) =>
      n % 2 ? preference(`${name} ${n}`, words, 'other') : preference(`${name} ${n}`, 'other', words),
    );
  return freezeRows(app.db, projectId, {
    kind: 'preference',
    train: rows(train, 'train'),
    eval: rows(held, 'held'),
  });
}

const body = (method: string, config: Record<string, unknown> = {}) => ({
  method,
  config: { baseVersionId, snapshotId: pairs, ...config },
});
const launch = (method: string, config?: Record<string, unknown>) =>
  engineer.post(`${base}/runs`, body(method, config));
async function look(method: string, config?: Record<string, unknown>): Promise<RunPreflight> {
  return (await engineer.post(`${base}/runs/preview`, body(method, config))).json<RunPreflight>();
}

test('a tracker may be used that a live worker allows', async () => {
  const trackersOf = async () => (await engineer.get('/v1/platform')).json<{ trackers: string[] }>().trackers;
  const problems = async (trackers: string[]) => (await look('dpo', { trackers })).problems;
  expect(await trackersOf()).toEqual([]);
  expect(await problems(['wandb'])).toEqual([]);

  const device = { kind: 'cpu', name: 'a processor', cores: 2, memoryBytes: 8e9, trackers: ['tensorboard'] };
  const [worker] = await app.db
    .insert(schema.workers)
    .values({ host: 'one', pid: 1, slots: 1, device, environment: { state: 'ready' } })
    .returning();
  expect(await trackersOf()).toEqual(['tensorboard']);
  expect(await problems(['tensorboard'])).toEqual([]);
  expect(await problems(['tensorboard', 'wandb'])).toEqual([
    {
      path: 'config.trackers',
      code: 'TRACKER_NOT_ALLOWED',
      message: expect.stringMatching(/Weights & Biases.*PREFLOOP_TRACKERS/),
    },
  ]);
  await app.db.delete(schema.workers).where(eq(schema.workers.id, worker?.id ?? ''));
});

describe('launching a training run', () => {
  test('stores every parameter, the snapshot, and the versions it needs', async () => {
    const answer = await launch('dpo', { preset: 'try', params: { beta: 0.2 } });
    expect(answer.statusCode, answer.body).toBe(201);
    const run = answer.json<RunDetail>();
    expect(run).toMatchObject({
      method: 'dpo',
      status: 'queued',
      snapshotId: pairs,
      versions: [{ id: baseVersionId }],
      config: {
        preset: 'try',
        versionIds: [baseVersionId],
        params: { beta: 0.2, maxSteps: 30, loss: 'sigmoid' },
      },
    });
    const [row] = await app.db.select().from(schema.runs).where(eq(schema.runs.id, run.id));
    expect(row).toMatchObject({ baseVersionId, snapshotId: pairs });
  });

  test('the hash names the experiment: its data by content, not how it is executed', async () => {
    const hashOf = async (config: Record<string, unknown>) =>
      (await launch('reward', config)).json<RunDetail>().configHash;
    const plain = await hashOf({});
    expect(await hashOf({ device: { kind: 'cpu' }, params: { microBatch: 2 }, modelName: 'x' })).toBe(plain);
    expect(await hashOf({ trackers: ['tensorboard'] })).toBe(plain);
    expect(await hashOf({ params: { learningRate: 1e-6 } })).not.toBe(plain);
    expect(await hashOf({ snapshotId: await snapshot(40, 8) })).not.toBe(plain);
  });

  test('ppo names its reward model, and waits for it', async () => {
    const rewardVersionId = await version({ purpose: 'reward', status: 'preparing' });
    const { problems, warnings, size } = await look('ppo', { rewardVersionId, params: { steps: 10 } });
    expect(problems).toEqual([]);
    expect(warnings.map(({ code }) => code)).toContain('VERSION_PREPARING');
    expect(size.responses).toBe(320);
    const run = (await launch('ppo', { rewardVersionId })).json<RunDetail>();
    expect(run.versions.map(({ id }) => id).toSorted()).toEqual([baseVersionId, rewardVersionId].toSorted());
  });

  test.each(['grpo', 'rloo', 'online_dpo', 'expert_iteration'])(
    '%s asks prompts in groups, and names its reward model',
    async (method) => {
      const rewardVersionId = await version({ purpose: 'reward' });
      const { problems, size } = await look(method, { rewardVersionId, params: { steps: 10, groupSize: 4 } });
      expect(problems).toEqual([]);
      expect(size.responses).toBe(320);
      const run = (await launch(method, { rewardVersionId })).json<RunDetail>();
      expect(run.versions.map(({ id }) => id).toSorted()).toEqual(
        [baseVersionId, rewardVersionId].toSorted(),
      );
      expect((await look(method, { rewardVersionId, params: { groupSize: 5 } })).problems).toMatchObject([
        { code: 'PARAMETER', path: 'config.params.groupSize' },
      ]);
      expect((await launch(method, {})).statusCode).toBe(400);
    },
  );

  test('a look before says rows, steps and room', async () => {
    const { problems, warnings, training } = await look('dpo', { params: { batchSize: 8 } });
    expect(problems).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['FEW_EVAL_ROWS', 'NO_WORKER']);
    expect(training).toMatchObject({ trainRows: 40, evalRows: 8, steps: 5, overLengthEstimate: 0 });
    expect(training?.diskFree).toBeGreaterThan(training?.diskNeed ?? Number.POSITIVE_INFINITY);
  });

  test('single answers train by KTO where some are good and some are bad', async () => {
    const answers = (name: string, count: number, good: (n: number) => boolean) =>
      Array.from({ length: count }, (_, n) => judged(`${name} ${n}`, 'a few words', good(n)));
    const freeze = (good: (n: number) => boolean) =>
      freezeRows(app.db, projectId, {
        kind: 'unpaired',
        train: answers('train', 40, good),
        // Held-out ones of both kinds do not make up for it.
        eval: answers('held', 20, (n) => n % 2 === 0),
      });
    const [mixed, allGood, allBad] = [
      await freeze((n) => n < 3),
      await freeze(() => true),
      await freeze(() => false),
    ];
    expect((await look('kto', { snapshotId: mixed })).problems).toEqual([]);
    expect((await launch('kto', { snapshotId: mixed })).json<RunDetail>()).toMatchObject({ method: 'kto' });
    for (const snapshotId of [allGood, allBad])
      expect((await look('kto', { snapshotId })).problems).toMatchObject([{ code: 'ONE_SIDED' }]);
    expect((await look('dpo', { snapshotId: mixed })).problems).toMatchObject([{ code: 'SNAPSHOT_KIND' }]);
    expect((await look('kto')).problems).toMatchObject([{ code: 'SNAPSHOT_KIND' }]);
  });

  test('too long rows are estimated by their characters', async () => {
    const long = await snapshot(10, 10, 'x'.repeat(3000));
    const { problems, training } = await look('dpo', { snapshotId: long });
    expect(training?.overLengthEstimate).toBe(1);
    expect(problems).toMatchObject([{ path: 'config.params.maxLength', code: 'OVER_LENGTH' }]);
    expect((await look('dpo', { snapshotId: long, params: { maxLength: 2048 } })).problems).toEqual([]);
    // PPO takes the prompts alone.
    const rewardVersionId = await version({ purpose: 'reward' });
    expect((await look('ppo', { snapshotId: long, rewardVersionId })).problems).toEqual([]);
  });

  test.each<
    [string, string, () => Promise<Record<string, unknown>> | Record<string, unknown>, RegExp, string]
  >([
    [
      'nothing to train on',
      'dpo',
      async () => ({ snapshotId: await snapshot(0, 5) }),
      /no rows/,
      'config.snapshotId',
    ],
    [
      'nothing held out',
      'reward',
      async () => ({ snapshotId: await snapshot(5, 0) }),
      /evaluation share/,
      'config.snapshotId',
    ],
    ['preferences for sft', 'sft', () => ({}), /demonstrations/, 'config.snapshotId'],
    [
      'a full disk',
      'sft',
      async () => ({
        preset: 'full',
        baseVersionId: await version({ facts: { parameters: 1e15 } }),
        snapshotId: await freezeRows(app.db, projectId, {
          kind: 'sft',
          train: [demonstration('a', 'b')],
          eval: [demonstration('c', 'd')],
        }),
      }),
      /GB free/,
      'config.params.saveSteps',
    ],
    [
      'pad = EOS',
      'dpo',
      async () => ({
        baseVersionId: await version({
          status: 'failed',
          error: 'The tokenizer has the pad token equal to the end token.',
        }),
      }),
      /pad token equal/,
      'config.baseVersionId',
    ],
    [
      'a batch that cannot be cut',
      'dpo',
      () => ({ params: { microBatch: 3 } }),
      /must divide/,
      'config.params.microBatch',
    ],
    [
      'a foreign snapshot',
      'dpo',
      () => ({ snapshotId: '00000000-0000-7000-8000-000000000000' }),
      /no such snapshot/,
      'config.snapshotId',
    ],
    [
      'a foreign version',
      'dpo',
      () => ({ baseVersionId: '00000000-0000-7000-8000-000000000000' }),
      /no such model version/,
      'config.baseVersionId',
    ],
  ])('is refused with field and reason: %s', async (_, method, config, reason, path) => {
    const answer = await launch(method, await config());
    expect(answer.json()).toMatchObject({ status: 422, code: 'PREFLIGHT_FAILED' });
    expect(answer.json<{ detail: string }>().detail).toMatch(reason);
    const { issues } = answer.json<{ issues: { path: string }[] }>();
    expect(issues.map((issue) => issue.path)).toContain(path);
  });

  test('another project’s snapshot looks like none', async () => {
    const other = await app.project();
    const stranger = await app.member(other, 'engineer');
    const answer = await stranger.post(`/v1/projects/${other.slug}/runs`, body('dpo'));
    expect(answer.json<{ detail: string }>().detail).toMatch(/no such model version.*no such snapshot/);
  });
});
