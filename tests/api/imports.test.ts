import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { checkInvariants, openDatabase } from '@prefloop/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';

let app: TestApp;
let engineer: TestUser;
let project: { id: string; slug: string };
let slug: string;

beforeAll(async () => {
  app = await createTestApp();
  project = await app.project();
  slug = project.slug;
  engineer = await app.member(project, 'engineer');
});
afterAll(() => app.close());

function send(path: string, body: string | Buffer, query: Record<string, string>, cookie = engineer.cookie) {
  return app.app.inject({
    method: 'POST',
    url: `/v1/projects/${slug}/${path}?${new URLSearchParams(query)}`,
    headers: { cookie, 'content-type': 'application/octet-stream' },
    payload: Readable.from([Buffer.from(body)]),
  });
}

const lines = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');

describe('import of prompts', () => {
  const alpaca = lines(
    { instruction: 'Name a colour.', input: '', output: 'Blue.', difficulty: 3 },
    { instruction: 'Translate to German.', input: 'Good morning', output: 'Guten Morgen' },
  );

  test('says how the file would be read before anything is stored', async () => {
    const answer = await send('imports/preview', alpaca, { source: 'colours.jsonl' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      container: 'jsonl',
      layout: 'alpaca',
      kind: 'prompts',
      sampled: 2,
    });
    const listed = await engineer.get(`/v1/projects/${slug}/prompts?source=colours.jsonl`);
    expect(listed.json()).toMatchObject({ total: 0, items: [] });
  });

  test('keeps the answer as reference and unknown columns as metadata', async () => {
    const answer = await send('imports', alpaca, { source: 'colours.jsonl' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      kind: 'prompts',
      status: 'done',
      rowsRead: 2,
      rowsAdded: 2,
      rowsKnown: 0,
    });

    const listed = await engineer.get(`/v1/projects/${slug}/prompts?source=colours.jsonl&search=colour`);
    expect(listed.json().items).toHaveLength(1);
    const detail = await engineer.get(`/v1/projects/${slug}/prompts/${listed.json().items[0].id}`);
    expect(detail.json()).toMatchObject({
      messages: [{ role: 'user', content: 'Name a colour.' }],
      reference: [{ role: 'assistant', content: 'Blue.' }],
      metadata: { difficulty: 3 },
      responses: [],
      tasks: [],
    });
  });

  test('adds nothing when the same source comes again, packed this time', async () => {
    const answer = await send('imports', gzipSync(alpaca), { source: 'colours.jsonl' });
    expect(answer.json()).toMatchObject({ status: 'done', rowsAdded: 0, rowsKnown: 2 });
  });

  test('adds the same texts under another source: identity is never the text', async () => {
    const answer = await send('imports', alpaca, { source: 'other.jsonl' });
    expect(answer.json()).toMatchObject({ rowsAdded: 2, rowsKnown: 0 });
  });

  test('skips a bad row and reports it by line', async () => {
    const file = `${alpaca}\n{"instruction": \n${JSON.stringify({ instruction: 'Count to two.', output: 'One, two.' })}`;
    const answer = await send('imports', file, { source: 'bad-row.jsonl' });
    expect(answer.json()).toMatchObject({ status: 'done', rowsAdded: 3, rowsSkipped: 1 });
    expect(answer.json().problems).toEqual([expect.objectContaining({ line: 3 })]);
  });

  test('refuses a file that is cut off, whole', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) => ({
      instruction: `Question ${n} ${Math.sin(n)}`,
      output: 'x',
    }));
    const packed = gzipSync(lines(...many));
    const answer = await send('imports', packed.subarray(0, packed.length - 100), { source: 'cut.jsonl.gz' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'BAD_FILE' });
    const listed = await engineer.get(`/v1/projects/${slug}/prompts?source=cut.jsonl.gz`);
    expect(listed.json().total).toBe(0);
    const record = (await engineer.get(`/v1/projects/${slug}/imports`)).json()[0];
    expect(record).toMatchObject({ source: 'cut.jsonl.gz', status: 'failed', rowsAdded: 0 });
    expect(record.error).toMatch(/\w+/);
  });

  test('keeps two turns as turns and marks held-out prompts', async () => {
    const file = lines({ question_id: 81, category: 'writing', turns: ['Write a line.', 'Now rhyme it.'] });
    await send('imports', file, {
      source: 'turns.jsonl',
      settings: JSON.stringify({ defaults: { tags: ['held-out'] } }),
    });
    const listed = await engineer.get(`/v1/projects/${slug}/prompts?source=turns.jsonl&heldOut=true`);
    expect(listed.json().items).toEqual([
      expect.objectContaining({ turns: 2, taskType: 'writing', heldOut: true }),
    ]);
  });

  test('answers settings that are no JSON with the place of the fault', async () => {
    const answer = await send('imports', alpaca, { source: 'x', settings: '{' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: 'querystring/settings' }],
    });
  });

  test('an annotator can neither import nor browse', async () => {
    const annotator = await app.member(project, 'annotator');
    expect((await send('imports', alpaca, { source: 'mine' }, annotator.cookie)).statusCode).toBe(403);
    expect((await annotator.get(`/v1/projects/${slug}/prompts`)).statusCode).toBe(403);
  });

  test('two imports of one source at once add each row once', async () => {
    const file = lines(
      ...Array.from({ length: 1_200 }, (_, n) => ({ instruction: `Item ${n}`, output: `${n}` })),
    );
    const answers = await Promise.all([1, 2, 3].map(() => send('imports', file, { source: 'race.jsonl' })));
    const added = answers.reduce((sum, answer) => sum + answer.json().rowsAdded, 0);
    expect(added).toBe(1_200);
    expect((await engineer.get(`/v1/projects/${slug}/prompts?source=race.jsonl`)).json().total).toBe(1_200);
  });

  test('pages through a long list without gap or double', async () => {
    const seen = new Set<string>();
    let cursor = '';
    do {
      const answer = (
        await engineer.get(`/v1/projects/${slug}/prompts?source=race.jsonl&limit=200${cursor}`)
      ).json();
      for (const item of answer.items) seen.add(item.id);
      cursor = answer.nextCursor ? `&cursor=${answer.nextCursor}` : '';
    } while (cursor !== '');
    expect(seen.size).toBe(1_200);
  });
});

describe('import of rated pairs', () => {
  const pandalm = JSON.stringify([
    {
      idx: 0,
      cmp_key: 'alpha_beta',
      instruction: 'Say hello.',
      input: '',
      response1: 'Hello!',
      response2: '',
      annotator1: 1,
      annotator2: 1,
      annotator3: 0,
    },
    {
      idx: 1,
      cmp_key: 'alpha_beta',
      instruction: 'Say hello.',
      input: '',
      response1: 'Hi.',
      response2: 'Hi.',
      annotator1: 0,
      annotator2: 2,
      annotator3: 2,
    },
  ]);

  test('keeps every rating under its annotator, without a login, and every row, equal texts included', async () => {
    const answer = await send('imports', pandalm, { source: 'pandalm.json' });
    expect(answer.json()).toMatchObject({ kind: 'pairs', status: 'done', rowsAdded: 2 });

    const listed = (await engineer.get(`/v1/projects/${slug}/prompts?source=pandalm.json`)).json();
    expect(listed.total).toBe(2);
    const details = await Promise.all(
      listed.items.map((item: { id: string }) => engineer.get(`/v1/projects/${slug}/prompts/${item.id}`)),
    );
    const [second, first] = details.map((detail) => detail.json());
    expect(first.responses.map((r: { author: string; text: string }) => [r.author, r.text])).toEqual([
      ['alpha', 'Hello!'],
      ['beta', ''],
    ]);
    expect(first.tasks[0]).toMatchObject({ status: 'done', done: 3, overlap: 3 });
    expect(
      first.tasks[0].ratings.map((r: { verdict: string; strength: number | null }) => [
        r.verdict,
        Math.sign(r.strength ?? 0),
      ]),
    ).toEqual([
      ['preference', -1],
      ['preference', -1],
      ['tie', 0],
    ]);
    expect(second.tasks[0].ratings.map((r: { annotator: string }) => r.annotator)).toEqual([
      'annotator1',
      'annotator2',
      'annotator3',
    ]);
  });

  test('adds nothing the second time', async () => {
    const answer = await send('imports', pandalm, { source: 'pandalm.json' });
    expect(answer.json()).toMatchObject({ rowsAdded: 0, rowsKnown: 2 });
  });

  test('leaves every invariant whole', async () => {
    const opened = openDatabase(app.databaseUrl);
    expect(await checkInvariants(opened.pool)).toEqual([]);
    await opened.close();
  });
});
