import { preferenceRow, snapshotPreview, unpairedRow } from '@prefloop/contract';
import type { Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { useHouse } from '../helpers/house.ts';
import { addBatch } from '../helpers/rating.ts';

const house = useHouse();
let project: Project;
let engineer: TestUser;
let people: TestUser[];
let url: string;

beforeEach(async () => {
  project = await house.test.project();
  engineer = await house.test.member(project, 'engineer');
  people = [await house.test.member(project, 'annotator'), await house.test.member(project, 'annotator')];
  url = `/v1/projects/${project.slug}`;
});

type Shown = {
  token: string;
  kind: string;
  prompt: { messages: { content: string }[] };
  responses: { text: string }[];
};

/** Everybody rates everything they are given; `say` makes the verdict of a task. */
async function rateAll(say: (task: Shown, person: number) => object) {
  for (const [person, who] of people.entries()) {
    for (;;) {
      const { tasks } = (await who.post(`${url}/rate/claims`, { hold: 5 })).json();
      if (tasks.length === 0) break;
      for (const task of tasks) {
        const verdict = say(task, person);
        const answer = await who.put(`${url}/rate/ratings/${v7()}`, {
          token: task.token,
          verdict,
          activeMs: 10,
        });
        expect(answer.statusCode, answer.body).toBe(200);
      }
    }
  }
}

async function preview(rules: object) {
  const answer = await engineer.post(`${url}/snapshots/preview`, { evalShare: 0, ...rules });
  expect(answer.statusCode, answer.body).toBe(200);
  return snapshotPreview.parse(answer.json());
}

const numberOf = (task: Shown) => Number(task.prompt.messages[0]?.content.replace('Question ', ''));

describe('rankings', () => {
  beforeEach(async () => {
    await addBatch(house.test.db, project.id, {
      tasks: 3,
      overlap: 2,
      taskKind: 'ranking',
      texts: (n) => ({
        prompt: `Question ${n}`,
        responses: ['good', 'fair', 'poor', 'unread'].map((text) => `${text} ${n}`),
      }),
    });
    await rateAll((task, person) => {
      const at = (word: string) => task.responses.findIndex(({ text }) => text.startsWith(word));
      // The second person finds two of them equal.
      const order =
        person === 0 ? [[at('good')], [at('fair')], [at('poor')]] : [[at('good')], [at('fair'), at('poor')]];
      return { verdict: 'ranking', tiers: order };
    });
  });

  it('give the pairs that they imply, frozen and handed out like any others', async () => {
    const { statistics, rows } = await preview({ kind: 'preference', minVotes: 2 });
    // Of each prompt: good over fair and over poor by both; fair and poor, one for fair and one tie, lead nothing.
    expect(statistics).toMatchObject({ train: 6, considered: 9, ratings: 6, annotators: 2 });
    expect(statistics.removed).toEqual([{ reason: 'no-majority', count: 3 }]);
    for (const { row } of rows) {
      const { chosen, rejected } = preferenceRow.parse(row);
      expect(chosen[0].content).toMatch(/^good/);
      expect(rejected[0].content).toMatch(/^(fair|poor)/);
    }
    const frozen = await engineer.post(`${url}/snapshots`, {
      name: 'Ranked',
      rules: { kind: 'preference', minVotes: 2, evalShare: 0 },
    });
    expect(frozen.statusCode, frozen.body).toBe(201);
    const file = await engineer.get(`${url}/snapshots/${frozen.json().id}/download?split=train`);
    expect(
      file.body
        .trim()
        .split('\n')
        .map((line: string) => preferenceRow.parse(JSON.parse(line))),
    ).toHaveLength(6);
  });

  it('stand beside pairs, and weigh by agreement where there is no reliability', async () => {
    const { rows, unweighed } = await preview({ kind: 'preference', weight: 'reliability' });
    expect(unweighed).toEqual([]);
    expect(new Set(rows.map(({ row }) => preferenceRow.parse(row).weight))).toEqual(new Set([1]));
  });
});

describe('good and bad answers', () => {
  it('come of grades, each answer once, and go out as TRL reads them', async () => {
    await addBatch(house.test.db, project.id, {
      tasks: 6,
      overlap: 2,
      taskKind: 'single',
      texts: (n) => ({ prompt: `Question ${n}`, responses: [`Answer ${n}`] }),
    });
    await rateAll((task, person) => ({
      verdict: 'grade',
      grade: numberOf(task) < 2 ? 2 : numberOf(task) < 4 ? 1 : person + 1,
    }));
    const { statistics, rows } = await preview({ kind: 'unpaired' });
    expect(statistics).toMatchObject({ train: 4, considered: 6, ratings: 8, annotators: 2 });
    expect(statistics.removed).toEqual([{ reason: 'no-majority', count: 2 }]);
    const told = rows.map(({ row }) => unpairedRow.parse(row));
    expect(told.map(({ completion, label }) => [completion[0].content, label]).toSorted()).toEqual([
      ['Answer 0', true],
      ['Answer 1', true],
      ['Answer 2', false],
      ['Answer 3', false],
    ]);
    const freeze = (name: string) =>
      engineer.post(`${url}/snapshots`, { name, rules: { kind: 'unpaired', evalShare: 0 } });
    const [one, other] = [(await freeze('One')).json(), (await freeze('Other')).json()];
    expect(one).toMatchObject({ kind: 'unpaired', hash: other.hash });
    const file = await engineer.get(`${url}/snapshots/${one.id}/download?split=train`);
    const lines = file.body.trim().split('\n');
    expect(lines.map((line: string) => unpairedRow.parse(JSON.parse(line)).label).toSorted()).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('come of pairs where that is wanted, a rating counted once for its two answers', async () => {
    await addBatch(house.test.db, project.id, { tasks: 2, overlap: 2 });
    await rateAll((task) =>
      numberOf(task) === 0
        ? { verdict: 'both_bad' }
        : { verdict: 'preference', strength: task.responses[0]?.text.startsWith('First') ? -1 : 1 },
    );
    expect((await preview({ kind: 'unpaired' })).statistics).toMatchObject({ train: 0, considered: 0 });
    expect((await preview({ kind: 'unpaired', pairs: 'both' })).statistics).toMatchObject({
      train: 2,
      ratings: 2,
      removed: [{ reason: 'too-few-votes', count: 2 }],
    });
    const { statistics, rows } = await preview({ kind: 'unpaired', pairs: 'all' });
    expect(statistics).toMatchObject({ train: 4, ratings: 4 });
    const labels = rows
      .map(({ row }) => unpairedRow.parse(row))
      .map(({ completion, label }) => [completion[0].content, label]);
    expect(labels.toSorted()).toEqual([
      ['First answer 0', false],
      ['First answer 1', true],
      ['Second answer 0', false],
      ['Second answer 1', false],
    ]);
  });

  it('know no grade that is good and bad at once', async () => {
    const answer = await engineer.post(`${url}/snapshots/preview`, {
      kind: 'unpaired',
      goodFrom: 2,
      badUpTo: 2,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('must be below the lowest grade that is good');
  });
});
