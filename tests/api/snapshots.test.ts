import { Readable } from 'node:stream';
import { preferenceRow } from '@prefloop/contract';
import { checkInvariants, openDatabase } from '@prefloop/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';

let app: TestApp;
let engineer: TestUser;
let base: string;

beforeAll(async () => {
  app = await createTestApp();
  const project = await app.project();
  engineer = await app.member(project, 'engineer');
  base = `/v1/projects/${project.slug}`;
  await importFile('pairs.json', JSON.stringify(pandalm));
  await importFile('tasks.jsonl', demonstrations.map((row) => JSON.stringify(row)).join('\n'));
});
afterAll(() => app.close());

const pandalm = Array.from({ length: 60 }, (_, n) => ({
  idx: n,
  cmp_key: 'alpha_beta',
  instruction: `Question ${Math.floor(n / 2)}`,
  input: '',
  response1: `First answer ${n}`,
  response2: `Second answer ${n}`,
  annotator1: (n % 3) as 0 | 1 | 2,
  annotator2: (n % 3) as 0 | 1 | 2,
  annotator3: 1,
}));

const demonstrations = [
  { instruction: 'One', input: '', output: '1' },
  { instruction: 'One', input: '', output: '1' },
  { instruction: 'Two', input: '', output: '2' },
  { instruction: 'Three', input: '' },
];

function importFile(source: string, body: string) {
  return app.app.inject({
    method: 'POST',
    url: `${base}/imports?${new URLSearchParams({ source })}`,
    headers: { cookie: engineer.cookie, 'content-type': 'application/octet-stream' },
    payload: Readable.from([Buffer.from(body)]),
  });
}

const preference = { kind: 'preference', evalShare: 0.3, seed: 5 };

describe('preview', () => {
  test('counts what each rule removes and shows the rows exactly as they would train', async () => {
    const answer = (await engineer.post(`${base}/snapshots/preview`, preference)).json();
    // A third of the pairs is judged equal by two of three; the rest has a majority.
    expect(answer.statistics).toMatchObject({
      considered: 60,
      annotators: 3,
      removed: [{ reason: 'tie', count: 20 }],
    });
    expect(answer.statistics.train + answer.statistics.eval).toBe(40);
    expect(answer.rows).toHaveLength(20);
    for (const { row } of answer.rows) expect(preferenceRow.safeParse(row).success).toBe(true);
  });

  test('moves with the rules', async () => {
    const unanimous = (
      await engineer.post(`${base}/snapshots/preview`, { ...preference, majority: 'unanimous' })
    ).json();
    expect(unanimous.statistics.train + unanimous.statistics.eval).toBe(20);
    const both = (
      await engineer.post(`${base}/snapshots/preview`, { ...preference, ties: 'both-ways' })
    ).json();
    expect(both.statistics.train + both.statistics.eval).toBe(80);
  });

  test('names a rule that it does not know', async () => {
    const answer = await engineer.post(`${base}/snapshots/preview`, { ...preference, ties: 'perhaps' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().issues[0].path).toContain('ties');
  });
});

describe('freeze', () => {
  test('the same ratings and rules give the hash that the preview showed, twice', async () => {
    const seen = (await engineer.post(`${base}/snapshots/preview`, preference)).json();
    const one = await engineer.post(`${base}/snapshots`, { name: 'one', rules: preference });
    const two = await engineer.post(`${base}/snapshots`, { name: 'two', rules: preference });
    expect([one.statusCode, two.statusCode]).toEqual([201, 201]);
    expect(one.json().hash).toBe(seen.hash);
    expect(two.json().hash).toBe(seen.hash);
    const other = await engineer.post(`${base}/snapshots`, {
      name: 'three',
      rules: { ...preference, seed: 6 },
    });
    expect(other.json().hash).not.toBe(seen.hash);
  });

  test('refuses a name that is taken and rules that leave nothing', async () => {
    expect((await engineer.post(`${base}/snapshots`, { name: 'one', rules: preference })).json().code).toBe(
      'NAME_TAKEN',
    );
    const none = await engineer.post(`${base}/snapshots`, {
      name: 'none',
      rules: { ...preference, minVotes: 9 },
    });
    expect(none.json()).toMatchObject({ code: 'PREFLIGHT_FAILED' });
  });

  test('no question stands in two splits, though half of the questions have two rows', async () => {
    const id = (await engineer.get(`${base}/snapshots`)).json().items.at(-1).id;
    const splits = new Map<string, Set<string>>();
    for (const item of (await engineer.get(`${base}/snapshots/${id}/rows?limit=200`)).json().items) {
      const asked = JSON.stringify(item.row.prompt);
      splits.set(asked, (splits.get(asked) ?? new Set()).add(item.split));
    }
    expect(splits.size).toBeGreaterThan(15);
    expect([...splits.values()].every((set) => set.size === 1)).toBe(true);
  });

  test('downloads as JSON lines, split by split, all rows in all', async () => {
    const { id, statistics } = (await engineer.get(`${base}/snapshots`)).json().items.at(-1);
    const lines = async (split: string) => {
      const answer = await engineer.get(`${base}/snapshots/${id}/download?split=${split}`);
      expect(answer.headers['content-disposition']).toContain(`one-${split}.jsonl`);
      return answer.body
        .trim()
        .split('\n')
        .map((line) => preferenceRow.parse(JSON.parse(line)));
    };
    expect(await lines('train')).toHaveLength(statistics.train);
    expect(await lines('eval')).toHaveLength(statistics.eval);
  });

  test('demonstrations become an SFT snapshot, equal rows once', async () => {
    const rules = { kind: 'sft', prompts: { sources: ['tasks.jsonl'] }, evalShare: 0 };
    const answer = await engineer.post(`${base}/snapshots`, { name: 'sft', rules });
    expect(answer.json().statistics).toMatchObject({
      train: 2,
      eval: 0,
      considered: 3,
      removed: [{ reason: 'duplicate', count: 1 }],
    });
  });

  test('a frozen snapshot cannot be changed, not even in the database', async () => {
    const opened = openDatabase(app.databaseUrl);
    const change = (statement: string) => opened.pool.query(statement);
    await expect(change("update snapshot_rows set split = 'eval'")).rejects.toThrow(/never change/);
    await expect(change('delete from snapshot_rows')).rejects.toThrow(/never change/);
    await expect(change("update snapshots set hash = 'x'")).rejects.toThrow(/never changes/);
    await expect(
      change(
        "insert into snapshot_rows (snapshot_id, ordinal, split, row) select id, 100000, 'train', '{}' from snapshots",
      ),
    ).rejects.toThrow(/never change/);
    expect(await checkInvariants(opened.pool)).toEqual([]);
    await opened.close();
  });
});
