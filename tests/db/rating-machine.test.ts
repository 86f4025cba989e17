import { AppError, firstRatingForm, type Verdict } from '@prefloop/contract';
import {
  checkInvariants,
  claimTasks,
  createGolds,
  createProject,
  createRatingForm,
  openDatabase,
  releaseLeases,
  renewLeases,
  schema,
  submitRating,
  updateBatch,
} from '@prefloop/db';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { addBatch } from '../helpers/rating.ts';

const nobody = { actorId: null, ip: null };
const people = 4;
const taskCount = 3;
const goldCount = 2;

const someone = fc.nat(people - 1);
const anyOfTheirs = fc.nat(taskCount + goldCount - 1);
const verdict: fc.Arbitrary<Verdict> = fc.constantFrom<Verdict>(
  { verdict: 'preference', strength: -3 },
  { verdict: 'preference', strength: 1 },
  { verdict: 'tie' },
  { verdict: 'both_good' },
  { verdict: 'both_bad' },
);
const say = fc.oneof(
  { weight: 3, arbitrary: verdict },
  fc.constant<Verdict>({ verdict: 'skip', reason: 'other' }),
);

/** What can happen, as often as it would in a bad week. `which` counts the tasks that the person was ever given. */
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('claim'), who: someone, hold: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('submit'), who: someone, which: anyOfTheirs, say }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('expire'), who: someone, which: anyOfTheirs }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat'), who: someone, which: anyOfTheirs }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clash'), who: someone, which: anyOfTheirs, say }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trespass'), who: someone, which: anyOfTheirs }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('renew'), who: someone }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release'), who: someone, which: anyOfTheirs }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('pause', 'resume', 'close', 'raise', 'void') }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

type Given = {
  token: string;
  text: string;
  sides: string;
  last: { id: string; say: Verdict; revision: number } | null;
};

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  opened = openDatabase(database.url, { max: 4 });
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

/** As many golds as open tasks, right where people say tie. */
async function addGolds(projectId: string, batchId: string, actorId: string): Promise<void> {
  const texts = (n: number) => ({
    prompt: `Gold ${n}`,
    responses: [`One ${n}`, `Other ${n}`] as [string, string],
  });
  const known = await addBatch(opened.db, projectId, { tasks: goldCount, status: 'closed', texts });
  const golds = known.taskIds.map((taskId) => ({ taskId, answer: 'tie' as const, explanation: '' }));
  await createGolds(opened.db, { actorId, ip: null }, { projectId, batchId, golds });
}

/** A project of its own with four people, one batch, and what the outside knows about them. */
async function startWorld() {
  const { db, pool } = opened;
  await pool.query('truncate projects, users cascade');
  const users = Array.from({ length: people + 4 }, (_, n) => ({
    id: v7(),
    name: `P${n}`,
    email: `${n}@people.test`,
  }));
  await db.insert(schema.users).values(users);
  const [owner] = users;
  const project = owner && (await createProject(db, { slug: 'world', name: 'World', createdBy: owner.id }));
  if (!project) throw new Error('no project');
  const projectId = project.id;
  const pair = { scale: 7 as const, tie: true, bothGood: true, bothBad: true };
  const spec = { ...firstRatingForm, pair };
  await createRatingForm(db, { actorId: owner.id, ip: null }, projectId, { spec, basedOn: 1 });
  const batch = await addBatch(db, projectId, { tasks: taskCount, overlap: 2, goldRate: 0.5 });
  await addGolds(projectId, batch.id, owner.id);
  const annotators: { userId: string; given: Given[] }[] = users.map(({ id }) => ({ userId: id, given: [] }));
  let overlap = 2;
  const person = (n: number) => {
    const found = annotators[n];
    if (!found) throw new Error(`no person ${n}`);
    return found;
  };

  async function claim(who: number, hold: number) {
    const { userId, given } = person(who);
    const { tasks: held } = await claimTasks(db, { projectId, userId, name: `P${who}`, hold });
    expect(held.length).toBeLessThanOrEqual(Math.max(hold, given.length));
    for (const task of held) {
      const text = task.messages[0]?.content ?? '';
      const sides = task.shownOrder.join();
      const before = given.find((one) => one.text === text);
      if (before) {
        // One token and one order for good, and never again once something was said.
        expect(before).toMatchObject({ token: task.token, sides, last: null });
      } else {
        given.push({ token: task.token, text, sides, last: null });
      }
    }
    return held;
  }

  async function submit(who: number, task: Given, said: Verdict) {
    const id = v7();
    const body = { token: task.token, verdict: said, activeMs: 1 };
    const receipt = await submitRating(db, { projectId, userId: person(who).userId, id, body });
    const revision = (task.last?.revision ?? 0) + 1;
    expect(receipt).toEqual({ outcome: 'stored', revision, guidelineVersion: null });
    task.last = { id, say: said, revision };
  }

  async function refused(who: number, task: Given, id: string, said: Verdict, code: string) {
    const body = { token: task.token, verdict: said, activeMs: 2 };
    const attempt = submitRating(db, { projectId, userId: person(who).userId, id, body });
    await expect(attempt).rejects.toThrow(AppError);
    await expect(attempt).rejects.toMatchObject({ code });
  }

  async function setStatus(status: 'released' | 'paused' | 'closed') {
    await updateBatch(db, nobody, { projectId, batchId: batch.id }, { status }).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'BATCH_STATE')) throw error;
    });
  }

  async function run(step: Action) {
    if (step.do === 'pause') return setStatus('paused');
    if (step.do === 'resume') return setStatus('released');
    if (step.do === 'close') return setStatus('closed');
    if (step.do === 'raise') {
      overlap = Math.min(4, overlap + 1);
      return updateBatch(db, nobody, { projectId, batchId: batch.id }, { overlap });
    }
    if (step.do === 'void') {
      await pool.query(`with gone as (
        update ratings set voided_at = now(), counted = false
        where id = (select id from ratings where counted limit 1) returning task_id
      ) update tasks t set done = done - 1, status = 'open' from gone where t.id = gone.task_id`);
      return;
    }
    if (!('who' in step)) return;
    const { userId, given } = person(step.who);
    if ('hold' in step) return claim(step.who, step.hold);
    if (step.do === 'renew') {
      if (given.length === 0) return;
      const renewed = await renewLeases(db, { projectId, userId, tokens: given.map((task) => task.token) });
      for (const { expiresAt } of renewed) expect(expiresAt.getTime()).toBeGreaterThan(0);
      return;
    }
    const task = 'which' in step ? given[step.which] : undefined;
    if (!task) return;
    if (step.do === 'submit' && 'say' in step) return submit(step.who, task, step.say);
    if (step.do === 'clash' && 'say' in step && task.last) {
      return refused(step.who, task, task.last.id, step.say, 'RATING_ID_TAKEN');
    }
    if (step.do === 'trespass')
      return refused((step.who + 1) % people, task, v7(), { verdict: 'tie' }, 'LEASE_UNKNOWN');
    if (step.do === 'release') return releaseLeases(db, { projectId, userId, tokens: [task.token] });
    if (step.do === 'expire') {
      return pool.query(`update leases set expires_at = now() - interval '1 s' where token = $1`, [
        task.token,
      ]);
    }
    if (step.do === 'repeat' && task.last) {
      const { id, say: verdict, revision } = task.last;
      const body = { token: task.token, verdict, activeMs: 1 };
      expect(await submitRating(db, { projectId, userId, id, body })).toEqual({
        outcome: 'repeat',
        revision,
        guidelineVersion: null,
      });
    }
  }

  /** Nothing that was said is lost, doubled or changed. */
  async function compareHeads() {
    const { rows } = await pool.query<{
      token: string;
      verdict: string;
      revision: number;
      revisions: number;
    }>(
      `select l.token, r.verdict, r.revision,
         (select count(*)::int from rating_revisions v where v.rating_id = r.id) as revisions
       from ratings r join leases l on l.task_id = r.task_id and l.annotator_id = r.annotator_id order by l.token`,
    );
    const expected = annotators
      .flatMap(({ given }) => given)
      .flatMap(({ token, last }) =>
        last ? [{ token, verdict: last.say.verdict, revision: last.revision, revisions: last.revision }] : [],
      )
      .sort((a, b) => (a.token < b.token ? -1 : 1));
    expect(rows.sort((a, b) => (a.token < b.token ? -1 : 1))).toEqual(expected);
  }

  /** Whatever happened, people who come later can finish the batch. */
  async function finish() {
    await setStatus('released');
    await pool.query('update annotators set paused_at = null, resumed_at = now()');
    await pool.query(`update leases set expires_at = now() - interval '1 s' where state = 'active'`);
    // Twice: a gold takes the place of an open task in a claim.
    for (let turn = 0; turn < 2 * annotators.length; turn += 1) {
      const who = turn % annotators.length;
      for (const { token } of await claim(who, taskCount + goldCount)) {
        const task = person(who).given.find((one) => one.token === token);
        if (task) await submit(who, task, { verdict: 'tie' });
      }
    }
    const { rows } =
      await pool.query(`select t.status, done, reserved, t.overlap from tasks t join batches b on b.id = t.batch_id
       where t.overlap is not null and b.status = 'released'`);
    for (const row of rows) expect(row).toEqual({ status: 'done', done: overlap, reserved: 0, overlap });
  }

  return { run, compareHeads, finish };
}

it('keeps every promise of the database through any mix of claims, ratings, edits, skips and expiries', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
      const world = await startWorld();
      for (const step of steps) {
        await world.run(step);
        expect(await checkInvariants(opened.pool)).toEqual([]);
      }
      await world.compareHeads();
      await world.finish();
      expect(await checkInvariants(opened.pool)).toEqual([]);
    }),
    { numRuns: 30, endOnFailure: false },
  );
}, 300_000);
