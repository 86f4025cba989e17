import {
  claimAnswer,
  disagreements,
  firstRatingForm,
  myRatings,
  type RatingFormSpec,
  ratingPage,
  snapshotPreview,
} from '@prefloop/contract';
import { type Project, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

const spec: RatingFormSpec = {
  ...firstRatingForm,
  criteria: [
    { code: 'helpful', label: 'Helpful', hint: '', answer: 'sides', required: true },
    { code: 'honest', label: 'Honest', hint: 'Says nothing untrue', answer: 'grades', required: false },
  ],
  editing: true,
};
const rules = { kind: 'preference', prompts: {}, evalShare: 0 };

let test: TestApp;
let lead: TestUser;
let anna: TestUser;
let ben: TestUser;
let project: Project;
let url: string;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(async () => {
  await test.close();
});
beforeEach(async () => {
  lead = await test.user();
  project = await test.project({ lead });
  [anna, ben] = [await test.member(project, 'annotator'), await test.member(project, 'annotator')];
  url = `/v1/projects/${project.slug}`;
  const saved = await lead.post(`${url}/rating-forms`, { spec, basedOn: 1 });
  expect(saved.statusCode, saved.body).toBe(201);
});

async function claim(who: TestUser) {
  const answer = claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold: 1 })).json());
  const [task] = answer.tasks;
  if (!task) throw new Error('nothing to rate');
  expect(answer.form.spec).toEqual(spec);
  return task;
}
type Shown = Awaited<ReturnType<typeof claim>>;

/** The side on which an answer stands. */
const sideOf = (task: Shown, text: string) => (task.responses[0].text === text ? 'A' : 'B');

const submit = (who: TestUser, token: string, more: object, id = v7()) =>
  who.put(`${url}/rate/ratings/${id}`, { token, verdict: { verdict: 'tie' }, activeMs: 10, ...more });

/** Says of "First answer 0" that it is more helpful, with grades 5 and 2, and writes a better one from it. */
async function rate(who: TestUser) {
  const task = await claim(who);
  const side = sideOf(task, 'First answer 0');
  const other = side === 'A' ? 'B' : 'A';
  const said = {
    criteria: { helpful: side, honest: { [side]: 5, [other]: 2 } },
    edited: { text: `Better, by ${who.name}`, from: side },
  };
  const answer = await submit(who, task.token, said);
  expect(answer.statusCode, answer.body).toBe(200);
  return { task, said };
}

describe('criteria and edited responses', () => {
  it('come back as they were said on the screen, and to everybody else by the order of the pair', async () => {
    await addBatch(test.db, project.id, { tasks: 1, overlap: 2 });
    const [one, two] = [await rate(anna), await rate(ben)];
    // The server balances the sides: two people see the pair both ways round.
    expect(one.said.criteria.helpful).not.toBe(two.said.criteria.helpful);
    for (const [who, { said }] of [
      [anna, one],
      [ben, two],
    ] as const) {
      const [mine] = myRatings.parse((await who.get(`${url}/rate/ratings`)).json()).items;
      expect(mine).toMatchObject({ criteria: said.criteria, edited: said.edited });
    }
    const { items } = ratingPage.parse((await lead.get(`${url}/ratings`)).json());
    for (const row of items) {
      expect(row.criteria).toEqual({ helpful: 'A', honest: { A: 5, B: 2 } });
      expect(row.edited).toEqual({ text: `Better, by ${row.annotator.name}`, from: 'A' });
    }
    const csv = (await lead.get(`${url}/ratings/export`)).body;
    expect(csv).toContain('"{""honest"":{""A"":5,""B"":2},""helpful"":""A""}",A,"Better, by');
  });

  it('are shown with the votes of a pair on which people disagree', async () => {
    await addBatch(test.db, project.id, { tasks: 1, overlap: 2 });
    const { task } = await rate(anna);
    await rate(ben);
    const side = sideOf(task, 'First answer 0');
    const strength = side === 'A' ? -3 : 3;
    await submit(anna, task.token, {
      verdict: { verdict: 'preference', strength },
      criteria: { helpful: side },
    });
    const found = disagreements.parse((await lead.get(`${url}/disagreements?scope=all`)).json());
    expect(found.items[0]?.votes.map(({ criteria, edited }) => [criteria, edited?.from ?? null])).toEqual([
      [{ helpful: 'A' }, null],
      [{ helpful: 'A', honest: { A: 5, B: 2 } }, 'A'],
    ]);
  });

  it('are a repeat only when equal, and a change is a further revision', async () => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const task = await claim(anna);
    const id = v7();
    const said = { criteria: { helpful: 'A', honest: { A: 1 } }, edited: { text: 'Mine', from: null } };
    const outcomes = [];
    for (const more of [said, said, { ...said, criteria: { honest: { A: 1 }, helpful: 'A' } }]) {
      outcomes.push((await submit(anna, task.token, more, id)).json().outcome);
    }
    expect(outcomes).toEqual(['stored', 'repeat', 'repeat']);
    for (const more of [
      { ...said, criteria: { helpful: 'B', honest: { A: 1 } } },
      { ...said, edited: { text: 'Mine', from: 'A' } },
      { criteria: said.criteria },
    ]) {
      expect((await submit(anna, task.token, more, id)).json().code).toBe('RATING_ID_TAKEN');
    }
    expect((await submit(anna, task.token, { criteria: { helpful: 'B' } })).json().revision).toBe(2);
    const [stored] = await test.db
      .select()
      .from(schema.ratings)
      .where(eq(schema.ratings.projectId, project.id));
    expect([stored?.editedResponse, stored?.editedFrom]).toEqual([null, null]);
  });

  it.each<[string, object, RegExp]>([
    ['a required criterion left out', { criteria: { honest: { A: 1, B: 1 } } }, /answer to “Helpful”/],
    ['a criterion that is not asked', { criteria: { helpful: 'A', brief: 'A' } }, /no criterion “brief”/],
    ['a grade that there is not', { criteria: { helpful: 'A', honest: { A: 6 } } }, /criteria/],
    ['a blank response', { criteria: { helpful: 'A' }, edited: { text: ' \n', from: null } }, /blank/],
    ['a NUL', { criteria: { helpful: 'A' }, edited: { text: 'a\0b', from: null } }, /NUL/],
  ])('are refused with %s', async (_, more, message) => {
    await addBatch(test.db, project.id, { tasks: 1 });
    const refused = await submit(anna, (await claim(anna)).token, more);
    expect(refused.statusCode).toBe(refused.json().code === 'RATING_OFF_FORM' ? 422 : 400);
    expect(refused.body).toMatch(message);
  });

  it('make snapshots: of a criterion, of what people wrote above a pair, and of that to learn from', async () => {
    await addBatch(test.db, project.id, { tasks: 1, overlap: 2 });
    const [one] = [await rate(anna), await rate(ben)];
    expect(one).toBeDefined();
    const preview = async (more: object) => {
      const answer = await lead.post(`${url}/snapshots/preview`, { ...rules, ...more });
      expect(answer.statusCode, answer.body).toBe(200);
      return snapshotPreview.parse(answer.json());
    };
    const texts = (rows: Awaited<ReturnType<typeof preview>>['rows']) =>
      rows.map(({ row }) =>
        'chosen' in row
          ? [row.chosen[0].content, row.rejected[0].content, row.margin].filter((part) => part !== undefined)
          : [row.completion[0].content],
      );
    // Both said "tie".
    expect((await preview({})).rows).toEqual([]);
    expect(texts((await preview({ criterion: 'helpful' })).rows)).toEqual([
      ['First answer 0', 'Second answer 0'],
    ]);
    expect(texts((await preview({ criterion: 'honest', margin: 'strength' })).rows)).toEqual([
      ['First answer 0', 'Second answer 0', 2.25],
    ]);
    const written = texts((await preview({ edited: 'pairs' })).rows);
    expect(written).toHaveLength(4);
    expect(written).toContainEqual([`Better, by ${anna.name}`, 'Second answer 0']);
    const sft = { kind: 'sft', prompts: {}, evalShare: 0 };
    const learnt = await lead.post(`${url}/snapshots/preview`, { ...sft, demonstrations: 'edited' });
    expect(texts(snapshotPreview.parse(learnt.json()).rows).flat().toSorted()).toEqual(
      [anna, ben].map(({ name }) => `Better, by ${name}`).toSorted(),
    );
    const none = await lead.post(`${url}/snapshots/preview`, sft);
    expect(snapshotPreview.parse(none.json()).rows).toEqual([]);
  });
});
