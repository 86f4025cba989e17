import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@prefloop/cli/ports';
import { waitUntil } from '@prefloop/cli/wait';
import { openDatabase, schema } from '@prefloop/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Server = { url: string; process: ChildProcess; output: () => string; exited: Promise<unknown[]> };

let database: TestDatabase;
let servers: Server[];
beforeEach(async () => {
  database = await createTestDatabase();
  servers = [];
});
afterEach(async () => {
  for (const server of servers) server.process.kill('SIGKILL');
  await Promise.all(servers.map((server) => server.exited));
  await database.drop();
});

/** The server as it is started in a container: everything from the environment. */
async function start(email: string, password: string): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/api/src/server.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      PORT: String(port),
      PREFLOOP_SECRET: 'a secret of this test, 32 characters or more',
      PREFLOOP_INIT_ADMIN_EMAIL: email,
      PREFLOOP_INIT_ADMIN_PASSWORD: password,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const server = {
    url: `http://127.0.0.1:${port}`,
    process: child,
    output: () => output,
    exited: once(child, 'exit'),
  };
  servers.push(server);
  return server;
}

const ended = ({ process: child }: Server) => child.exitCode !== null || child.signalCode !== null;

async function ready(server: Server): Promise<void> {
  const answers = () =>
    fetch(`${server.url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  await waitUntil(async () => ended(server) || (await answers()), { timeoutMs: 150_000 });
  if (ended(server)) throw new Error(server.output());
}

const signIn = (server: Server, email: string, password: string) =>
  fetch(`${server.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  }).then((answer) => answer.status);

test('servers that start together make one admin from the environment, whose password then stays', async () => {
  const password = 'otter lamp river nine';
  const [one, two] = await Promise.all([
    start('Ada@people.test', password),
    start('Ada@people.test', password),
  ]);
  await Promise.all([ready(one), ready(two)]);
  const opened = openDatabase(database.url, { max: 1 });
  const users = await opened.db.select().from(schema.users);
  await opened.close();
  expect(users).toMatchObject([{ email: 'ada@people.test', role: 'admin' }]);
  expect(await signIn(two, 'ada@people.test', password)).toBe(200);
  one.process.kill('SIGTERM');
  expect((await one.exited)[0]).toBe(0);

  const later = await start('eve@people.test', 'another lamp river nine');
  await ready(later);
  expect(await signIn(later, 'eve@people.test', 'another lamp river nine')).toBe(401);
  expect(await signIn(later, 'ada@people.test', password)).toBe(200);
  expect(later.output() + two.output()).not.toContain('lamp river');
});

test('a weak password in the environment stops the server with the reason', async () => {
  const server = await start('ada@people.test', 'password1234');
  const [code] = await server.exited;
  expect(code).not.toBe(0);
  expect(server.output()).toContain('PREFLOOP_INIT_ADMIN_PASSWORD is refused');
  expect(server.output()).not.toContain('password1234');
});
