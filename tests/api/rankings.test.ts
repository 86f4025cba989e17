import {
  batchPreview,
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
import { addAnswers } from '../helpers/answers.ts';
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

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const rankings = (tasks: number, size: number, overlap = 1) =>
  addBatch(house.test.db, project.id, {
    tasks,
    overlap,
    taskKind: 'ranking',
    texts: (n) => ({ prompt: `Question ${n}`, responses: letters.slice(0, size) }),
  });

async function claim(who: TestUser, hold = 1) {
  const { tasks } = claimAnswer.parse((await who.post(`${url}/rate/claims`, { hold })).json());
  return tasks.map((task) => ({ ...task, shown: task.responses.map(({ text }) => text) }));
}

const submit = (who: TestUser, token: string | undefined, verdict: object, id = v7()) =>
  who.put(`${url}/rate/ratings/${id}`, { token, verdict, activeMs: 10 });

/** "c=a>b": tiers of texts, as places in the order shown. */
function ranked(order: string, shown: string[]) {
  const tiers = order.split('>').map((tier) => tier.split('=').map((text) => shown.indexOf(text)));
  return { verdict: 'ranking', tiers };
}

describe('a ranking', () => {
  it('comes back in the order shown, and to the lead in that of the positions, however it was shown', async () => {
    await rankings(1, 4, 8);
    const orders = new Set<string>();
    for (let n = 0; n < 8; n += 1) {
      const who = await house.test.member(project, 'annotator');
      const [task] = await claim(who);
      if (!task) throw new Error('nothing to rank');
      orders.add(task.shown.join(''));
      const verdict = ranked('c>b=d', task.shown);
      expect((await submit(who, task.token, verdict)).statusCode).toBe(200);
      const [mine] = myRatings.parse((await who.get(`${url}/rate/ratings`)).json()).items;
      expect(mine?.task.responses.map(({ text }) => text)).toEqual(task.shown);
      expect(mine?.verdict).toEqual({
        verdict: 'ranking',
        tiers: verdict.tiers.map((tier) => tier.toSorted((one, other) => one - other)),
      });
    }
    expect(orders.size).toBeGreaterThan(1);
    const { items } = ratingPage.parse((await lead.get(`${url}/ratings`)).json());
    expect(items.map(({ ranking }) => ranking)).toEqual(Array(8).fill([[2], [1, 3]]));
    expect((await lead.get(`${url}/ratings/export`)).body).toContain(',ranking,,,,2>1=3,');
  });

  it('puts each response first in its turn', async () => {
    await rankings(1, 4, 8);
    const first = new Map<string | undefined, number>();
    for (let n = 0; n < 8; n += 1) {
      const who = await house.test.member(project, 'annotator');
      const [task] = await claim(who);
      first.set(task?.shown[0], (first.get(task?.shown[0]) ?? 0) + 1);
      await submit(who, task?.token, ranked('a>b>c>d', task?.shown ?? []));
    }
    expect([...first.values()]).toEqual([2, 2, 2, 2]);
  });

  it('keeps its order over a reload, and is a repeat only when equal', async () => {
    await rankings(1, 8);
    const [task] = await claim(anna);
    expect((await claim(anna))[0]).toMatchObject({ token: task?.token, shown: task?.shown });
    const id = v7();
    const outcomes = [];
    for (const order of ['a>b', 'a>b', 'b>a', 'a=b', 'a>b>c']) {
      const body = (await submit(anna, task?.token, ranked(order, task?.shown ?? []), id)).json();
      outcomes.push(body.outcome ?? body.code);
    }
    expect(outcomes).toEqual(['stored', 'repeat', 'RATING_ID_TAKEN', 'RATING_ID_TAKEN', 'RATING_ID_TAKEN']);
  });

  it.each<[string, Partial<RatingFormSpec>, object, number, string]>([
    ['a preference', {}, { verdict: 'preference', strength: 1 }, 422, 'asks for a ranking'],
    ['a grade', {}, { verdict: 'grade', grade: 1 }, 422, 'asks for a ranking'],
    ['a place that there is not', {}, { verdict: 'ranking', tiers: [[0], [3]] }, 422, 'none at place 3'],
    ['a response twice', {}, { verdict: 'ranking', tiers: [[0], [0, 1]] }, 400, 'places a response twice'],
    ['one response alone', {}, { verdict: 'ranking', tiers: [[2]] }, 400, 'compares nothing'],
    [
      'a tie where there are none',
      { ranking: { ties: false, partial: true } },
      { verdict: 'ranking', tiers: [[0, 1], [2]] },
      422,
      'no ties',
    ],
    [
      'less than all where all are asked',
      { ranking: { ties: true, partial: false } },
      { verdict: 'ranking', tiers: [[0], [1]] },
      422,
      '1 are not',
    ],
  ])('takes not %s', async (_, form, verdict, status, message) => {
    const spec = { ...firstRatingForm, ...form };
    expect((await lead.post(`${url}/rating-forms`, { spec, basedOn: 1 })).statusCode).toBe(201);
    await rankings(1, 3);
    const [task] = await claim(anna);
    const answer = await submit(anna, task?.token, verdict);
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.body).toContain(message);
    expect(myRatings.parse((await anna.get(`${url}/rate/ratings`)).json()).items).toEqual([]);
  });

  it('is agreed on by every two responses that both people compared', async () => {
    const { id } = await rankings(2, 4, 2);
    for (const [who, orders] of [
      [anna, ['a>b>c=d', 'a>b']],
      [ben, ['b>a>c=d', 'c>d']],
    ] as const) {
      for (const task of await claim(who, 2)) {
        const n = Number(task.prompt.messages[0]?.content.replace('Question ', ''));
        await submit(who, task.token, ranked(orders[n] ?? '', task.shown));
      }
    }
    const progress = batchProgress.parse((await lead.get(`${url}/batches/${id}/progress`)).json());
    // On the first all six pairs, of which a and b alone are told apart; on the second they share none.
    expect(progress.agreement).toMatchObject({ tasks: 2, pairs: 6, agreeing: 5 });
    expect(progress.rankings).toEqual({ counted: 4, complete: 2, tied: 2 });
    expect(progress.majority).toMatchObject({ first: 0, second: 0, undecided: 0 });
  });
});

describe('composing', () => {
  const preview = async (pairing: object) => {
    const answer = await lead.post(`${url}/batches/preview`, { pairing });
    expect(answer.statusCode, answer.body).toBe(200);
    const { leftOut, ...rest } = batchPreview.parse(answer.json());
    return { ...rest, leftOut: Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count])) };
  };
  const responsesOf = async (batchId: string) => {
    const { rows } = await house.pool.query<{ texts: string }>(
      `select string_agg(r.text, '' order by p.position) as texts
       from tasks t join task_responses p on p.task_id = t.id join responses r on r.id = p.response_id
       where t.batch_id = $1 group by t.id`,
      [batchId],
    );
    return rows.map(({ texts }) => texts);
  };
  const create = (pairing: object, more = {}) =>
    lead.post(`${url}/batches`, { name: `Batch ${v7()}`, composition: { pairing }, ...more });

  beforeEach(async () => {
    await addAnswers(house.test.db, project.id, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    await addAnswers(house.test.db, project.id, ['k', 'k', 'l', { text: '', failed: true }]);
  });

  it('makes whole rankings of different texts, and says what it leaves out', async () => {
    expect(await preview({ kind: 'ranking', size: 3 })).toEqual({
      prompts: 2,
      responses: 11,
      tasks: 2,
      promptsUsed: 1,
      leftOut: { 'too-few-responses': 1, 'failed-response': 1, repeated: 1, incomplete: 1 },
      arms: null,
    });
    expect(await preview({ kind: 'ranking', size: 3, perPrompt: 1 })).toMatchObject({
      tasks: 1,
      leftOut: { 'not-drawn': 1 },
    });
    const made = await create({ kind: 'ranking', size: 3 });
    expect(made.statusCode, made.body).toBe(201);
    expect(made.json()).toMatchObject({ taskKind: 'ranking', tasks: 2 });
    const texts = (await responsesOf(made.json().id)).join('');
    expect(new Set(texts).size).toBe(6);
  });

  it('takes each response by itself, no text twice for one prompt', async () => {
    expect(await preview({ kind: 'single' })).toEqual({
      prompts: 2,
      responses: 11,
      tasks: 9,
      promptsUsed: 2,
      leftOut: { 'failed-response': 1, repeated: 1 },
      arms: null,
    });
    const made = await create({ kind: 'single', perPrompt: 2 });
    expect(made.json()).toMatchObject({ taskKind: 'single', tasks: 4 });
    const texts = await responsesOf(made.json().id);
    expect(texts.map((text) => (text > 'g' ? 'kl' : 'ag')).toSorted()).toEqual(['ag', 'ag', 'kl', 'kl']);
  });

  it('draws the same for the same seed, and positions tell nothing of the order', async () => {
    const orders = [];
    for (let n = 0; n < 2; n += 1) {
      orders.push((await responsesOf((await create({ kind: 'ranking', size: 7 })).json().id)).join());
    }
    expect(orders[0]).toBe(orders[1]);
    expect(orders[0]?.split('').toSorted().join('')).toBe('abcdefg');
  });

  it.each([
    ['adaptive overlap', { overlap: 2, adaptive: {} }, 'is for pairs alone'],
    ['golds first', { strategy: 'golds-first' }, 'is for pairs alone'],
  ])('has no %s', async (_, more, message) => {
    for (const pairing of [{ kind: 'single' }, { kind: 'ranking', size: 3 }]) {
      const answer = await create(pairing, more);
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain(message);
    }
  });

  it('says what is missing where nothing is left to rate', async () => {
    expect((await create({ kind: 'ranking', size: 8 })).json()).toMatchObject({
      code: 'BATCH_EMPTY',
      detail: expect.stringContaining('No prompt has so many different responses'),
    });
    expect((await create({ kind: 'ranking', size: 2 })).statusCode).toBe(400);
    expect((await create({ kind: 'ranking', size: 9 })).statusCode).toBe(400);
  });
});
