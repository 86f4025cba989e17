import {
  batch,
  batchProgress,
  claimAnswer,
  firstRatingForm,
  myRatings,
  type RatingFormSpec,
  ratingPage,
} from '@prefloop/contract';
import type { Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { useHouse } from '../helpers/house.ts';
import { addBatch } from '../helpers/rating.ts';

const house = useHouse();
let project: Project;
let lead: TestUser;
let anna: TestUser;
let ben: TestUser;
let url: string;

beforeEach(async () => {
  lead = await house.test.user();
  project = await house.test.project({ lead });
  [anna, ben] = [
    await house.test.member(project, 'annotator'),
    await house.test.member(project, 'annotator'),
  ];
  url = `/v1/projects/${project.slug}`;
});

const singles = (tasks: number, overlap = 1) =>
  addBatch(house.test.db, project.id, {
    tasks,
    overlap,
    taskKind: 'single',
    texts: (n) => ({ prompt: `Question ${n}`, responses: [`Answer ${n}`] }),
  });

async function saveForm(change: Partial<RatingFormSpec>, basedOn = 1) {
  const saved = await lead.post(`${url}/rating-forms`, { spec: { ...firstRatingForm, ...change }, basedOn });
  expect(saved.statusCode, saved.body).toBe(201);
}

async function claim(who: TestUser, hold = 1) {
  return claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold })).json()).tasks;
}

const submit = (who: TestUser, token: string | undefined, body: object, id = v7()) =>
  who.put(`${url}/rate/ratings/${id}`, { token, activeMs: 10, ...body });
const grade = (value: number) => ({ verdict: { verdict: 'grade', grade: value } });

describe('a response by itself', () => {
  it('is shown without another one, graded, looked at again and changed', async () => {
    await singles(1);
    const [task] = await claim(anna);
    expect(task).toMatchObject({ kind: 'single', responses: [{ text: 'Answer 0' }] });
    expect((await submit(anna, task?.token, grade(2))).json()).toMatchObject({
      outcome: 'stored',
      revision: 1,
    });
    expect((await submit(anna, task?.token, { ...grade(1), comment: 'Wrong.' })).json().revision).toBe(2);
    const [mine] = myRatings.parse((await anna.get(`${url}/rate/ratings`)).json()).items;
    expect(mine).toMatchObject({
      task: { kind: 'single', responses: [{ text: 'Answer 0' }] },
      verdict: { verdict: 'grade', grade: 1 },
      comment: 'Wrong.',
    });
    const { items } = ratingPage.parse((await lead.get(`${url}/ratings?verdict=grade`)).json());
    expect(items).toMatchObject([
      { verdict: 'grade', grade: 1, scale: 2, strength: null, ranking: null, side: null },
    ]);
    expect((await lead.get(`${url}/ratings/export`)).body).toMatch(/,grade,,1,2,,,/);
  });

  it('is graded on the scale of the form, and every kind of rating stays what it is', async () => {
    await saveForm({ single: { scale: 'grades' } });
    const { id } = await singles(6);
    const tasks = await claim(anna, 5);
    for (const [n, task] of tasks.entries()) await submit(anna, task.token, grade(n + 1));
    const [last] = await claim(anna);
    await submit(anna, last?.token, { verdict: { verdict: 'skip', reason: 'broken' } });
    const progress = batchProgress.parse((await lead.get(`${url}/batches/${id}/progress`)).json());
    expect(progress.grades).toEqual([1, 2, 3, 4, 5].map((n) => ({ scale: 5, grade: n, ratings: 1 })));
    expect(progress.ratings).toMatchObject({ counted: 5, skips: 1 });
    expect(progress.verdicts).toEqual({ preference: 0, tie: 0, both_good: 0, both_bad: 0 });
    expect(progress.majority).toEqual({
      first: 0,
      second: 0,
      tie: 0,
      both_good: 0,
      both_bad: 0,
      undecided: 0,
    });
  });

  it.each([
    ['a preference', { verdict: { verdict: 'preference', strength: 1 } }, 'asks for a grade of one response'],
    ['a tie', { verdict: { verdict: 'tie' } }, 'asks for a grade of one response'],
    ['a ranking', { verdict: { verdict: 'ranking', tiers: [[0], [1]] } }, 'asks for a grade of one response'],
    ['a grade beyond its scale', grade(3), 'end at 2'],
    ['an edited answer', { ...grade(1), edited: { text: 'Better', from: 'A' } }, 'no edited response'],
  ])('takes no %s', async (_, body, message) => {
    await saveForm({ editing: true });
    await singles(1);
    const [task] = await claim(anna);
    const answer = await submit(anna, task?.token, body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'RATING_OFF_FORM' });
    expect(answer.json().detail).toContain(message);
    expect(myRatings.parse((await anna.get(`${url}/rate/ratings`)).json()).items).toEqual([]);
  });

  it('asks for a comment where the lead wants one with grades', async () => {
    await saveForm({ comment: { allowed: true, requiredFor: ['grade'] } });
    await singles(1);
    const [task] = await claim(anna);
    expect((await submit(anna, task?.token, grade(2))).json().detail).toContain('asks for a comment');
    expect((await submit(anna, task?.token, { ...grade(2), comment: 'Short and right.' })).statusCode).toBe(
      200,
    );
  });

  it('is agreed on where two people give the same grade', async () => {
    const { id } = await singles(4, 2);
    for (const [who, grades] of [
      [anna, [2, 2, 1, 1]],
      [ben, [2, 1, 1, 1]],
    ] as const) {
      for (const task of await claim(who, 4)) {
        const n = Number(task.prompt.messages[0]?.content.replace('Question ', ''));
        await submit(who, task.token, grade(grades[n] ?? 0));
      }
    }
    const { agreement } = batchProgress.parse((await lead.get(`${url}/batches/${id}/progress`)).json());
    // Kappa by hand: observed 3/4; expected 1/2 * 1/4 + 1/2 * 3/4.
    expect(agreement).toMatchObject({ tasks: 4, pairs: 4, agreeing: 3, raw: 0.75 });
    expect(agreement.kappas[0]?.kappa).toBeCloseTo((0.75 - 0.5) / (1 - 0.5), 10);
  });

  it('is served beside pairs, each batch with its own kind', async () => {
    await addBatch(house.test.db, project.id, { tasks: 2 });
    await singles(2);
    const tasks = await claim(anna, 5);
    expect(tasks.map(({ kind }) => kind).toSorted()).toEqual(['pair', 'pair', 'single', 'single']);
    for (const task of tasks) {
      const fits = task.kind === 'pair' ? { verdict: { verdict: 'tie' } } : grade(1);
      expect((await submit(anna, task.token, fits)).statusCode).toBe(200);
    }
  });

  it('takes no golds and no attention checks: a pair among them would tell', async () => {
    const { taskIds } = await addBatch(house.test.db, project.id, { tasks: 1 });
    await submit(anna, (await claim(anna))[0]?.token, { verdict: { verdict: 'preference', strength: 1 } });
    const { id } = await singles(1);
    const gold = { taskId: taskIds[0], answer: 'first', explanation: '' };
    const check = {
      prompt: 'Choose A.',
      responses: ['Good', 'Bad'],
      answer: 'first',
      explanation: '',
    };
    for (const answer of [
      await lead.post(`${url}/batches/${id}/golds`, { golds: [gold] }),
      await lead.post(`${url}/batches/${id}/attention-checks`, check),
    ]) {
      expect(answer.statusCode, answer.body).toBe(409);
      expect(answer.json().detail).toContain('Choose a batch of pairs');
    }
    const changed = await lead.patch(`${url}/batches/${id}`, { strategy: 'golds-first' });
    expect(changed.json().detail).toContain('Golds are pairs');
    expect(batch.parse((await lead.get(`${url}/batches/${id}`)).json()).taskKind).toBe('single');
  });
});
