import {
  type Critique,
  claimAnswer,
  disagreements,
  firstRatingForm,
  myRatings,
  ratingPage,
} from '@prefloop/contract';
import type { Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

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
  const spec = { ...firstRatingForm, critiquing: true };
  const saved = await lead.post(`${url}/rating-forms`, { spec, basedOn: 1 });
  expect(saved.statusCode, saved.body).toBe(201);
  await addBatch(test.db, project.id, { tasks: 1, overlap: 2 });
});

async function claim(who: TestUser) {
  const [task] = claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold: 1 })).json()).tasks;
  if (!task) throw new Error('nothing to rate');
  return { ...task, first: task.responses[0].text === 'First answer 0' ? ('A' as const) : ('B' as const) };
}

const submit = (who: TestUser, token: string, critiques: unknown, strength = 1, id = v7()) =>
  who.put(`${url}/rate/ratings/${id}`, {
    token,
    verdict: { verdict: 'preference', strength },
    critiques,
    activeMs: 10,
  });

/** About "answer" in "First answer 0". */
const about = (side: Critique['side'], text: string): Critique => ({ side, start: 6, quote: 'answer', text });

describe('critique of parts', () => {
  it('comes back as it was said on the screen, and to everybody else by the order of the pair', async () => {
    for (const who of [anna, ben]) {
      const task = await claim(who);
      const said = [about(task.first, `"Wrong" to ${who.name}`)];
      const answer = await submit(who, task.token, said, task.first === 'A' ? -1 : who === anna ? -1 : 1);
      expect(answer.statusCode, answer.body).toBe(200);
      const [mine] = myRatings.parse((await who.get(`${url}/rate/ratings`)).json()).items;
      expect(mine?.critiques).toEqual(said);
    }
    const { items } = ratingPage.parse((await lead.get(`${url}/ratings`)).json());
    expect(items.map(({ critiques }) => critiques)).toEqual(
      items.map(({ annotator }) => [about('A', `"Wrong" to ${annotator.name}`)]),
    );
    const csv = (await lead.get(`${url}/ratings/export`)).body;
    expect(csv).toContain(`""quote"":""answer""`);
    expect(csv).toContain(String.raw`\""Wrong\"" to ${anna.name}`);
    const found = disagreements.parse((await lead.get(`${url}/disagreements?scope=all`)).json());
    for (const { votes } of found.items)
      expect(votes.map(({ critiques }) => critiques[0]?.side)).toEqual(['A', 'A']);
  });

  it('has to stand where it says, in that answer', async () => {
    const task = await claim(anna);
    const other = task.first === 'A' ? 'B' : 'A';
    for (const [critique, place] of [
      [{ ...about(task.first, 'x'), start: 7 }, `at place 7 of answer ${task.first}: “answer”`],
      [{ ...about(task.first, 'x'), start: 900 }, `at place 900 of answer ${task.first}`],
      [{ ...about(other, 'x'), quote: 'First', start: 0 }, `at place 0 of answer ${other}: “First”`],
    ] as const) {
      const answer = await submit(anna, task.token, [about(task.first, 'fine'), critique]);
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({ code: 'RATING_OFF_FORM' });
      expect(answer.json().detail).toContain(place);
    }
    expect(myRatings.parse((await anna.get(`${url}/rate/ratings`)).json()).items).toEqual([]);
  });

  it('is refused where the form has none, blank, or too much of it', async () => {
    const task = await claim(anna);
    for (const critiques of [
      [about('A', '  ')],
      [{ ...about('A', 'x'), quote: ' ' }],
      Array.from({ length: 21 }, (_, n) => about('A', `x${n}`)),
      [{ ...about('A', 'x'), start: -1 }],
      [{ ...about('A', 'x'), side: 'C' }],
    ]) {
      expect((await submit(anna, task.token, critiques)).statusCode).toBe(400);
    }
    await lead.post(`${url}/rating-forms`, { spec: firstRatingForm, basedOn: 2 });
    const answer = await anna.put(`${url}/rate/ratings/${v7()}`, {
      token: task.token,
      verdict: { verdict: 'tie' },
      critiques: [about(task.first, 'x')],
      formVersion: 3,
      activeMs: 10,
    });
    expect(answer.json().detail).toContain('It takes no critique of parts.');
  });

  it('is a repeat only when equal, in the order given', async () => {
    const task = await claim(anna);
    const id = v7();
    const said = [about(task.first, 'one'), about(task.first, 'two')];
    const outcomes = [];
    for (const critiques of [said, said, said.toReversed(), said.slice(0, 1)]) {
      const body = (await submit(anna, task.token, critiques, 1, id)).json();
      outcomes.push(body.outcome ?? body.code);
    }
    expect(outcomes).toEqual(['stored', 'repeat', 'RATING_ID_TAKEN', 'RATING_ID_TAKEN']);
    expect((await submit(anna, task.token, [])).json().revision).toBe(2);
  });
});
