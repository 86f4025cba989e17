import {
  claimAnswer,
  firstRatingForm,
  myRatings,
  type RatingFormSpec,
  ratingFormVersions,
  type Verdict,
} from '@prefloop/contract';
import { checkInvariants, openDatabase, type Project } from '@prefloop/db';
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

const four: RatingFormSpec = {
  pair: { scale: 4, tie: true, bothGood: true, bothBad: true },
  single: { scale: 'thumbs' },
  ranking: { ties: true, partial: true },
  skipReasons: [{ code: 'needs-a-doctor', label: 'Needs a doctor', hint: '' }],
  flags: ['harmful', 'broken'],
  criteria: [],
  editing: false,
  critiquing: false,
  comment: { allowed: true, requiredFor: ['both_bad'] },
};

const save = (spec: unknown, basedOn: number, who = lead) =>
  who.post(`${url}/rating-forms`, { spec, basedOn });

async function claim(who: TestUser, hold = 1) {
  const answer = claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold })).json());
  const [task] = answer.tasks;
  if (!task) throw new Error('nothing to rate');
  return { ...answer, task };
}

const submit = (token: string, verdict: Verdict, more: object = {}, id = v7()) =>
  anna.put(`${url}/rate/ratings/${id}`, { token, verdict, activeMs: 10, ...more });

describe('the rating form of a project', () => {
  it('starts as the first form, and changes version by version', async () => {
    const before = ratingFormVersions.parse((await anna.get(`${url}/rating-forms`)).json());
    expect(before.items.map(({ version, spec }) => [version, spec])).toEqual([[1, firstRatingForm]]);
    const saved = await save(four, 1);
    expect([saved.statusCode, saved.json().version]).toEqual([201, 2]);
    const after = ratingFormVersions.parse((await lead.get(`${url}/rating-forms`)).json());
    expect(after.items.map(({ version, spec }) => [version, spec])).toEqual([
      [2, four],
      [1, firstRatingForm],
    ]);
    expect(after.items[0]?.createdBy).toBe(lead.name);
  });

  it('is not written over a version that its author has not seen', async () => {
    const both = await Promise.all([save(four, 1), save({ ...four, flags: [] }, 1)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
  });

  it('is the lead’s to change', async () => {
    expect((await save(four, 1, anna)).statusCode).toBe(403);
  });

  it('says where a spec is wrong', async () => {
    const refused = await save({ ...four, pair: { ...four.pair, scale: 7, tie: false } }, 1);
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(refused.body).toContain('odd scale');
  });
});

describe('rating with a form', () => {
  it('hands out the newest form, and takes what it offers', async () => {
    await save(four, 1);
    await addBatch(test.db, project.id, { tasks: 8 });
    const said: [Verdict, object][] = [
      [{ verdict: 'preference', strength: -2 }, {}],
      [{ verdict: 'preference', strength: 1 }, { flags: ['broken', 'harmful'] }],
      [{ verdict: 'tie' }, { comment: 'Same facts.' }],
      [{ verdict: 'both_good' }, {}],
      [{ verdict: 'both_bad' }, { comment: 'Both invent a source.' }],
      [{ verdict: 'skip', reason: 'needs-a-doctor' }, { flags: ['harmful'] }],
    ];
    for (const [verdict, more] of said) {
      const { task, form } = await claim(anna);
      expect(form).toEqual({ version: 2, spec: four });
      const answer = await submit(task.token, verdict, { formVersion: form.version, ...more });
      expect(answer.statusCode, answer.body).toBe(200);
    }
    const mine = myRatings.parse((await anna.get(`${url}/rate/ratings`)).json()).items.toReversed();
    expect(mine.map(({ verdict }) => verdict)).toEqual(said.map(([verdict]) => verdict));
    expect(mine.map(({ form }) => form.version)).toEqual(said.map(() => 2));
    expect(mine.map(({ flags }) => flags)).toEqual([[], ['broken', 'harmful'], [], [], [], ['harmful']]);
    const stored = await opened.pool.query(
      `select abs(strength) as strength, scale from ratings where project_id = $1 order by created_at`,
      [project.id],
    );
    const none = { strength: null, scale: null };
    expect(stored.rows).toEqual([
      { strength: 2, scale: 4 },
      { strength: 1, scale: 4 },
      none,
      none,
      none,
      none,
    ]);
  });

  it.each<[string, Verdict, object, RegExp]>([
    ['a strength beyond its scale', { verdict: 'preference', strength: 3 }, {}, /ends at a strength of 2/],
    ['a reason it does not have', { verdict: 'skip', reason: 'broken' }, {}, /no reason “broken”/],
    ['a flag it does not have', { verdict: 'tie' }, { flags: ['off-topic'] }, /no flag “off-topic”/],
    ['a comment that is missing', { verdict: 'both_bad' }, { comment: '  ' }, /asks for a comment/],
    ['a version that does not exist', { verdict: 'tie' }, { formVersion: 9 }, /no version 9/],
  ])('refuses %s, and stores nothing', async (_, verdict, more, message) => {
    await save(four, 1);
    await addBatch(test.db, project.id, { tasks: 1 });
    const { task } = await claim(anna);
    const answer = await submit(task.token, verdict, more);
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'RATING_OFF_FORM']);
    expect(answer.json().detail).toMatch(message);
    // Nothing is lost either: the same pair takes a rating that fits.
    expect((await submit(task.token, { verdict: 'tie' })).json().outcome).toBe('stored');
  });

  it('takes a rating made with the form that was on screen when the lead changed it', async () => {
    await addBatch(test.db, project.id, { tasks: 2 });
    const { task, form } = await claim(anna);
    await save(four, 1);
    await claim(anna);
    const verdict: Verdict = { verdict: 'preference', strength: 3 };
    const id = v7();
    for (const outcome of ['stored', 'repeat']) {
      const answer = await submit(task.token, verdict, { formVersion: form.version }, id);
      expect(answer.json().outcome, answer.body).toBe(outcome);
    }
    // An edit later on is made with the form of its day, and the rating then stands under that.
    await submit(task.token, { verdict: 'both_good' }, { formVersion: 2 });
    const [item] = myRatings.parse((await anna.get(`${url}/rate/ratings`)).json()).items;
    expect([item?.verdict, item?.form.version]).toEqual([{ verdict: 'both_good' }, 2]);
  });

  it('tells one id with other flags from a repeat', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const { task } = await claim(anna);
    const id = v7();
    const send = (flags: string[]) => submit(task.token, { verdict: 'tie' }, { flags }, id);
    expect((await send(['broken', 'harmful'])).json().outcome).toBe('stored');
    expect((await send(['harmful', 'broken'])).json().outcome).toBe('repeat');
    expect((await send(['broken'])).json().code).toBe('RATING_ID_TAKEN');
  });

  it('counts flags for the lead', async () => {
    const batch = await addBatch(test.db, project.id, { tasks: 3 });
    for (const flags of [['broken'], ['broken', 'harmful'], []]) {
      const { task } = await claim(anna);
      await submit(task.token, { verdict: 'tie' }, { flags });
    }
    const progress = (await lead.get(`${url}/batches/${batch.id}/progress`)).json();
    expect(progress.flags).toEqual([
      { flag: 'broken', ratings: 2 },
      { flag: 'harmful', ratings: 1 },
    ]);
  });
});
