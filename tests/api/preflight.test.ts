import { randomBytes, randomUUID } from 'node:crypto';
import type { PreferenceRow, RunPreflight, SftRow, SnapshotKind, UnpairedRow } from '@prefloop/contract';
import { createRun, schema } from '@prefloop/db';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { demonstration, freezeRows, judged, preference } from '../helpers/training.ts';

let app: TestApp;
let engineer: TestUser;
let base: string;
let projectId: string;
let baseVersionId: string;

/** As the bundled model is, once it was looked at. */
const smol = {
  parameters: 134_515_008,
  vocabulary: 49_152,
  hiddenSize: 576,
  layers: 30,
  padToken: '<pad>',
  endToken: '<end>',
  chatTemplate: 'as written',
};
const gigabyte = 1e9;

beforeAll(async () => {
  app = await createTestApp();
  const project = await app.project();
  projectId = project.id;
  base = `/v1/projects/${project.slug}`;
  engineer = await app.member(project, 'engineer');
  baseVersionId = await version({});
});
afterEach(() => app.db.delete(schema.workers));
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
      origin: 'folder',
      status: 'ready',
      location: {},
      facts: smol,
      ...values,
    })
    .returning();
  return made?.id ?? '';
}

async function worker(device: Record<string, unknown> = {}): Promise<string> {
  const own = { kind: 'cpu', name: 'a processor', cores: 2, memoryBytes: 64 * gigabyte, ...device };
  const [made] = await app.db
    .insert(schema.workers)
    .values({ host: 'one', pid: 1, slots: 1, device: own, environment: { state: 'ready' } })
    .returning();
  return made?.id ?? '';
}

type Row = SftRow | PreferenceRow | UnpairedRow;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
/** Pairs to which nothing is wrong: as often the longer answer is the better one as the shorter one. */
const pair = (name: string) => (n: number) =>
  preference(`${name} ${n}`, n % 2 ? 'a long answer' : 'short', n % 2 ? 'brief' : 'a longer answer');

const freeze = (kind: SnapshotKind, train: Row[], held: Row[]) =>
  freezeRows(app.db, projectId, { kind, train, eval: held });
/** A sound snapshot of 40 pairs and 20 held out, with rows that are not. */
const pairsWith = (train: Row[], held: Row[] = []) =>
  freeze(
    'preference',
    [...numbers(40).map(pair('train')), ...train],
    [...numbers(20).map(pair('held')), ...held],
  );
const some = (count: number, row: (n: number) => Row) => numbers(count).map(row);

async function look(method: string, config: Record<string, unknown>): Promise<RunPreflight> {
  const answer = await engineer.post(`${base}/runs/preview`, {
    method,
    config: { baseVersionId, ...config },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<RunPreflight>();
}

type Planted = { method?: string; config: Record<string, unknown> };
const faults: [fault: string, code: string, path: string, plant: () => Promise<Planted>][] = [
  [
    'a data set without a row to train on',
    'SNAPSHOT_EMPTY',
    'config.snapshotId',
    async () => ({ config: { snapshotId: await freeze('preference', [], numbers(5).map(pair('held'))) } }),
  ],
  [
    'answers that are all good',
    'ONE_SIDED',
    'config.snapshotId',
    async () => ({
      method: 'kto',
      config: {
        snapshotId: await freeze(
          'unpaired',
          some(40, (n) => judged(`ask ${n}`, 'good', true)),
          some(20, (n) => judged(`held ${n}`, 'bad', n % 2 === 0)),
        ),
      },
    }),
  ],
  [
    'a model without a chat template',
    'TEMPLATE_MISSING',
    'config.baseVersionId',
    async () => ({
      config: {
        snapshotId: await pairsWith([]),
        baseVersionId: await version({
          status: 'failed',
          error: 'The tokenizer has no chat template.',
          facts: { chatTemplate: 'missing' },
        }),
      },
    }),
  ],
  [
    'one row in fifteen that is too long',
    'OVER_LENGTH',
    'config.params.maxLength',
    async () => ({
      config: { snapshotId: await pairsWith(some(4, (n) => preference(`long ${n}`, 'x'.repeat(2100), 'y'))) },
    }),
  ],
  [
    'nothing held out',
    'NO_EVAL_SPLIT',
    'config.snapshotId',
    async () => ({ config: { snapshotId: await freeze('preference', numbers(40).map(pair('train')), []) } }),
  ],
  [
    'a machine without the memory',
    'MEMORY_SHORT',
    'config.params.microBatch',
    async () => {
      await worker({ memoryBytes: 2 * gigabyte });
      return { config: { preset: 'full', snapshotId: await pairsWith([]) } };
    },
  ],
  [
    'a disk without room for two checkpoints',
    'DISK_FULL',
    'config.params.saveSteps',
    async () => ({
      config: {
        preset: 'full',
        snapshotId: await pairsWith([]),
        baseVersionId: await version({ facts: { ...smol, parameters: 1e14 } }),
      },
    }),
  ],
  [
    'a prompt in both splits',
    'PROMPT_LEAK',
    'config.snapshotId',
    async () => ({ config: { snapshotId: await pairsWith([], [preference('train 3', 'one', 'two')]) } }),
  ],
  [
    'rows that are there twice',
    'DUPLICATE_ROWS',
    'config.snapshotId',
    async () => ({ config: { snapshotId: await pairsWith(some(3, pair('train'))) } }),
  ],
  [
    'labels that contradict each other',
    'CONFLICTING_LABELS',
    'config.snapshotId',
    async () => ({
      config: {
        snapshotId: await pairsWith(
          some(3, (n) => {
            const { prompt, chosen, rejected, group } = pair('train')(n);
            return { prompt, group, chosen: rejected, rejected: chosen };
          }),
        ),
      },
    }),
  ],
  [
    'answers that run into their prompts',
    'BOUNDARY_MISMATCH',
    'config.snapshotId',
    async () => ({
      method: 'sft',
      config: {
        snapshotId: await freeze(
          'sft',
          [demonstration('one', '\n\nan answer'), ...some(9, (n) => demonstration(`ask ${n}`, ' an answer'))],
          some(20, (n) => demonstration(`held ${n}`, 'an answer')),
        ),
      },
    }),
  ],
  [
    'pairs of one and the same answer',
    'SAME_ANSWERS',
    'config.snapshotId',
    async () => ({
      config: { snapshotId: await pairsWith(some(3, (n) => preference(`same ${n}`, 'it', 'it'))) },
    }),
  ],
  [
    'a learning rate that ruins all weights',
    'RATE_TOO_HIGH',
    'config.params.learningRate',
    async () => ({
      config: { preset: 'full', params: { learningRate: 1e-4 }, snapshotId: await pairsWith([]) },
    }),
  ],
  [
    'a policy that nothing holds',
    'NO_KL',
    'config.params.beta',
    async () => ({
      method: 'grpo',
      config: {
        snapshotId: await pairsWith([]),
        rewardVersionId: await version({ purpose: 'reward' }),
        params: { beta: 0 },
      },
    }),
  ],
  [
    'label smoothing that the loss ignores',
    'SMOOTHING_IGNORED',
    'config.params.labelSmoothing',
    async () => ({ config: { params: { labelSmoothing: 0.1 }, snapshotId: await pairsWith([]) } }),
  ],
  [
    'a model that pads with its end token',
    'PAD_IS_EOS',
    'config.baseVersionId',
    async () => ({
      config: {
        snapshotId: await pairsWith([]),
        baseVersionId: await version({ facts: { ...smol, padToken: '<end>' } }),
      },
    }),
  ],
  [
    'a GPU that no worker has',
    'DEVICE_UNAVAILABLE',
    'config.device.kind',
    async () => {
      await worker();
      return { config: { device: { kind: 'cuda' }, snapshotId: await pairsWith([]) } };
    },
  ],
];

describe('before anything is queued', () => {
  test('nothing is wrong with the run that the faults are planted in', async () => {
    await worker();
    const { problems, warnings } = await look('dpo', { snapshotId: await pairsWith([]) });
    expect([problems, warnings]).toEqual([[], []]);
  });

  test.each(faults)('%s is found by a code of its own', async (_, code, path, plant) => {
    const { method = 'dpo', config } = await plant();
    const { problems } = await look(method, config);
    expect(problems).toEqual([{ code, path, message: expect.stringMatching(/\w.*\. [A-Z].*\.$/) }]);
    const before = await app.db.$count(schema.runs);
    const answer = await engineer.post(`${base}/runs`, { method, config: { baseVersionId, ...config } });
    expect(answer.json()).toMatchObject({
      status: 422,
      code: 'PREFLIGHT_FAILED',
      issues: [{ path, message: problems[0]?.message }],
    });
    expect(await app.db.$count(schema.runs)).toBe(before);
  });

  test('every fault has its own code', () => {
    expect(new Set(faults.map(([, code]) => code)).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(12);
  });
});

describe('what is told and forbids nothing', () => {
  const codes = async (config: Record<string, unknown>, method = 'dpo') => {
    const { problems, warnings } = await look(method, config);
    expect(problems).toEqual([]);
    return warnings.map(({ code }) => code);
  };

  test('no worker, or one whose slot is taken: the run waits in line for it', async () => {
    const snapshotId = await pairsWith([]);
    expect(await codes({ snapshotId })).toEqual(['NO_WORKER']);
    const workerId = await worker();
    expect(await codes({ snapshotId })).toEqual([]);
    await createRun(app.db, {
      projectId,
      method: 'dpo',
      config: {},
      configHash: 'hash',
      createdBy: engineer.id,
    });
    await app.db.update(schema.runs).set({ status: 'running', workerId });
    expect(await codes({ snapshotId })).toEqual(['NO_FREE_WORKER']);
    await app.db.update(schema.runs).set({ status: 'succeeded' });
    expect(await codes({ snapshotId })).toEqual([]);
  });

  test('one row in twenty: copies, contradictions, equal answers, too long ones', async () => {
    await worker();
    const { prompt, chosen, rejected, group } = pair('train')(1);
    const snapshotId = await freeze(
      'preference',
      [
        ...numbers(60).map(pair('train')),
        pair('train')(0),
        { prompt, group, chosen: rejected, rejected: chosen },
        preference('same', 'it', 'it'),
        preference('long', 'x'.repeat(2100), 'y'),
      ],
      numbers(20).map(pair('held')),
    );
    expect(await codes({ snapshotId })).toEqual([
      'OVER_LENGTH',
      'DUPLICATE_ROWS',
      'CONFLICTING_LABELS',
      'SAME_ANSWERS',
    ]);
  });

  test('pairs that length alone tells right', async () => {
    await worker();
    const snapshotId = await freeze(
      'preference',
      some(40, (n) => preference(`ask ${n}`, 'a long answer', 'short')),
      numbers(20).map(pair('held')),
    );
    expect(await codes({ snapshotId })).toEqual(['LENGTH_DECIDES']);
  });

  test('a tie taken both ways round contradicts nothing: both rows are of one task', async () => {
    await worker();
    const tie = (taskId?: string) =>
      freezeRows(app.db, projectId, {
        kind: 'preference',
        train: [preference('a', 'one', 'two'), preference('a', 'two', 'one')],
        eval: numbers(20).map(pair('held')),
        ...(taskId === undefined ? {} : { taskId }),
      });
    expect(await codes({ snapshotId: await tie(randomUUID()) })).toEqual(['LESS_THAN_A_BATCH']);
    expect((await look('dpo', { snapshotId: await tie() })).problems).toMatchObject([
      { code: 'CONFLICTING_LABELS', message: expect.stringContaining('(2 of 2)') },
    ]);
  });

  test('few held-out rows and a prompt in both splits, where prompts alone are asked', async () => {
    await worker();
    const snapshotId = await freeze(
      'preference',
      numbers(40).map(pair('train')),
      numbers(5).map(pair('train')),
    );
    const rewardVersionId = await version({ purpose: 'reward' });
    expect(await codes({ snapshotId, rewardVersionId }, 'grpo')).toEqual(['FEW_EVAL_ROWS', 'PROMPT_LEAK']);
  });
});
