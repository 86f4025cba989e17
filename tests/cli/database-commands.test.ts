import { join } from 'node:path';
import { openDatabase, schema } from '@prefloop/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmptyDatabase, createTestDatabase } from '../helpers/postgres.ts';
import { makeFolder, prefloop } from './command-line.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let dataDir: string;

beforeEach(async () => {
  folder = await makeFolder();
  dataDir = join(folder.path, 'data');
});

afterEach(() => folder.remove());

async function command(args: string[], env: NodeJS.ProcessEnv) {
  return (await prefloop(folder.path, [...args, '--data', dataDir], env)).ended;
}

test('migrate lays the schema down, and doing it again changes nothing', async () => {
  const database = await createEmptyDatabase();
  const env = { DATABASE_URL: database.url };
  expect(await command(['migrate'], env)).toMatchObject({ code: 0 });
  expect(await command(['migrate'], env)).toMatchObject({ code: 0 });
  const opened = openDatabase(database.url, { max: 1 });
  expect(await opened.db.select().from(schema.users)).toEqual([]);
  await opened.close();
  await database.drop();
});

test('a reset link is made for an account that is there, and for no other', async () => {
  const database = await createTestDatabase();
  const opened = openDatabase(database.url, { max: 1 });
  await opened.db.insert(schema.users).values({ name: 'Ada', email: 'ada@people.test' });
  await opened.close();
  const env = { DATABASE_URL: database.url, PREFLOOP_URL: 'https://prefloop.test' };
  const made = await command(['reset-password', 'Ada@people.test'], env);
  expect(made.output).toMatch(/^ {2}https:\/\/prefloop\.test\/reset#token=[\w-]{43}$/m);
  const unknown = await command(['reset-password', 'eve@people.test'], env);
  expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('Nobody here has the address') });
  await database.drop();
});

test('without a running start, the embedded database is started for as long as the command takes', async () => {
  const { code, output } = await command(['reset-password', 'ada@people.test'], {});
  expect(code).toBe(1);
  expect(output).toContain('Nobody here has the address');
  const status = await command(['status', '--json'], {});
  expect(JSON.parse(status.output)).toMatchObject({ running: false });
});
