import { type RunDetail, type RunDocument, type RunPreview, runLaunch } from '@prefloop/contract';
import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { freezeRows, preference } from '../helpers/training.ts';

let app: TestApp;
let engineer: TestUser;
let base: string;
let projectId: string;
let versionId: string;
let snapshotId: string;

beforeAll(async () => {
  app = await createTestApp();
  const project = await app.project();
  projectId = project.id;
  base = `/v1/projects/${project.slug}`;
  engineer = await app.member(project, 'engineer');
  const [model] = await app.db.insert(schema.models).values({ projectId, name: 'SmolLM2' }).returning();
  const [version] = await app.db
    .insert(schema.modelVersions)
    .values({
      projectId,
      modelId: model?.id ?? '',
      version: 1,
      origin: 'bundled',
      status: 'ready',
      location: {},
      facts: { vocabulary: 49_152, parameters: 1000 },
    })
    .returning();
  versionId = version?.id ?? '';
  snapshotId = await freezeRows(app.db, projectId, {
    name: 'round 1',
    kind: 'preference',
    train: Array.from({ length: 40 }, (_, n) => preference(`train ${n}`, 'good', 'bad')),
    eval: Array.from({ length: 20 }, (_, n) => preference(`held ${n}`, 'good', 'bad')),
  });
  const messages = [{ role: 'user' as const, content: 'Say hello.' }];
  await app.db
    .insert(schema.prompts)
    .values({ projectId, messages, text: 'Say hello.', source: 'test', sourceId: '1' });
});
afterAll(() => app.close());

const read = (text: string, who = engineer) => who.post(`${base}/runs/document`, { text });

test('a document, the launch that it describes and the run that comes of it are the same thing', async () => {
  const text =
    'method: dpo\nbase: SmolLM2 v1\nsnapshot: round 1\npreset: try\nparams:\n  beta: 0.3\nsamples:\n  count: 8\n';
  const document = (await read(text)).json<RunDocument>();
  expect(document.text).toBe(text);
  const preview = (await engineer.post(`${base}/runs/preview`, document.launch)).json<RunPreview>();
  expect(preview).toMatchObject({ problems: [], document: text, training: { trainRows: 40 } });
  const first = (await engineer.post(`${base}/runs`, document.launch)).json<RunDetail>();
  expect(first).toMatchObject({ name: 'dpo 1', config: { params: { beta: 0.3 }, modelName: 'SmolLM2 dpo' } });

  // Its own document leaves out what the launch added: its number in the name, and the name of the model.
  const kept = (await engineer.get(`${base}/runs/${first.id}/document`)).json<RunDocument>();
  expect(kept).toEqual({ text, launch: document.launch });
  const again = (await engineer.post(`${base}/runs`, kept.launch)).json<RunDetail>();
  expect(again).toMatchObject({ name: 'dpo 2', config: first.config, configHash: first.configHash });
  expect((await engineer.get(`${base}/runs?number=2`)).json()).toMatchObject({ items: [{ id: again.id }] });
});

test('a generate run has a document too', async () => {
  const launch = runLaunch.parse({
    method: 'generate',
    name: 'ask',
    config: { versionIds: [versionId], prompts: { limit: 1 }, temperature: 0.5 },
  });
  const run = (await engineer.post(`${base}/runs`, launch)).json<RunDetail>();
  const kept = (await engineer.get(`${base}/runs/${run.id}/document`)).json<RunDocument>();
  expect(kept.text).toBe(
    'method: generate\nname: ask\nmodels:\n  - SmolLM2 v1\nprompts:\n  limit: 1\ntemperature: 0.5\n',
  );
  expect(kept.launch).toEqual(launch);
});

test('faults are refused with their lines, and names of another project are none', async () => {
  const answer = await read('method: dpo\nbase: SmolLM2 v2\nsnapshot: nothing\nparams: { beta: -1 }\n');
  expect(answer.json()).toMatchObject({
    status: 422,
    code: 'BAD_FILE',
    issues: [
      {
        path: 'base',
        message: 'Line 2: base "SmolLM2 v2" is no model version of this project. Did you mean "SmolLM2 v1"?',
      },
      { path: 'snapshot', message: expect.stringMatching(/^Line 3: snapshot "nothing" is no snapshot/) },
      {
        path: 'params.beta',
        message: expect.stringMatching(/^Line 4: params.beta is not usable: Too small.* has 0.1\.$/),
      },
    ],
  });
  const other = await app.project();
  const stranger = await app.member(other, 'engineer');
  const text = `method: sft\nbase: SmolLM2 v1\nsnapshot: ${snapshotId}\n`;
  expect((await stranger.post(`/v1/projects/${other.slug}/runs/document`, { text })).json()).toMatchObject({
    code: 'BAD_FILE',
    issues: [{ path: 'base' }],
  });
});

test('whoever only rates reads no run, and a lead who watches gets a document', async () => {
  const [run] = await app.db.select().from(schema.runs).where(eq(schema.runs.projectId, projectId)).limit(1);
  const annotator = await app.member({ id: projectId }, 'annotator');
  expect((await read('method: sft', annotator)).statusCode).toBe(403);
  expect((await annotator.get(`${base}/runs/${run?.id}/document`)).statusCode).toBe(403);
  const lead = await app.member({ id: projectId }, 'lead');
  expect((await lead.get(`${base}/runs/${run?.id}/document`)).statusCode).toBe(200);
});

test('a run of settings that are no longer known says so', async () => {
  const [run] = await app.db.select().from(schema.runs).where(eq(schema.runs.number, 1));
  await app.db
    .update(schema.runs)
    .set({ config: { ...run?.config, forgotten: 1 } })
    .where(eq(schema.runs.id, run?.id ?? ''));
  expect((await engineer.get(`${base}/runs/${run?.id}/document`)).json()).toMatchObject({
    code: 'RUN_STATE',
    detail: expect.stringMatching(/Run 1 cannot be launched again/),
  });
});
