import { randomBytes } from 'node:crypto';
import type { RunDetail, RunEstimate, RunPreflight } from '@prefloop/contract';
import { schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { type RecordedRun, recordedRuns, tinyModel } from '../helpers/recorded-runs.ts';
import { freezeRows, preference } from '../helpers/training.ts';

let app: TestApp;
let engineer: TestUser;
let base: string;
let projectId: string;
let baseVersionId: string;

const device = { kind: 'cpu', name: 'a processor', precision: 'fp32', threads: 1 };

beforeAll(async () => {
  app = await createTestApp();
  const project = await app.project();
  projectId = project.id;
  base = `/v1/projects/${project.slug}`;
  engineer = await app.member(project, 'engineer');
  baseVersionId = await tinyIn(projectId);
});
afterAll(() => app.close());

async function tinyIn(project: string): Promise<string> {
  const [model] = await app.db.insert(schema.models).values({ projectId: project, name: 'Tiny' }).returning();
  const [version] = await app.db
    .insert(schema.modelVersions)
    .values({
      projectId: project,
      modelId: model?.id ?? '',
      version: 1,
      origin: 'bundled',
      status: 'ready',
      location: {},
      facts: tinyModel,
    })
    .returning();
  return version?.id ?? '';
}

/** A text of so many characters that no other one is equal to. */
const text = (length: number) => randomBytes(length).toString('base64url').slice(0, length);
const rows = (lengths: RecordedRun['train']) =>
  lengths.map(([asked, chosen, rejected]) => preference(text(asked), text(chosen), text(rejected)));

/** What launches the recorded run again, on rows as long as its own. */
async function launchOf({ train, held, params, samples }: RecordedRun) {
  const snapshotId = await freezeRows(app.db, projectId, {
    kind: 'preference',
    train: rows(train),
    eval: rows(held),
  });
  return { method: 'dpo', config: { baseVersionId, snapshotId, preset: 'lora', params, samples } };
}

async function launch(recorded: RecordedRun): Promise<RunDetail> {
  const answer = await engineer.post(`${base}/runs`, await launchOf(recorded));
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<RunDetail>();
}

/** Ends a run as the recorded one ended. */
async function end(runId: string, { seconds, tokens, peakBytes, checkpointBytes, params }: RecordedRun) {
  await app.db.insert(schema.runAttempts).values({
    runId,
    attempt: 1,
    epoch: 1,
    device,
    endedAt: sql`now() + ${seconds} * interval '1 second'`,
  });
  await app.db
    .insert(schema.runMetrics)
    .values({ runId, name: 'num_tokens', step: params.maxSteps, value: tokens, epoch: 1 });
  const files = [{ path: 'weights', bytes: checkpointBytes, sha256: '0'.repeat(64) }];
  await app.db
    .insert(schema.checkpoints)
    .values({ runId, step: params.maxSteps, epoch: 1, path: '/x', manifest: { files } });
  const progress = { step: params.maxSteps, figures: { peak_memory_bytes: peakBytes } };
  await app.db
    .update(schema.runs)
    .set({
      status: 'succeeded',
      progress: sql`progress || ${JSON.stringify(progress)}::jsonb`,
      finishedAt: sql`now()`,
    })
    .where(eq(schema.runs.id, runId));
}

async function lookAt(recorded: RecordedRun): Promise<RunEstimate> {
  const answer = await engineer.post(`${base}/runs/preview`, await launchOf(recorded));
  const { estimate } = answer.json<RunPreflight>();
  if (!estimate) throw new Error(answer.body);
  return estimate;
}

function middle(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = sorted.length / 2;
  return ((sorted[Math.ceil(at) - 1] ?? Number.NaN) + (sorted[Math.floor(at)] ?? Number.NaN)) / 2;
}

const [first, second] = recordedRuns;
if (!first || !second) throw new Error('too few recorded runs');

test('without finished runs it is by the table, and says that this is no more than an order of magnitude', async () => {
  const estimate = await lookAt(first);
  expect(estimate).toMatchObject({ runs: 0, device: null, parameters: tinyModel.parameters });
  expect(estimate.steps).toMatchObject({ low: first.params.maxSteps, high: first.params.maxSteps });
  expect(estimate.seconds.formula).toMatch(/tokens trained × .* ms .*An order of magnitude only/);
  expect(estimate.seconds.high / estimate.seconds.low).toBeGreaterThan(10);
});

test('what was told at the launch stands beside what the run took, and in no hash', async () => {
  const told = await lookAt(first);
  const body = await launchOf(first);
  const [run, again] = [
    (await engineer.post(`${base}/runs`, body)).json<RunDetail>(),
    (await engineer.post(`${base}/runs`, body)).json<RunDetail>(),
  ];
  expect(run.estimate?.byTable.workSeconds).toBeCloseTo(told.byTable.workSeconds, 6);
  expect(run.took).toEqual({ tokens: null, seconds: null, memoryBytes: null, diskBytes: null });
  expect(JSON.stringify(run.config)).not.toContain('estimate');
  await end(run.id, first);
  const ended = (await engineer.get(`${base}/runs/${run.id}`)).json<RunDetail>();
  expect(ended.estimate).toEqual(run.estimate);
  expect(ended.took).toMatchObject({ tokens: first.tokens, memoryBytes: first.peakBytes });
  expect(ended.took.seconds).toBeCloseTo(first.seconds, 3);
  expect(ended.took.diskBytes).toBe(3 * first.checkpointBytes + 4 * tinyModel.parameters);

  // The second one is estimated by the first, and is the same experiment nevertheless.
  await app.db.update(schema.runs).set({ status: 'failed' }).where(eq(schema.runs.id, run.id));
  expect((await lookAt(first)).runs).toBe(0);
  await app.db.update(schema.runs).set({ status: 'succeeded' }).where(eq(schema.runs.id, run.id));
  const third = (await engineer.post(`${base}/runs`, body)).json<RunDetail>();
  expect(third.estimate).toMatchObject({ runs: 1, device: device.name });
  expect(third.estimate?.seconds.expected).toBeCloseTo(first.seconds, 3);
  expect([again.configHash, third.configHash]).toEqual([run.configHash, run.configHash]);

  // Lists are not made longer by it.
  const list = (await engineer.get(`${base}/runs`)).json<{ items: { progress: object }[] }>();
  for (const { progress } of list.items) expect(progress).not.toHaveProperty('estimate');
});

test('runs of another project, on another device, or taken up again are not gone by', async () => {
  const other = await app.project();
  const stranger = await app.member(other, 'engineer');
  const snapshotId = await freezeRows(app.db, other.id, {
    kind: 'preference',
    train: rows(first.train),
    eval: rows(first.held),
  });
  const config = { baseVersionId: await tinyIn(other.id), snapshotId, params: first.params };
  const answer = await stranger.post(`/v1/projects/${other.slug}/runs/preview`, { method: 'dpo', config });
  expect(answer.json<RunPreflight>().estimate).toMatchObject({ runs: 0 });

  const worker = { host: 'one', pid: 1, slots: 1, environment: { state: 'ready' } };
  const machine = { ...device, cores: 2, memoryBytes: 64e9 };
  await app.db.insert(schema.workers).values({ ...worker, device: { ...machine, name: 'another one' } });
  expect((await lookAt(first)).runs).toBe(0);
  await app.db.delete(schema.workers);
  await app.db.insert(schema.workers).values({ ...worker, device: machine });
  expect((await lookAt(first)).runs).toBe(1);

  const [known] = await app.db.select().from(schema.runAttempts);
  await app.db
    .insert(schema.runAttempts)
    .values({ runId: known?.runId ?? '', attempt: 2, epoch: 2, device, resumedFromStep: 1 });
  expect((await lookAt(first)).runs).toBe(0);
});

test('by five finished runs like it, half of all runs are told to within 30%', async () => {
  const runs = await Promise.all(
    recordedRuns.map(async (recorded) => ({ recorded, id: (await launch(recorded)).id })),
  );
  for (const { id, recorded } of runs) await end(id, recorded);
  const errors = { seconds: [] as number[], tokens: [] as number[], memoryBytes: [] as number[] };
  for (const { id, recorded } of runs) {
    // Each in turn is the one that has not run yet.
    await app.db.update(schema.runs).set({ status: 'queued' }).where(eq(schema.runs.id, id));
    const estimate = await lookAt(recorded);
    await app.db.update(schema.runs).set({ status: 'succeeded' }).where(eq(schema.runs.id, id));
    expect(estimate).toMatchObject({ runs: recordedRuns.length - 1, device: device.name });
    expect(estimate.seconds.formula).toMatch(/as 5 finished runs like this one took\.$/);
    const took = { seconds: recorded.seconds, tokens: recorded.tokens, memoryBytes: recorded.peakBytes };
    for (const name of ['seconds', 'tokens', 'memoryBytes'] as const)
      errors[name].push(Math.abs(estimate[name].expected / took[name] - 1));
  }
  console.log(
    Object.entries(errors)
      .map(([name, all]) => `${name}: ${all.map((error) => `${Math.round(error * 100)}%`).join(' ')}`)
      .join('; '),
  );
  for (const all of Object.values(errors)) expect(middle(all)).toBeLessThanOrEqual(0.3);
});
