import { createHash, randomInt } from 'node:crypto';
import { type BattleOutcome, battlePage, matchupDetail, matchupPage } from '@prefloop/contract';
import { checkInvariants, type Project, schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';

let t: TestApp;
let lead: TestUser;
let project: Project;
let batchId: string;
let people: string[];

beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  lead = await t.user();
  project = await t.project({ lead });
  batchId = await addBatch();
  people = await addPeople(6);
});
afterEach(async () => {
  expect(await checkInvariants(t.pool)).toEqual([]);
});

type Rating = Partial<Omit<typeof schema.ratings.$inferInsert, 'taskId' | 'batchId' | 'projectId'>>;
type Pair = {
  /** Who wrote the answer at position 0 and at position 1; null: nobody knows. */
  versions: readonly [string | null, string | null];
  ratings?: Rating[];
  promptId?: string;
  taskType?: string | null;
  gold?: boolean;
  batch?: string;
  task?: Partial<typeof schema.tasks.$inferInsert>;
};

async function addBatch(values: Partial<typeof schema.batches.$inferInsert> = {}): Promise<string> {
  const id = v7();
  await t.db
    .insert(schema.batches)
    .values({ id, projectId: project.id, name: `Batch ${id}`, status: 'released', ...values });
  return id;
}

async function addPeople(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, n) => ({
    id: v7(),
    projectId: project.id,
    name: `Rater ${n}`,
  }));
  await t.db.insert(schema.annotators).values(rows);
  return rows.map(({ id }) => id);
}

let registered = 0;
/** Versions in the order in which they were registered, a minute after each other. */
async function addVersions(...names: string[]): Promise<string[]> {
  const ids = [];
  for (const name of names) {
    const [modelId, id] = [v7(), v7()];
    registered += 1;
    await t.db.insert(schema.models).values({ id: modelId, projectId: project.id, name });
    await t.db.insert(schema.modelVersions).values({
      id,
      projectId: project.id,
      modelId,
      version: 1,
      origin: 'folder',
      location: {},
      status: 'ready',
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, registered)),
    });
    ids.push(id);
  }
  return ids;
}

async function addPrompt(taskType: string | null = null): Promise<string> {
  const id = v7();
  const text = `Question ${id}`;
  const messages = [{ role: 'user' as const, content: text }];
  await t.db
    .insert(schema.prompts)
    .values({ id, projectId: project.id, source: 'test', sourceId: id, messages, text, taskType });
  return id;
}

/** A pair with its ratings, each by a person of its own; `done` follows from what counts. */
async function addPair(pair: Pair): Promise<string> {
  const { versions, ratings = [], batch = batchId } = pair;
  const promptId = pair.promptId ?? (await addPrompt(pair.taskType));
  const [taskId, ids] = [v7(), [v7(), v7()] as const];
  await t.db.insert(schema.responses).values(
    ids.map((id, at) => ({
      id,
      projectId: project.id,
      promptId,
      modelVersionId: versions[at] ?? null,
      text: `Answer ${id}`,
      textHash: createHash('sha256').update(id).digest('hex'),
      finishReason: 'stop' as const,
    })),
  );
  const full = ratings.map((rating, n) => ({
    kind: 'rating' as const,
    verdict: 'preference' as const,
    annotatorId: people[n] ?? '',
    counted: rating.verdict !== 'skip' && !rating.surplus && !rating.voidedAt,
    ...(rating.verdict === undefined || rating.verdict === 'preference' ? { strength: -1, scale: 7 } : {}),
    ...rating,
    projectId: project.id,
    batchId: batch,
    taskId,
  }));
  const done = full.filter((rating) => rating.kind === 'rating' && rating.counted).length;
  await t.db.insert(schema.tasks).values({
    id: taskId,
    projectId: project.id,
    batchId: batch,
    promptId,
    kind: 'pair',
    overlap: pair.gold ? null : 6,
    done,
    shuffle: randomInt(1000),
    ...pair.task,
  });
  await t.db
    .insert(schema.taskResponses)
    .values(ids.map((responseId, position) => ({ taskId, position, responseId })));
  if (pair.gold) await t.db.insert(schema.golds).values({ taskId, verdict: 'preference', strength: -1 });
  if (full.length > 0) await t.db.insert(schema.ratings).values(full);
  return taskId;
}

async function matchupOf(first: string, second: string) {
  const answer = await lead.get(`/v1/projects/${project.slug}/arena/${first}/${second}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return matchupDetail.parse(answer.json());
}

async function matchups(query = '') {
  const answer = await lead.get(`/v1/projects/${project.slug}/arena${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return matchupPage.parse(answer.json());
}

async function battlesOf(first: string, second: string, query = '') {
  const answer = await lead.get(`/v1/projects/${project.slug}/arena/${first}/${second}/battles${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return battlePage.parse(answer.json());
}

/** Wilson's interval at the effective number of values, straight from the definition. */
function shareOf(values: { prompt: string; value: number }[]) {
  const n = values.length;
  const mean = values.reduce((sum, { value }) => sum + value, 0) / n;
  const residuals = new Map<string, number>();
  for (const { prompt, value } of values) residuals.set(prompt, (residuals.get(prompt) ?? 0) + value - mean);
  const groups = residuals.size;
  const binomial = (mean * (1 - mean)) / n;
  const squares = [...residuals.values()].reduce((sum, one) => sum + one * one, 0);
  const effect =
    binomial === 0 || groups === 1
      ? n / groups
      : Math.max(1, ((squares / n / n) * (groups / (groups - 1))) / binomial);
  const m = n / effect;
  const z = 1.959963984540054;
  const centre = (mean + z ** 2 / (2 * m)) / (1 + z ** 2 / m);
  const half = (z / (1 + z ** 2 / m)) * Math.sqrt((mean * (1 - mean)) / m + z ** 2 / (4 * m * m));
  return { n, prompts: groups, value: mean, low: centre - half, high: centre + half };
}

describe('counting', () => {
  test('a win counts for its version on whichever side it stood', async () => {
    const [old = '', young = ''] = await addVersions('Base', 'Tuned');
    // Negative strength prefers position 0.
    await addPair({ versions: [young, old], ratings: [{ strength: -3 }, { strength: 1 }] });
    await addPair({ versions: [old, young], ratings: [{ strength: 2 }, { strength: -1 }, { strength: 3 }] });
    const shown = await matchupOf(old, young);
    expect(shown.newer).toMatchObject({ id: young, model: 'Tuned', version: 1 });
    expect(shown.older).toMatchObject({ id: old, model: 'Base' });
    expect(shown.outcomes).toEqual({ newer: 3, older: 2, tie: 0, bothBad: 0 });
    expect(shown).toMatchObject({ pairs: 2, ratedPairs: 2, ratings: 5, ratingsLeft: 7 });
    expect(shown.winRate).toMatchObject({ n: 5, prompts: 2, value: 0.6, why: null });
    expect(await matchupOf(young, old)).toEqual(shown);
  });

  test('a tie, both good and both bad are half a win each', async () => {
    const [old = '', young = ''] = await addVersions('Base', 'Tuned');
    await addPair({ versions: [young, old], ratings: [{ verdict: 'tie' }, { verdict: 'both_bad' }] });
    await addPair({ versions: [old, young], ratings: [{ verdict: 'both_good' }, { strength: 3 }] });
    const { outcomes, winRate } = await matchupOf(young, old);
    expect(outcomes).toEqual({ newer: 1, older: 0, tie: 2, bothBad: 1 });
    expect(winRate.value).toBe(0.625);
  });

  test('skips, voided and surplus ratings, adjudications, golds and answers of nobody stay out', async () => {
    const [old = '', young = ''] = await addVersions('Base', 'Tuned');
    await addPair({
      versions: [young, old],
      ratings: [
        { strength: -1 },
        { verdict: 'skip', counted: false },
        { strength: 1, voidedAt: new Date(), counted: false },
        { strength: 1, surplus: true, counted: false },
        { strength: 1, kind: 'adjudication', counted: false },
      ],
    });
    await addPair({ versions: [young, old], gold: true, ratings: [{ strength: 1 }] });
    await addPair({ versions: [young, null], ratings: [{ strength: 1 }] });
    await addPair({ versions: [young, young], ratings: [{ strength: 1 }] });
    const shown = await matchupOf(young, old);
    expect(shown).toMatchObject({ pairs: 1, ratedPairs: 1, ratings: 1 });
    expect(shown.outcomes).toEqual({ newer: 1, older: 0, tie: 0, bothBad: 0 });
    expect((await matchups()).items).toHaveLength(1);
    expect((await battlesOf(young, old)).items).toHaveLength(1);
  });

  test('a withdrawn pair keeps its ratings, and one without any is no pair any more', async () => {
    const [old = '', young = ''] = await addVersions('Base', 'Tuned');
    await addPair({ versions: [young, old], ratings: [{}], task: { status: 'withdrawn' } });
    await addPair({ versions: [young, old], task: { status: 'withdrawn' } });
    expect(await matchupOf(young, old)).toMatchObject({ pairs: 1, ratings: 1, ratingsLeft: 0 });
  });

  test('what is still wanted is what released batches want', async () => {
    const [old = '', young = ''] = await addVersions('Base', 'Tuned');
    const closed = await addBatch({ status: 'closed', name: 'Closed' });
    await addPair({ versions: [young, old], ratings: [{}, {}] });
    await addPair({ versions: [young, old], batch: closed });
    await addPair({ versions: [young, old], task: { status: 'done', overlap: 0 } });
    const shown = await matchupOf(young, old);
    expect(shown).toMatchObject({ pairs: 3, ratedPairs: 1, ratingsLeft: 4 });
    expect(shown.batches.map(({ name, status, pairs, ratings }) => [name, status, pairs, ratings])).toEqual([
      ['Closed', 'closed', 1, 0],
      [`Batch ${batchId}`, 'released', 2, 2],
    ]);
  });

  test('of the preferences with a shown side, those for the left one are told', async () => {
    const [old = '', young = ''] = await addVersions('Base', 'Tuned');
    await addPair({
      versions: [young, old],
      ratings: [
        { strength: -1, shownOrder: [0, 1], revision: 0 },
        { strength: -2, shownOrder: [1, 0], revision: 0 },
        { strength: 2, shownOrder: [1, 0], revision: 0 },
        { verdict: 'tie', shownOrder: [0, 1], revision: 0 },
        { strength: 3 },
      ],
    });
    expect((await matchupOf(young, old)).leftChoice).toMatchObject({ count: 2, n: 3 });
  });

  test('without a rating there is no win rate, and the answer says why', async () => {
    const [old = '', young = '', third = ''] = await addVersions('Base', 'Tuned', 'Other');
    await addPair({ versions: [young, old] });
    const nothing = { n: 0, prompts: 0, value: null, low: null, high: null };
    expect((await matchupOf(young, old)).winRate).toEqual({
      ...nothing,
      why: 'None of their pairs has a rating yet.',
    });
    const strangers = await matchupOf(third, old);
    expect(strangers.winRate).toEqual({ ...nothing, why: 'They have not met in a pair yet.' });
    expect(strangers).toMatchObject({ pairs: 0, taskTypes: [], batches: [], lastRatedAt: null });
    expect((await matchups()).items.map(({ newer }) => newer.id)).toEqual([young]);
  });
});

test('the interval is by prompt: many ratings of one prompt are one piece of evidence', async () => {
  const [old = '', young = ''] = await addVersions('Base', 'Tuned');
  // Prompts with (1, 1), (1, 0), (0, 0), (1, tie): 4.5 of 8; 5.4 effective ratings, worked by hand.
  const [win, loss, tie]: Rating[] = [{ strength: -1 }, { strength: 1 }, { verdict: 'tie' }];
  const prompts = [
    [win, win],
    [win, loss],
    [loss, loss],
    [win, tie],
  ] as Rating[][];
  for (const ratings of prompts) await addPair({ versions: [young, old], ratings });
  const { winRate } = await matchupOf(young, old);
  expect(winRate).toMatchObject({ n: 8, prompts: 4, value: 0.5625 });
  expect(winRate.low).toBeCloseTo(0.21563, 4);
  expect(winRate.high).toBeCloseTo(0.85741, 4);
});

/** Numbers in 0..1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('over random ratings the numbers are those of a recount from the raw rows', async () => {
  const random = seeded(20_260_101);
  const pick = <T>(...from: T[]): T => from[Math.floor(random() * from.length)] as T;
  const versions = await addVersions('A', 'B', 'C');
  const prompts = await Promise.all(
    Array.from({ length: 12 }, () => addPrompt(pick('code', 'summary', null))),
  );
  for (let n = 0; n < 90; n += 1) {
    const ratings = Array.from({ length: Math.floor(random() * 5) }, (): Rating => {
      const verdict = pick('preference', 'preference', 'preference', 'tie', 'both_good', 'both_bad', 'skip');
      const fate = random();
      return {
        verdict,
        ...(verdict === 'preference' ? { strength: pick(-3, -2, -1, 1, 2, 3) } : {}),
        ...(verdict === 'skip' || fate < 0.2 ? { counted: false } : {}),
        ...(fate < 0.1 && verdict !== 'skip' ? { surplus: true } : {}),
        ...(fate >= 0.1 && fate < 0.2 ? { voidedAt: new Date() } : {}),
        kind: random() < 0.1 ? 'adjudication' : 'rating',
        createdAt: new Date(Date.UTC(2026, 5, 1) + Math.floor(random() * 1e9)),
      } as Rating;
    });
    await addPair({
      versions: [pick(...versions, null), pick(...versions, null)],
      promptId: pick(...prompts),
      ratings,
      gold: random() < 0.1,
      task: { status: pick('open', 'done', 'withdrawn') },
    });
  }
  const raw = {
    tasks: await t.db.select().from(schema.tasks).where(eq(schema.tasks.projectId, project.id)),
    places: await t.db.select().from(schema.taskResponses),
    responses: await t.db.select().from(schema.responses),
    golds: new Set((await t.db.select().from(schema.golds)).map(({ taskId }) => taskId)),
    ratings: await t.db.select().from(schema.ratings).where(eq(schema.ratings.projectId, project.id)),
    types: new Map(
      (await t.db.select().from(schema.prompts)).map(({ id, taskType }) => [id, taskType] as const),
    ),
  };
  const writer = (taskId: string, at: number) => {
    const place = raw.places.find((each) => each.taskId === taskId && each.position === at);
    return raw.responses.find(({ id }) => id === place?.responseId)?.modelVersionId ?? null;
  };
  const recount = (older: string, newer: string) =>
    raw.tasks
      .filter(({ id }) => !raw.golds.has(id))
      .flatMap((task) => {
        const sides = [writer(task.id, 0), writer(task.id, 1)];
        if (!sides.includes(older) || !sides.includes(newer)) return [];
        return raw.ratings
          .filter((one) => one.taskId === task.id && one.kind === 'rating' && one.counted && !one.voidedAt)
          .filter((one) => one.verdict !== 'skip')
          .map((one) => {
            const winner = one.strength === null ? null : sides[one.strength < 0 ? 0 : 1];
            const value = winner === null ? 0.5 : winner === newer ? 1 : 0;
            const outcome: BattleOutcome =
              winner === null
                ? one.verdict === 'both_bad'
                  ? 'both_bad'
                  : 'tie'
                : winner === newer
                  ? 'newer'
                  : 'older';
            return {
              ...one,
              prompt: task.promptId,
              type: raw.types.get(task.promptId) ?? null,
              value,
              outcome,
            };
          });
      });
  const [a = '', b = '', c = ''] = versions;
  const list = (await matchups()).items;
  expect(list.map(({ newer, older }) => [newer.id, older.id])).toEqual([
    [c, b],
    [c, a],
    [b, a],
  ]);
  for (const [older, newer] of [
    [a, b],
    [a, c],
    [b, c],
  ] as const) {
    const expected = recount(older, newer);
    expect(expected.length).toBeGreaterThan(10);
    const count = (outcome: BattleOutcome, of = expected) =>
      of.filter((one) => one.outcome === outcome).length;
    const counts = (of: typeof expected) => ({
      newer: count('newer', of),
      older: count('older', of),
      tie: count('tie', of),
      bothBad: count('both_bad', of),
    });
    const rate = (of: typeof expected) => {
      const { n, prompts: groups, value, low, high } = shareOf(of);
      const near = (number: number) => expect.closeTo(number, 9);
      return { n, prompts: groups, value: near(value), low: near(low), high: near(high), why: null };
    };
    const shown = await matchupOf(newer, older);
    expect(shown.outcomes).toEqual(counts(expected));
    expect(shown.winRate).toEqual(rate(expected));
    expect(shown.lastRatedAt).toBe(
      new Date(Math.max(...expected.map(({ createdAt }) => createdAt.getTime()))).toISOString(),
    );
    const types = [...new Set(expected.map(({ type }) => type))];
    expect(shown.taskTypes.map(({ taskType }) => taskType).sort()).toEqual(types.sort());
    for (const one of shown.taskTypes) {
      const part = expected.filter(({ type }) => type === one.taskType);
      expect(one).toMatchObject({ ratings: part.length, outcomes: counts(part), winRate: rate(part) });
    }
    const listed = list.find((item) => item.newer.id === newer && item.older.id === older);
    const { taskTypes: _, leftChoice: __, batches: ___, ...whole } = shown;
    expect(listed).toEqual(whole);

    // The rows behind the number: all of them, once each, newest first, over several pages.
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof battlesOf>> = await battlesOf(
        older,
        newer,
        `?limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(
      [...expected]
        .sort((x, y) => y.createdAt.getTime() - x.createdAt.getTime() || (y.id < x.id ? -1 : 1))
        .map(({ id }) => id),
    );
    for (const outcome of ['newer', 'older', 'tie', 'both_bad'] as const) {
      const { items } = await battlesOf(newer, older, `?outcome=${outcome}&limit=200`);
      expect(items).toHaveLength(count(outcome));
      expect(items.every((item) => item.outcome === outcome)).toBe(true);
    }
    for (const type of types) {
      const { items } = await battlesOf(newer, older, `?taskType=${type ?? ''}&limit=200`);
      expect(items).toHaveLength(expected.filter((one) => one.type === type).length);
    }
  }
});

test('a rating behind a number is told with its prompt, its verdict and where it was given', async () => {
  const [old = '', young = ''] = await addVersions('Base', 'Tuned');
  await addPair({
    versions: [old, young],
    taskType: 'code',
    ratings: [{ strength: 3, comment: 'It runs.' }, { verdict: 'both_good' }],
  });
  const { items } = await battlesOf(old, young);
  expect(items).toHaveLength(2);
  expect(items.find(({ outcome }) => outcome === 'newer')).toMatchObject({
    taskType: 'code',
    verdict: 'preference',
    strength: 3,
    scale: 7,
    comment: 'It runs.',
    annotator: 'Rater 0',
    batch: { id: batchId, name: `Batch ${batchId}` },
  });
  expect(items.find(({ outcome }) => outcome === 'tie')).toMatchObject({
    verdict: 'both_good',
    strength: null,
    scale: null,
  });
});

test('matchups come in pages, and those of one version alone', async () => {
  const [a = '', b = '', c = '', d = ''] = await addVersions('A', 'B', 'C', 'D');
  for (const pair of [
    [a, b],
    [b, c],
    [d, a],
  ] as const)
    await addPair({ versions: pair, ratings: [{}] });
  const names = ({ items }: Awaited<ReturnType<typeof matchups>>) =>
    items.map(({ newer, older }) => `${newer.model}${older.model}`);
  const first = await matchups('?limit=2');
  expect(names(first)).toEqual(['DA', 'CB']);
  const rest = await matchups(`?limit=2&cursor=${first.nextCursor}`);
  expect(names(rest)).toEqual(['BA']);
  expect(rest.nextCursor).toBeNull();
  expect(names(await matchups(`?version=${a}`))).toEqual(['DA', 'BA']);
  const bad = await lead.get(`/v1/projects/${project.slug}/arena?cursor=------_------`);
  expect(bad.statusCode).toBe(400);
});

test('versions of another project, unknown ones and a version alone are not found', async () => {
  const [mine = '', second = ''] = await addVersions('Mine', 'Second');
  const own = { project, batchId, people };
  project = await t.project({ lead });
  batchId = await addBatch();
  people = await addPeople(1);
  const [theirs = '', other = ''] = await addVersions('Theirs', 'Other');
  await addPair({ versions: [theirs, other], ratings: [{}] });
  ({ project, batchId, people } = own);
  await addPair({ versions: [mine, second], ratings: [{}] });
  const base = `/v1/projects/${project.slug}/arena`;
  for (const path of [`${theirs}/${other}`, `${mine}/${theirs}`, `${mine}/${v7()}`, `${mine}/${mine}`]) {
    for (const url of [`${base}/${path}`, `${base}/${path}/battles`]) {
      const answer = await lead.get(url);
      expect(answer.statusCode, url).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'NOT_FOUND' });
    }
  }
  expect((await matchups()).items.map(({ newer }) => newer.model)).toEqual(['Second']);
});

test('an annotator learns nothing here', async () => {
  const [old = '', young = ''] = await addVersions('Base', 'Tuned');
  await addPair({ versions: [old, young], ratings: [{}] });
  const annotator = await t.member(project, 'annotator');
  const base = `/v1/projects/${project.slug}/arena`;
  for (const url of [base, `${base}/${old}/${young}`, `${base}/${old}/${young}/battles`]) {
    const answer = await annotator.get(url);
    expect(answer.statusCode, url).toBe(403);
    expect(answer.body).not.toContain('Tuned');
  }
  const viewer = await t.member(project, 'viewer');
  expect((await viewer.get(base)).statusCode).toBe(200);
});

test('two versions of one moment stand in one order, whoever asks', async () => {
  const [one = '', other = ''] = await addVersions('One', 'Other');
  await t.db.execute(sql`update model_versions set created_at = now() where id in (${one}, ${other})`);
  await addPair({ versions: [one, other], ratings: [{ strength: -1 }] });
  const shown = await matchupOf(one, other);
  expect(await matchupOf(other, one)).toEqual(shown);
  const winner = shown.outcomes.newer === 1 ? shown.newer : shown.older;
  expect(winner.id).toBe(one);
  expect((await matchups()).items.map(({ newer }) => newer.id)).toEqual([shown.newer.id]);
});
