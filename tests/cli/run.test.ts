import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schema } from '@prefloop/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestApp, type TestApp } from '../helpers/app.ts';
import { freezeRows, preference } from '../helpers/training.ts';
import { makeFolder, prefloop } from './command-line.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let api: TestApp;
let env: NodeJS.ProcessEnv;
let snapshotId: string;

beforeEach(async () => {
  folder = await makeFolder();
  api = await createTestApp();
  const lead = await api.user();
  const project = await api.project({ slug: 'letters', lead });
  const [model] = await api.db
    .insert(schema.models)
    .values({ projectId: project.id, name: 'Small one' })
    .returning();
  await api.db.insert(schema.modelVersions).values({
    projectId: project.id,
    modelId: model?.id ?? '',
    version: 1,
    origin: 'bundled',
    status: 'ready',
    location: {},
    facts: { vocabulary: 49_152, parameters: 1000 },
  });
  snapshotId = await freezeRows(api.db, project.id, {
    kind: 'preference',
    train: Array.from({ length: 20 }, (_, n) => preference(`train ${n}`, 'good', 'bad')),
    eval: Array.from({ length: 20 }, (_, n) => preference(`held ${n}`, 'good', 'bad')),
  });
  const made = await lead.post('/v1/me/keys', { name: 'runs', scopes: ['read', 'write'] });
  const { key } = z.object({ key: z.string() }).parse(made.json());
  env = { PREFLOOP_URL: await api.app.listen({ host: '127.0.0.1', port: 0 }), PREFLOOP_API_KEY: key };
});

afterEach(async () => {
  await api.close();
  await folder.remove();
});

async function run(...args: string[]) {
  return (await prefloop(folder.path, ['run', ...args, '--project', 'letters'], env)).ended;
}

async function document(name: string, text: string): Promise<string> {
  const file = join(folder.path, name);
  await writeFile(file, text);
  return file;
}

test('a file is looked at, launched, shown again as the same document, and that launches the same', async () => {
  const text = `method: dpo\nbase: Small one v1\nsnapshot: ${snapshotId}\npreset: try\nparams:\n  beta: 0.3\n`;
  const file = await document('run.yaml', text);
  const looked = await run('launch', '-f', file, '--dry-run');
  expect(looked.output).toMatch(/Rows: 20, held out: 20\. Steps: 30\./);
  for (const figure of ['Time', 'Steps', 'Tokens', 'Memory', 'Disk'])
    expect(looked.output).toMatch(new RegExp(`^${figure}: [\\d.,]+( to [\\d.,]+)?( s| GB)?\\. .*\\.$`, 'm'));
  expect(looked.output).toMatch(/warning {2}No worker is running\./);
  expect(looked.output).toContain('It can start. Nothing was launched.');
  expect(looked.code).toBe(0);
  expect(await api.db.$count(schema.runs)).toBe(0);

  const launched = await run('launch', '-f', file);
  expect(launched).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^dpo 1 is queued: http:.*\/p\/letters\/runs\/[0-9a-f-]{36}\n$/),
  });
  const shown = await run('show', '1', '--yaml');
  expect(shown.output).toMatch(
    /^method: dpo\nbase: Small one v1\nsnapshot: .*\npreset: try\nparams:\n {2}beta: 0.3\n$/,
  );
  const again = await run('launch', '-f', await document('again.yaml', shown.output), '--json');
  const [first] = await api.db.select().from(schema.runs);
  expect(JSON.parse(again.output)).toMatchObject({ number: 2, configHash: first?.configHash });
  expect((await run('show', '2')).output).toMatch(/^dpo 2 \(dpo, run 2\): queued\n/);
});

test('what cannot be launched says why, by line or by field, and fails', async () => {
  const slip = await run(
    'launch',
    '-f',
    await document('slip.yaml', 'method: dpo\nbase: Smal one v1\nparams: { bta: 1 }\n'),
  );
  expect(slip.code).toBe(1);
  expect(slip.output).toMatch(
    /slip.yaml was not launched:\n {2}Line 1: snapshot is missing.*\n {2}Line 2: .*Did you mean "Small one v1"\?\n/,
  );
  expect(slip.output).toMatch(/Line 3: params.bta is not known here. Did you mean beta\?/);

  const ruinous = `method: dpo\nbase: Small one v1\nsnapshot: ${snapshotId}\npreset: full\nparams: { learningRate: 0.001 }\n`;
  const file = await document('ruinous.yaml', ruinous);
  const looked = await run('launch', '-f', file, '--dry-run');
  expect(looked.code).toBe(1);
  expect(looked.output).toMatch(/problem {2}config.params.learningRate: .* repetition and noise\./);
  const refused = await run('launch', '-f', file);
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('PREFLIGHT_FAILED') });

  expect(await run('show', '9')).toMatchObject({ code: 1, output: expect.stringContaining('has no run 9') });
  expect(await run('show', 'x')).toMatchObject({ code: 2 });
  const missing = await run('launch', '-f', join(folder.path, 'missing.yaml'));
  expect(missing).toMatchObject({ code: 2, output: expect.stringContaining('not a file') });
  expect(await api.db.$count(schema.runs)).toBe(0);
});

test('whoever waits learns how it ended by the exit code', async () => {
  const text = `method: dpo\nbase: Small one v1\nsnapshot: ${snapshotId}\n`;
  const waiting = await prefloop(
    folder.path,
    ['run', 'launch', '-f', await document('run.yaml', text), '--project', 'letters', '--wait'],
    env,
  );
  await waiting.printed(/dpo 1 is queued/);
  const error = { code: 'OUT_OF_MEMORY', message: 'Memory ran out.', hint: 'Lower the micro-batch.' };
  await api.db.update(schema.runs).set({ status: 'failed', error });
  expect(await waiting.ended).toMatchObject({
    code: 1,
    output: expect.stringContaining('dpo 1 failed.\nMemory ran out.\nLower the micro-batch.'),
  });
});

test('a pipeline is looked at and launched from a file, and a fault in it is told by its line', async () => {
  const text = `steps:
  judge: { method: reward, base: Small one v1, snapshot: ${snapshotId} }
  tuned: { method: dpo, base: Small one v1, snapshot: ${snapshotId}, sweep: { beta: [0.1, 0.3] } }
`;
  const file = await document('pipeline.yaml', text);
  const launch = async (...args: string[]) =>
    (await prefloop(folder.path, ['pipeline', 'launch', ...args, '--project', 'letters'], env)).ended;
  const looked = await launch('-f', file, '--dry-run');
  expect(looked.code, looked.output).toBe(0);
  expect(looked.output).toContain('tuned-2: dpo; makes Small one dpo v2');
  expect(await api.db.$count(schema.runs)).toBe(0);
  const launched = await launch('-f', file);
  expect(launched.code, launched.output).toBe(0);
  expect(launched.output).toMatch(
    /^pipeline 1 has 3 runs: http.*\/p\/letters\/runs\/pipelines\/[\w-]{36}\n$/,
  );
  expect(await api.db.$count(schema.runs)).toBe(3);
  const wrong = await launch('-f', await document('wrong.yaml', text.replace('dpo', 'dop')));
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('Line 3: steps.tuned.method is none of generate, score');
});
