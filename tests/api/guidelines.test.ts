import {
  acknowledgement,
  claimAnswer,
  guidelineReaders,
  ratingQueue,
  ratingReceipt,
  type Verdict,
} from '@prefloop/contract';
import { checkInvariants, openDatabase, type Project, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

let test: TestApp;
let opened: ReturnType<typeof openDatabase>;
let lead: TestUser;
let anna: TestUser;
let project: Project;
let url: string;

beforeAll(async () => {
  test = await createTestApp();
  opened = openDatabase(test.databaseUrl, { max: 2 });
});
afterAll(async () => {
  await opened.close();
  await test.close();
});
beforeEach(async () => {
  lead = await test.user();
  project = await test.project({ lead });
  anna = await test.member(project, 'annotator');
  url = `/v1/projects/${project.slug}`;
});
afterEach(async () => {
  expect(await checkInvariants(opened.pool)).toEqual([]);
});

async function write(...bodies: string[]): Promise<void> {
  const before = (await lead.get(`${url}/guidelines?limit=1`)).json<{ items: { version: number }[] }>();
  let basedOn = before.items[0]?.version ?? 0;
  for (const body of bodies) {
    const made = await lead.post(`${url}/guidelines`, { body, basedOn });
    expect(made.statusCode, made.body).toBe(201);
    basedOn += 1;
  }
}

const acknowledge = (version: unknown, who = anna) =>
  who.put(`${url}/rate/guidelines/acknowledged`, { version });

async function versions(who = anna) {
  const queue = ratingQueue.parse((await who.get(`${url}/rate/queue`)).json());
  return [queue.guidelineVersion, queue.acknowledgedVersion];
}

async function claim(who = anna) {
  const answer = claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold: 1 })).json());
  const [task] = answer.tasks;
  if (!task) throw new Error('nothing to rate');
  return { ...answer, task };
}

const tie: Verdict = { verdict: 'tie' };
const rate = (token: string, more: object = {}, id = v7()) =>
  anna.put(`${url}/rate/ratings/${id}`, { token, verdict: tie, activeMs: 10, ...more });

/** The versions that the project's ratings are stored under, oldest rating first; null for none. */
async function storedVersions(): Promise<(number | null)[]> {
  const { rows } = await opened.pool.query<{ version: number | null }>(
    `select g.version from ratings r left join guidelines g on g.id = r.guideline_id
     where r.project_id = $1 order by r.created_at`,
    [project.id],
  );
  return rows.map(({ version }) => version);
}

describe('acknowledging the guidelines', () => {
  it('is not asked for where there are none', async () => {
    expect(await versions()).toEqual([null, null]);
    const refused = await acknowledge(1);
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'GUIDELINE_UNKNOWN']);
    expect(refused.json().detail).toContain('no version 1');
  });

  it('is kept with the account, once, and told with the queue and every claim', async () => {
    await write('one', 'two');
    expect(await versions()).toEqual([2, null]);
    const first = acknowledgement.parse((await acknowledge(2)).json());
    expect(first.version).toBe(2);
    expect((await acknowledge(2)).json()).toEqual(first);
    expect(await versions()).toEqual([2, 2]);
    await addBatch(test.db, project.id, { tasks: 1 });
    expect((await claim()).queue).toMatchObject({ guidelineVersion: 2, acknowledgedVersion: 2 });
    await write('three');
    expect(await versions()).toEqual([3, 2]);
    // Whoever else rates has their own.
    expect(await versions(lead)).toEqual([3, null]);
  });

  it('never goes back, also when two devices say different things at once', async () => {
    await write('one', 'two', 'three');
    const answers = await Promise.all([3, 1, 2, 3].map((version) => acknowledge(version)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect((await acknowledge(1)).json().version).toBe(3);
    expect(await versions()).toEqual([3, 3]);
  });

  it.each([0, -1, 1.5, '1', null, 3_000_000_000])('refuses %s as a version', async (version) => {
    await write('one');
    expect((await acknowledge(version)).json().code).toBe('VALIDATION_FAILED');
  });

  it('knows no version of another project', async () => {
    await write('one');
    const other = await test.project({ lead });
    const elsewhere = `/v1/projects/${other.slug}`;
    await lead.post(`${elsewhere}/guidelines`, { body: 'a', basedOn: 0 });
    await lead.post(`${elsewhere}/guidelines`, { body: 'b', basedOn: 1 });
    expect((await acknowledge(2)).json().code).toBe('GUIDELINE_UNKNOWN');
    expect((await lead.put(`${elsewhere}/rate/guidelines/acknowledged`, { version: 2 })).statusCode).toBe(
      200,
    );
    expect(await versions(lead)).toEqual([1, null]);
  });
});

describe('the version that a rating is stored under', () => {
  it('is the one that was acknowledged when it was made, however late it is delivered', async () => {
    await write('one');
    await acknowledge(1);
    await addBatch(test.db, project.id, { tasks: 1 });
    const { task } = await claim();
    await write('two');
    // Handed out again after the change: what held then would be version 2.
    await anna.post(`${url}/rate/leases/release`, { tokens: [task.token] });
    await claim();
    await acknowledge(2);
    const id = v7();
    for (const outcome of ['stored', 'repeat']) {
      const receipt = ratingReceipt.parse((await rate(task.token, { guidelineVersion: 1 }, id)).json());
      expect([receipt.outcome, receipt.guidelineVersion]).toEqual([outcome, 2]);
    }
    expect(await storedVersions()).toEqual([1]);
    // An edit is made under what holds for its author by then.
    await rate(task.token, { guidelineVersion: 2 });
    expect(await storedVersions()).toEqual([2]);
  });

  it('is none where nothing was acknowledged, and what held at the hand-out where nothing is said', async () => {
    await addBatch(test.db, project.id, { tasks: 2 });
    const { task } = await claim();
    await write('one');
    await rate(task.token, { guidelineVersion: 0 });
    const { task: later } = await claim();
    await rate(later.token);
    expect(await storedVersions()).toEqual([null, 1]);
  });

  it('is refused where there is no such version, and nothing is lost', async () => {
    await write('one');
    await addBatch(test.db, project.id, { tasks: 1 });
    const { task } = await claim();
    const refused = await rate(task.token, { guidelineVersion: 2 });
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'GUIDELINE_UNKNOWN']);
    expect(refused.json().detail).toContain('no version 2');
    expect(await storedVersions()).toEqual([]);
    expect((await rate(task.token, { guidelineVersion: 1 })).json().outcome).toBe('stored');
  });
});

describe('who has read the guidelines', () => {
  const readers = async (query = '') => {
    const answer = await lead.get(`${url}/guidelines/readers${query}`);
    return guidelineReaders.parse(answer.json());
  };

  it('counts annotators, and other members once they have rated', async () => {
    expect(await readers()).toMatchObject({ version: null, readers: 1, upToDate: 0 });
    await write('one', 'two');
    const [ben, eve, gone] = [
      await test.member(project, 'annotator'),
      await test.member(project, 'engineer'),
      await test.member(project, 'annotator'),
    ];
    await test.member(project, 'viewer');
    await test.db.update(schema.users).set({ disabledAt: new Date() }).where(eq(schema.users.id, gone.id));
    await acknowledge(1);
    await acknowledge(2, ben);
    const before = await readers();
    expect(before).toMatchObject({ version: 2, readers: 2, upToDate: 1, nextCursor: null });
    const read = new Map(before.items.map(({ name, acknowledged }) => [name, acknowledged?.version ?? null]));
    expect(read).toEqual(
      new Map([
        [anna.name, 1],
        [ben.name, 2],
      ]),
    );
    await addBatch(test.db, project.id, { tasks: 1 });
    const { task } = await claim(eve);
    await eve.put(`${url}/rate/ratings/${v7()}`, { token: task.token, verdict: tie, activeMs: 1 });
    expect(await readers()).toMatchObject({ readers: 3, upToDate: 1 });
  });

  it('comes in pages', async () => {
    await write('one');
    for (let n = 0; n < 4; n += 1) await test.member(project, 'annotator');
    const first = await readers('?limit=3');
    const rest = await readers(`?limit=3&cursor=${first.nextCursor}`);
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 2, null]);
    const ids = [...first.items, ...rest.items].map(({ userId }) => userId);
    expect(new Set(ids).size).toBe(5);
    expect(rest).toMatchObject({ readers: 5, upToDate: 0 });
  });

  it('is not for annotators to see', async () => {
    expect((await anna.get(`${url}/guidelines/readers`)).statusCode).toBe(403);
  });
});
