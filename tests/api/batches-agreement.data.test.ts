import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Batch, batchProgress } from '@prefloop/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../helpers/app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = resolve(root, process.env.PREFLOOP_SHARED_DATA ?? '../shared/data');

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

it("shows PandaLM's published agreement of its three annotators", async () => {
  const lead = await test.user();
  const { slug } = await test.project({ lead });
  const url = `/v1/projects/${slug}`;
  const taken = await test.app.inject({
    method: 'POST',
    url: `${url}/imports?source=pandalm`,
    headers: { cookie: lead.cookie, 'content-type': 'application/octet-stream' },
    payload: await readFile(resolve(folder, 'pandalm/testset-v1.json')),
  });
  expect(taken.statusCode, taken.body).toBe(201);
  const [batch]: Batch[] = (await lead.get(`${url}/batches`)).json().items;
  expect(batch).toMatchObject({
    status: 'closed',
    tasks: 999,
    tasksDone: 999,
    ratings: 2_997,
    composition: null,
  });

  const answer = await lead.get(`${url}/batches/${batch?.id}/progress`);
  const { agreement, majority, ratings, leftChoice, annotators } = batchProgress.parse(answer.json());
  expect(ratings).toMatchObject({ counted: 2_997, imported: 2_997, left: 0 });
  expect(annotators.map((annotator) => annotator.ratings)).toEqual([999, 999, 999]);
  // Nobody saw these side by side here.
  expect(leftChoice).toMatchObject({ n: 0, value: null });
  expect(agreement).toMatchObject({ tasks: 999, pairs: 2_997 });
  expect(majority).toEqual({ first: 422, second: 472, tie: 105, both_good: 0, both_bad: 0, undecided: 0 });
  const byPeople = agreement.kappas
    .map(({ first, second, n, kappa }) => ({ people: `${first.name} ${second.name}`, n, kappa }))
    .sort((a, b) => a.people.localeCompare(b.people));
  // README of github.com/WeOpenML/PandaLM prints 0.85, 0.88 and 0.86.
  expect(byPeople.map(({ n }) => n)).toEqual([999, 999, 999]);
  expect(byPeople[0]?.kappa).toBeCloseTo(0.852, 3);
  expect(byPeople[1]?.kappa).toBeCloseTo(0.8789, 3);
  expect(byPeople[2]?.kappa).toBeCloseTo(0.8617, 3);
});
