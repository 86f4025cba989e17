import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestApp, type TestApp } from '../helpers/app.ts';
import { makeFolder, prefloop } from './command-line.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let api: TestApp;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  folder = await makeFolder();
  api = await createTestApp();
  const lead = await api.user();
  await api.project({ slug: 'letters', lead });
  const made = await lead.post('/v1/me/keys', { name: 'import', scopes: ['write'] });
  expect(made.statusCode, made.body).toBe(201);
  const { key } = z.object({ key: z.string() }).parse(made.json());
  env = { PREFLOOP_URL: await api.app.listen({ host: '127.0.0.1', port: 0 }), PREFLOOP_API_KEY: key };
});

afterEach(async () => {
  await api.close();
  await folder.remove();
});

async function importFile(file: string, args: string[] = [], own: NodeJS.ProcessEnv = env) {
  return (await prefloop(folder.path, ['import', file, '--project', 'letters', ...args], own)).ended;
}

test('a file goes in once, bad rows are told by line, and the same file again adds nothing', async () => {
  const file = join(folder.path, 'prompts.jsonl');
  await writeFile(
    file,
    '{"instruction":"Say hello","input":"","output":"Hello."}\n{"instruction":\n{"instruction":"Say bye","input":"","output":"Bye."}\n',
  );
  const first = await importFile(file);
  expect(first.output).toMatch(/3 rows read: 2 added, 0 known, 1 skipped\.\n {2}line 2: /);
  expect(first.code).toBe(0);
  const second = await importFile(file, ['--json']);
  expect(JSON.parse(second.output)).toMatchObject({ rowsAdded: 0, rowsKnown: 2, source: 'prompts.jsonl' });
});

test('what is refused says why, what to do, and fails', async () => {
  const file = join(folder.path, 'nothing.jsonl');
  await writeFile(file, '');
  const refused = await importFile(file);
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(`${file} was not imported: `);

  const stranger = await importFile(file, [], { ...env, PREFLOOP_API_KEY: 'wrong' });
  expect(stranger).toMatchObject({ code: 1, output: expect.stringContaining('AUTH_REQUIRED') });
  const nobody = await importFile(file, [], { ...env, PREFLOOP_URL: 'http://127.0.0.1:1' });
  expect(nobody).toMatchObject({ code: 1, output: expect.stringContaining('could not be reached') });
  const keyless = await importFile(file, [], { PREFLOOP_API_KEY: '' });
  expect(keyless).toMatchObject({ code: 2, output: expect.stringContaining('set PREFLOOP_API_KEY') });
  const missing = await importFile(join(folder.path, 'missing.jsonl'));
  expect(missing).toMatchObject({ code: 2, output: expect.stringContaining('not a file') });
});
