import type { PipelineDetail, PipelinePreview, Problem, RunDetail } from '@prefloop/contract';
import {
  claimRun,
  createRun,
  failRun,
  openAttempt,
  type RunHold,
  reconcileRuns,
  registerWorker,
  schema,
  succeedRun,
} from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { demonstration, freezeRows, preference } from '../helpers/training.ts';

let app: TestApp;
let engineer: TestUser;
let annotator: TestUser;
let base: string;
let projectId: string;
let workerId: string;

beforeAll(async () => {
  app = await createTestApp();
  const project = await app.project();
  projectId = project.id;
  base = `/v1/projects/${project.slug}`;
  engineer = await app.member(project, 'engineer');
  annotator = await app.member(project, 'annotator');
  const [model] = await app.db.insert(schema.models).values({ projectId, name: 'SmolLM2' }).returning();
  await app.db.insert(schema.modelVersions).values({
    projectId,
    modelId: model?.id ?? '',
    version: 1,
    origin: 'bundled',
    status: 'ready',
    location: {},
    facts: { vocabulary: 49_152, parameters: 1000, hash: 'of the base alone' },
  });
  const texts = Array.from({ length: 60 }, (_, n) => `prompt ${n}`);
  await freezeRows(app.db, projectId, {
    name: 'demos',
    kind: 'sft',
    train: texts.slice(0, 40).map((text) => demonstration(text, 'good')),
    eval: texts.slice(40).map((text) => demonstration(text, 'good')),
  });
  await freezeRows(app.db, projectId, {
    name: 'pairs',
    kind: 'preference',
    train: texts.slice(0, 40).map((text) => preference(text, 'good', 'bad')),
    eval: texts.slice(40).map((text) => preference(text, 'good', 'bad')),
  });
  workerId = await registerWorker(app.db, {
    host: 'here',
    pid: 1,
    slots: 9,
    environment: { state: 'ready' },
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.db.update(schema.workers).set({ heartbeatAt: sql`now() + interval '1 hour'` });
  await app.db
    .update(schema.runs)
    .set({ status: 'cancelled', finishedAt: sql`now()` })
    .where(sql`${schema.runs.status} in ('queued', 'waiting', 'running')`);
  await reconcileRuns(app.db);
});

const whole = `name: Round one
onError: continue
steps:
  policy:
    method: ppo
    base: sft
    reward: judge
    snapshot: pairs
    preset: try
  sft:
    method: sft
    base: SmolLM2 v1
    snapshot: demos
    preset: try
  judge:
    method: reward
    base: sft
    snapshot: pairs
    preset: try
  direct:
    method: dpo
    base: sft
    snapshot: pairs
    preset: try
    sweep:
      beta: [0.1, 0.5]
      seed: [1, 2]
`;

const preview = async (text: string) => engineer.post(`${base}/pipelines/preview`, { text });
async function launch(text: string): Promise<PipelineDetail> {
  const answer = await engineer.post(`${base}/pipelines`, { text });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<PipelineDetail>();
}
const look = async (id: string) => (await engineer.get(`${base}/pipelines/${id}`)).json<PipelineDetail>();
const statuses = ({ steps }: PipelineDetail) => steps.map(({ step, run }) => `${step} ${run.status}`);

/** Takes the next run, as a worker does, and opens its attempt. */
async function begin(): Promise<{ name: string; hold: RunHold } | null> {
  const run = await claimRun(app.db, { workerId, trainerReady: true });
  if (!run) return null;
  const hold = { runId: run.id, epoch: run.epoch };
  await openAttempt(app.db, { ...hold, workerId, resumedFromStep: null, folderOf: (n) => `/x/${n}` });
  return { name: run.step ?? '', hold };
}
const succeed = (hold: RunHold, name = 'any') =>
  succeedRun(app.db, hold, {
    // Workers name what they publish; what was promised is known by another name already.
    publish: {
      id: v7(),
      model: { name },
      location: { path: `artifacts/${hold.runId}` },
      facts: { hash: hold.runId },
    },
  });
const fail = (hold: RunHold) =>
  failRun(app.db, hold, { error: { code: 'X', message: 'it broke' }, outcome: 'failed', final: true });

test('a look lays out every run upon the models that others will make, and leaves nothing behind', async () => {
  const before = await app.db.$count(schema.runs);
  const seen = (await preview(whole)).json<PipelinePreview>();
  expect(seen.problems).toEqual([]);
  expect(seen.steps.map(({ step, needs, makes }) => [step, needs, makes])).toEqual([
    ['sft', [], { model: 'SmolLM2 sft', version: 1 }],
    ['judge', ['sft'], { model: 'SmolLM2 sft reward', version: 1 }],
    ['policy', ['sft', 'judge'], { model: 'SmolLM2 sft ppo', version: 1 }],
    ['direct-1', ['sft'], { model: 'SmolLM2 sft dpo', version: 1 }],
    ['direct-2', ['sft'], { model: 'SmolLM2 sft dpo', version: 2 }],
    ['direct-3', ['sft'], { model: 'SmolLM2 sft dpo', version: 3 }],
    ['direct-4', ['sft'], { model: 'SmolLM2 sft dpo', version: 4 }],
  ]);
  expect(seen.steps.map(({ name }) => name)).toContain('direct beta 0.5 seed 1 (Round one)');
  expect(seen.steps[0]?.training).toMatchObject({ trainRows: 40, evalRows: 20 });
  expect(await app.db.$count(schema.runs)).toBe(before);
  expect(await app.db.$count(schema.pipelines)).toBe(0);
  expect((await engineer.get(`${base}/models`)).json().items).toHaveLength(1);
});

test('runs begin once what they need is made, and their models keep what was promised of them', async () => {
  const made = await launch(whole);
  expect(made).toMatchObject({ name: 'Round one', status: 'open', onError: 'continue', text: whole });
  await reconcileRuns(app.db);
  expect(statuses(await look(made.id))[1]).toBe('judge waiting');
  const waiting = (await look(made.id)).steps[1]?.run;
  expect(waiting?.waiting).toEqual({
    for: 'dependency',
    message: 'It begins once "sft (Round one)" has made the model that it needs.',
  });

  const sft = await begin();
  expect(sft?.name).toBe('sft');
  expect(await begin()).toBeNull();
  const promised = (await look(made.id)).steps[0];
  expect(promised?.made).toBeNull();
  if (sft) await succeed(sft.hold);
  const after = await look(made.id);
  expect(after.steps[0]?.made).toMatchObject({ model: 'SmolLM2 sft', version: 1 });
  const [version] = await app.db
    .select()
    .from(schema.modelVersions)
    .where(eq(schema.modelVersions.id, after.steps[0]?.made?.id ?? ''));
  // What is known of the base held for the promise; what tells its own weights is the run's.
  expect(version).toMatchObject({ status: 'ready', location: { path: `artifacts/${sft?.hold.runId}` } });
  expect(version?.facts).toEqual({ hash: sft?.hold.runId });

  const next = [await begin(), await begin(), await begin(), await begin(), await begin()];
  expect(next.map((run) => run?.name)).toEqual(['judge', 'direct-1', 'direct-2', 'direct-3', 'direct-4']);
  expect(await begin()).toBeNull();
  for (const run of next) if (run) await succeed(run.hold);
  const last = await begin();
  expect(last?.name).toBe('policy');
  const detail = (await engineer.get(`${base}/runs/${last?.hold.runId}`)).json<RunDetail>();
  expect(detail.pipeline).toEqual({ id: made.id, name: 'Round one', step: 'policy' });
  expect(detail.published).toBeNull();
  if (last) await succeed(last.hold);
  expect((await look(made.id)).status).toBe('succeeded');
  expect((await engineer.get(`${base}/pipelines`)).json()).toMatchObject({
    items: [{ id: made.id, status: 'succeeded', counts: { succeeded: 7 } }],
  });
});

test('with "continue" what does not need a failed run goes on, and what needs it says so', async () => {
  const made = await launch(whole);
  const sft = await begin();
  if (sft) await succeed(sft.hold);
  const judge = await begin();
  expect(judge?.name).toBe('judge');
  if (judge) await fail(judge.hold);
  await reconcileRuns(app.db);
  const now = await look(made.id);
  expect(statuses(now).slice(0, 4)).toEqual([
    'sft succeeded',
    'judge failed',
    'policy cancelled',
    'direct-1 queued',
  ]);
  expect(now.steps[2]?.run.error).toMatchObject({
    code: 'DEPENDENCY_FAILED',
    message: '"judge (Round one)" ended without a model, and this run needs it.',
  });
  for (let run = await begin(); run; run = await begin()) await succeed(run.hold);
  expect(await look(made.id)).toMatchObject({
    status: 'failed',
    counts: { succeeded: 5, failed: 1, cancelled: 1 },
  });
  // What never came to be is no model to choose.
  const models = (await engineer.get(`${base}/models`)).json<{
    items: { name: string; versions: { status: string }[] }[];
  }>();
  expect(models.items.flatMap(({ versions }) => versions).filter(({ status }) => status !== 'ready')).toEqual(
    [],
  );
});

const compared = `onError: continue
steps:
  judge: { method: reward, base: SmolLM2 v1, snapshot: pairs }
  direct: { method: dpo, base: SmolLM2 v1, snapshot: pairs, sweep: { beta: [0.1, 0.5] } }
  compare: { method: evaluate, baseline: SmolLM2 v1, models: [direct], reward: judge, prompts: {} }
`;

test('an evaluation waits for all that it compares, and goes on without what nobody came to make', async () => {
  const messages = [{ role: 'user' as const, content: 'Say hello.' }];
  await app.db
    .insert(schema.prompts)
    .values({ projectId, messages, text: 'Say hello.', source: 'test', sourceId: '1' });
  const made = await launch(compared);
  const compare = made.steps.find(({ step }) => step === 'compare');
  expect(compare?.needs).toEqual(['judge', 'direct-1', 'direct-2']);
  const [judge, first, second] = [await begin(), await begin(), await begin()];
  if (judge) await succeed(judge.hold);
  if (first) await fail(first.hold);
  await reconcileRuns(app.db);
  expect(await begin()).toBeNull();
  if (second) await succeed(second.hold);
  const last = await begin();
  expect(last?.name).toBe('compare');
  if (last) await fail(last.hold);

  // Without its reward model there is nothing to compare by.
  const blind = await launch(compared);
  const scorer = await begin();
  if (scorer) await fail(scorer.hold);
  for (let run = await begin(); run; run = await begin()) await succeed(run.hold);
  await reconcileRuns(app.db);
  expect(statuses(await look(blind.id)).at(-1)).toBe('compare cancelled');
});

test('with "stop" nothing more begins after a failure, from that very moment', async () => {
  const made = await launch(whole.replace('continue', 'stop'));
  const sft = await begin();
  if (sft) await succeed(sft.hold);
  const [judge, direct] = [await begin(), await begin()];
  if (judge) await fail(judge.hold);
  expect(await begin()).toBeNull();
  await reconcileRuns(app.db);
  const now = await look(made.id);
  expect(statuses(now)).toEqual([
    'sft succeeded',
    'judge failed',
    'policy cancelled',
    'direct-1 running',
    'direct-2 cancelled',
    'direct-3 cancelled',
    'direct-4 cancelled',
  ]);
  expect(now.steps[4]?.run.error?.code).toBe('PIPELINE_STOPPED');
  // What is at work is not thrown away.
  if (direct) expect(await succeed(direct.hold)).toBe('succeeded');
});

test('a failure goes down the whole chain at once', async () => {
  const chain = `steps:
  one: { method: sft, base: SmolLM2 v1, snapshot: demos }
  two: { method: sft, base: one, snapshot: demos }
  three: { method: sft, base: two, snapshot: demos }
`;
  const made = await launch(`onError: continue\n${chain}`);
  const one = await begin();
  if (one) await fail(one.hold);
  await reconcileRuns(app.db);
  expect(statuses(await look(made.id))).toEqual(['one failed', 'two cancelled', 'three cancelled']);
});

test('a budget of hours ends what is left, and what is at work with the reason', async () => {
  const sweep = `budget: { hours: 2 }
steps:
  try: { method: sft, base: SmolLM2 v1, snapshot: demos, sweep: { seed: [1, 2, 3] } }
`;
  const made = await launch(sweep);
  const [first, second] = [await begin(), await begin()];
  await app.db
    .update(schema.runAttempts)
    .set({ startedAt: sql`now() - interval '61 minutes'` })
    .where(sql`${schema.runAttempts.runId} in (${first?.hold.runId}, ${second?.hold.runId})`);
  await reconcileRuns(app.db);
  const now = await look(made.id);
  expect(now.spentHours).toBeCloseTo(2.03, 1);
  expect(now.steps.map(({ run }) => [run.status, run.cancelRequested])).toEqual([
    ['running', true],
    ['running', true],
    ['cancelled', false],
  ]);
  expect(now.steps[2]?.run.error?.code).toBe('BUDGET_SPENT');
  // A worker that finishes now is too late: it ends as cancelled, and says why.
  if (first) expect(await succeed(first.hold)).toBe('cancelled');
  expect((await look(made.id)).steps[0]?.run.error?.code).toBe('BUDGET_SPENT');
});

test('cancelling ends all that has not ended', async () => {
  const made = await launch(whole);
  const sft = await begin();
  const answer = await engineer.post(`${base}/pipelines/${made.id}/cancel`, {});
  expect(statuses(answer.json<PipelineDetail>())).toEqual([
    'sft running',
    ...['judge', 'policy', 'direct-1', 'direct-2', 'direct-3', 'direct-4'].map((step) => `${step} cancelled`),
  ]);
  if (sft) expect(await succeed(sft.hold)).toBe('cancelled');
  expect((await look(made.id)).status).toBe('cancelled');
});

test.each<[what: string, text: string, faults: RegExp[]]>([
  ['no YAML', 'steps: [', [/Line 1 is no YAML/]],
  ['a list', '- one', [/written as "steps:"/]],
  ['no steps', 'name: x\nsteps: {}\n', [/Line 2: steps has to hold at least one step/]],
  [
    'unknown keys',
    'nmae: x\nbudget: { days: 1 }\nsteps:\n  a: { method: sft, base: SmolLM2 v1, snapshot: demos }\n',
    [/Line 1: nmae is not known here/, /Line 2: budget.days is not known here. Known are hours and runs/],
  ],
  [
    'a fault in a step, by its line and place, and not once more at those that need it',
    'steps:\n  a:\n    method: sft\n    base: SmolLM2 v9\n    snapshot: demos\n  b:\n    method: sft\n    base: a\n    snapshot: demos\n',
    [/^Line 4: steps.a.base "SmolLM2 v9" is no model version of this project. Did you mean "SmolLM2 v1"\?$/],
  ],
  [
    'a circle',
    'steps:\n  a: { method: sft, base: b, snapshot: demos }\n  b: { method: sft, base: a, snapshot: demos }\n',
    [/go round in a circle: of "a", "b"/],
  ],
  [
    'a name that is none',
    'steps:\n  A B: { method: sft, base: SmolLM2 v1, snapshot: demos }\n',
    [/Line 2: steps.A B is no name for a step/],
  ],
  [
    'one of several models',
    'steps:\n  a: { method: sft, base: SmolLM2 v1, snapshot: demos, sweep: { seed: [1, 2] } }\n  b: { method: dpo, base: a, snapshot: pairs }\n',
    [/Line 3: steps.b.base names "a", which makes 2 models. Name one of them: a-1, a-2/],
  ],
  [
    'a sweep over nothing known',
    'steps:\n  a: { method: dpo, base: SmolLM2 v1, snapshot: pairs, sweep: { betta: [1, 2], beta: [-1] } }\n',
    [/steps.a.sweep.beta has a value that is not usable/, /steps.a.sweep.betta is no parameter of dpo/],
  ],
  [
    'a sweep beyond the budget',
    'budget: { runs: 3 }\nsteps:\n  a: { method: dpo, base: SmolLM2 v1, snapshot: pairs, sweep: { beta: [0.1, 0.2], seed: [1, 2] } }\n',
    [/come to 4 runs, and the budget is 3/],
  ],
  [
    'a sweep without a list',
    'steps:\n  a: { method: dpo, base: SmolLM2 v1, snapshot: pairs, sweep: { beta: 0.1 } }\n',
    [/Line 2: steps.a.sweep.beta has to be a list of values/],
  ],
  [
    'a model of a step that makes none',
    'steps:\n  a: { method: generate, models: [SmolLM2 v1], prompts: {} }\n  b: { method: dpo, base: a, snapshot: pairs }\n',
    [/steps.b.base names the step "a", which trains no model/],
  ],
])('refuses %s', async (_, text, faults) => {
  const before = await app.db.$count(schema.runs);
  for (const answer of [await preview(text), await engineer.post(`${base}/pipelines`, { text })]) {
    expect(answer.statusCode, answer.body).toBe(422);
    const problem = answer.json<Problem>();
    expect(problem.code).toBe('BAD_FILE');
    expect(problem.issues).toHaveLength(faults.length);
    for (const [index, fault] of faults.entries()) expect(problem.issues?.[index]?.message).toMatch(fault);
  }
  expect(await app.db.$count(schema.runs)).toBe(before);
});

test('a run that could not succeed keeps the whole pipeline from being launched', async () => {
  const text = whole.replace(
    'snapshot: pairs\n    preset: try\n    sweep',
    'snapshot: demos\n    preset: try\n    sweep',
  );
  const seen = (await preview(text)).json<PipelinePreview>();
  expect(seen.problems[0]).toMatchObject({ path: 'steps.direct-1.snapshot', code: 'SNAPSHOT_KIND' });
  const before = await app.db.$count(schema.runs);
  const refused = await engineer.post(`${base}/pipelines`, { text });
  expect(refused.json<Problem>()).toMatchObject({ code: 'PREFLIGHT_FAILED' });
  expect(await app.db.$count(schema.runs)).toBe(before);
  expect((await annotator.post(`${base}/pipelines`, { text })).statusCode).toBe(403);
  expect((await annotator.get(`${base}/pipelines`)).statusCode).toBe(403);
});

test('runs of other pipelines and single runs are left alone', async () => {
  const lone = await createRun(app.db, {
    projectId,
    method: 'sft',
    config: {},
    configHash: 'hash',
    createdBy: engineer.id,
  });
  const other = await launch(whole.replace('continue', 'stop'));
  const made = await launch(whole.replace('continue', 'stop'));
  const first = made.steps[0]?.run.id ?? '';
  await engineer.post(`${base}/runs/${first}/cancel`, {});
  await reconcileRuns(app.db);
  expect(new Set((await look(made.id)).steps.map(({ run }) => run.status))).toEqual(new Set(['cancelled']));
  expect((await look(other.id)).status).toBe('open');
  const alone = (await engineer.get(`${base}/runs/${lone.id}`)).json<RunDetail>();
  expect(alone).toMatchObject({ status: 'queued', pipeline: null });
});
