import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './command-line.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let dataDir: string;

beforeEach(async () => {
  folder = await makeFolder();
  dataDir = join(folder.path, 'data');
});

afterEach(() => folder.remove());

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('a new cluster is UTF-8 in the C locale, on loopback with a password, and keeps data and port', async () => {
  const first = await startEmbeddedPostgres({ dataDir, durable: false });
  expect(
    await ask(
      first.url,
      `SELECT current_setting('server_encoding') AS encoding, datcollate AS collate,
              current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets
       FROM pg_database WHERE datname = current_database()`,
    ),
  ).toEqual([{ encoding: 'UTF8', collate: 'C', addresses: '127.0.0.1', sockets: '' }]);
  const wrong = new URL(first.url);
  wrong.password = 'guess';
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();

  const second = await startEmbeddedPostgres({ dataDir, durable: false });
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('a stop does not wait for clients that stay connected', async () => {
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  const idle = new Client({ connectionString: server.url });
  // It reports its end more than once; each report needs a listener.
  const cutOff = new Promise((resolve) => idle.on('error', resolve));
  await idle.connect();
  await server.stop();
  expect(await cutOff).toBeInstanceOf(Error);
});

test('a cluster that was never finished is made anew', async () => {
  for (const name of ['postgres', 'postgres.new']) {
    await mkdir(join(dataDir, name, 'pgdata'), { recursive: true });
    await writeFile(join(dataDir, name, 'prefloop-unfinished'), '');
    await writeFile(join(dataDir, name, 'pgdata', 'half'), 'torn');
  }
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await server.stop();
  expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres.new'))).toEqual([]);
});

test('files that are not ours are refused and left alone', async () => {
  await mkdir(join(dataDir, 'postgres'), { recursive: true });
  await writeFile(join(dataDir, 'postgres', 'precious.txt'), 'keep me');
  await expect(startEmbeddedPostgres({ dataDir, durable: false })).rejects.toThrow(
    /holds files, but no finished database/,
  );
  expect(await readFile(join(dataDir, 'postgres', 'precious.txt'), 'utf8')).toBe('keep me');
});

test('a pid file whose number now belongs to another program does not stop the start', async () => {
  const first = await startEmbeddedPostgres({ dataDir, durable: false });
  const pidFile = join(dataDir, 'postgres', 'pgdata', 'postmaster.pid');
  const content = await readFile(pidFile, 'utf8');
  await first.stop();
  await writeFile(pidFile, content.replace(/^\d+/, String(process.pid)));
  const second = await startEmbeddedPostgres({ dataDir, durable: false });
  expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('a data folder in a place that cannot be entered is refused by name, with the remedy, and not made', async () => {
  const closed = join(folder.path, 'closed');
  await mkdir(closed);
  await chmod(closed, 0o000);
  const failure = await startEmbeddedPostgres({ dataDir: join(closed, 'data') }).catch(
    (error: unknown) => error,
  );
  await chmod(closed, 0o700);
  expect(failure).toMatchObject({
    message: expect.stringContaining(`${closed} has mode 0`),
    remedy: expect.stringContaining(`chmod o+x ${closed}`),
  });
  expect(await readdir(closed)).toEqual([]);
});
