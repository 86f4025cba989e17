import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@prefloop/cli/ports';
import { apiService } from '@prefloop/cli/services';
import { waitUntil } from '@prefloop/cli/wait';
import { importRecord } from '@prefloop/contract';
import { checkInvariants } from '@prefloop/db';
import { createClient, ok } from '@prefloop/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestApp, type TestApp, type TestUser, testSecret } from '../helpers/app.ts';
import { type RunningProgram, startServer } from '../helpers/program.ts';

const patience = 120_000;
const rows = 3_000;
/** Long enough that two thirds of the file are more than the look at its head, which is taken before any row is. */
const words = 'some words of an answer '.repeat(40);
const lines = Array.from({ length: rows }, (_, n) => {
  const row = { prompt: `Question ${n}`, chosen: `Yes ${n} ${words}`, rejected: `No ${n}` };
  return Buffer.from(`${JSON.stringify(row)}\n`);
});

let app: TestApp;
let engineer: TestUser;
let slug: string;
let server: RunningProgram | null = null;

beforeEach(async () => {
  app = await createTestApp();
  const project = await app.project();
  slug = project.slug;
  engineer = await app.member(project, 'engineer');
}, patience);
afterEach(async () => {
  await server?.stop();
  await app.close();
});

/** The API as a process of its own, to be killed. */
async function startApi(): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const address = { host: '127.0.0.1', port, url, note: null };
  const { databaseUrl, dataFolder: dataDir } = app;
  const api = apiService({ databaseUrl, dataDir, secret: testSecret, address, webRoot: null }, false);
  server = await startServer(api, url);
  return url;
}

function send(url: string, body: AsyncIterable<Uint8Array>) {
  const headers = { cookie: engineer.cookie, 'content-type': 'application/octet-stream' };
  return ok(
    createClient({ baseUrl: url, headers }).POST('/v1/projects/{project}/imports', {
      params: { path: { project: slug }, query: { source: 'pairs.jsonl' } },
      body: Readable.toWeb(Readable.from(body)),
      bodySerializer: (stream) => stream,
      duplex: 'half',
    }),
  );
}

async function* whole() {
  yield* lines;
}

/** Ends in the middle of the file, and goes on sending nothing. */
async function* half(until: AbortSignal) {
  yield* lines.slice(0, (rows * 2) / 3);
  await delay(patience, undefined, { signal: until }).catch(() => undefined);
}

async function count(table: string): Promise<number> {
  const { rows: found } = await app.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return found[0]?.n ?? 0;
}

test(
  'an import whose server is killed goes on where it stopped: every row once',
  async () => {
    const enough = new AbortController();
    const broken = send(await startApi(), half(enough.signal)).catch((error: unknown) => error);
    const begun = async () => (await count('tasks')) > 0;
    expect(await waitUntil(begun, { timeoutMs: patience })).toBe(true);
    await server?.stop();
    enough.abort();
    expect(await broken).toBeInstanceOf(Error);

    const again = await send(await startApi(), whole());
    expect(again).toMatchObject({ status: 'done', rowsRead: rows, rowsSkipped: 0 });
    expect(again.rowsKnown).toBeGreaterThan(0);
    expect(again.rowsAdded).toBeGreaterThan(0);
    expect(again.rowsAdded + again.rowsKnown).toBe(rows);

    expect(await count('prompts')).toBe(rows);
    expect(await count('tasks')).toBe(rows);
    expect(await count('ratings')).toBe(rows);
    expect(await count('task_responses')).toBe(2 * rows);
    expect(await count('responses')).toBe(2 * rows);
    expect(await checkInvariants(app.pool)).toEqual([]);

    // The one that was broken off says so once it has been silent for a while.
    await app.pool.query(
      "update imports set heard_at = now() - interval '6 minutes' where status = 'running'",
    );
    const listed = z.array(importRecord).parse((await engineer.get(`/v1/projects/${slug}/imports`)).json());
    expect(listed.map(({ status }) => status)).toEqual(['done', 'failed']);
    expect(listed[1]?.rowsAdded).toBe(again.rowsKnown);
    expect(listed[1]?.error).toMatch(/Import the same file again/);
  },
  2 * patience,
);
