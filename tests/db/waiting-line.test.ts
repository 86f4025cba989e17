import { claimRun, createProject, createRun, listRuns, openDatabase, type Run, schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

let testDatabase: TestDatabase;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(() => database.db.delete(schema.runs));

type Waiting = [project: string, name: string, priority?: Run['priority']];
/** Runs that hold a slot, and how many minutes ago a project whose runs are over had its last one. */
type Past = { running?: string[]; served?: Record<string, number> };

const cases: [what: string, past: Past, waiting: Waiting[], order: string][] = [
  [
    'the longest wait goes first',
    {},
    [
      ['A', 'a1'],
      ['A', 'a2'],
      ['A', 'a3'],
    ],
    'a1 a2 a3',
  ],
  [
    'priority goes before the wait',
    {},
    [
      ['A', 'low', 'low'],
      ['A', 'mid'],
      ['A', 'top', 'high'],
    ],
    'top mid low',
  ],
  [
    'projects take turns',
    {},
    [
      ['A', 'a1'],
      ['A', 'a2'],
      ['A', 'a3'],
      ['B', 'b1'],
      ['B', 'b2'],
    ],
    'a1 b1 a2 b2 a3',
  ],
  [
    'the fewest running runs go first',
    { running: ['A', 'A', 'B'] },
    [
      ['A', 'a1'],
      ['B', 'b1'],
      ['C', 'c1'],
    ],
    'c1 b1 a1',
  ],
  [
    'whoever had a slot last goes last',
    { served: { A: 1, B: 60 } },
    [
      ['A', 'a1'],
      ['B', 'b1'],
      ['A', 'a2'],
    ],
    'b1 a1 a2',
  ],
  [
    'one that never had a slot goes first',
    { served: { A: 600 } },
    [
      ['A', 'a1'],
      ['B', 'b1'],
    ],
    'b1 a1',
  ],
  [
    'a high priority takes no slot of another project',
    { running: ['A'] },
    [
      ['A', 'a1', 'high'],
      ['B', 'b1', 'low'],
    ],
    'b1 a1',
  ],
  [
    'a busy project waits until the others are level',
    { running: ['A', 'A'] },
    [
      ['A', 'a1'],
      ['B', 'b1'],
      ['B', 'b2'],
      ['B', 'b3'],
    ],
    'b1 b2 a1 b3',
  ],
];

it.each(cases)('%s', async (_, past, waiting, order) => {
  const { db } = database;
  const projects = await makeProjects();
  const add = (key: string, name: string) =>
    createRun(db, {
      projectId: projects.get(key)?.id ?? '',
      name,
      method: 'generate',
      config: {},
      configHash: 'x',
      createdBy: projects.get(key)?.createdBy ?? '',
    });
  for (const key of past.running ?? []) {
    const { id } = await add(key, 'running');
    const values = { status: 'running' as const, claimedAt: sql`now() - interval '1 day'` };
    await db.update(schema.runs).set(values).where(eq(schema.runs.id, id));
  }
  for (const [key, minutes] of Object.entries(past.served ?? {})) {
    const { id } = await add(key, 'over');
    const claimedAt = sql`now() - make_interval(mins => ${minutes})`;
    await db.update(schema.runs).set({ status: 'succeeded', claimedAt }).where(eq(schema.runs.id, id));
  }
  for (const [n, [key, name, priority = 'normal']] of waiting.entries()) {
    const { id } = await add(key, name);
    const queuedAt = sql`now() - make_interval(mins => ${waiting.length - n})`;
    await db.update(schema.runs).set({ priority, queuedAt }).where(eq(schema.runs.id, id));
  }
  const rows = await Promise.all([...projects.values()].map(({ id }) => listRuns(db, id, { limit: 50 })));
  const inLine = rows.flat().filter(({ place }) => place !== null);
  expect(new Set(inLine.map(({ lineLength }) => lineLength))).toEqual(new Set([waiting.length]));
  const shown = inLine.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0)).map(({ name }) => name);
  expect(shown.join(' ')).toBe(order);
  // What the line shows is what slots do, one by one.
  const taken: string[] = [];
  for (const _each of waiting) {
    const run = await claimRun(db, { workerId: v7(), trainerReady: true });
    taken.push(run?.name ?? 'none');
    // Claims within one millisecond would count as made at once.
    await db.execute(sql`select pg_sleep(0.005)`);
  }
  expect(taken).toEqual(shown);
});

/** Three projects of one person, new for each case. */
async function makeProjects(): Promise<Map<string, { id: string; createdBy: string }>> {
  const { db } = database;
  const [owner] = await db
    .insert(schema.users)
    .values({ email: `${v7()}@test.invalid`, name: 'Owner' })
    .returning();
  if (!owner) throw new Error('no owner');
  const made = new Map<string, { id: string; createdBy: string }>();
  for (const key of ['A', 'B', 'C']) {
    const project = await createProject(db, { slug: v7(), name: key, createdBy: owner.id });
    if (!project) throw new Error('no project');
    made.set(key, { id: project.id, createdBy: owner.id });
  }
  return made;
}
